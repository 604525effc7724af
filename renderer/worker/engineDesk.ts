// Answers the window's questions about one design. A long answer is worked out in slices; a newer question ends it.
import { answerFor, type VariantSteps } from '../../shared/engine/analyse.ts';
import { applyChanges } from '../../shared/model/diff.ts';
import type { Project } from '../../shared/model/types.ts';
import type { Answer, FromEngine, Question, ToEngine } from './messages.ts';
import { Packer } from './packer.ts';

/** Longest time without a look at the messages that came in, ms. */
const SLICE_MS = 20;

const NONE = -1;

export interface Surroundings {
  /** `moved`: buffers that need not be copied. */
  readonly post: (message: FromEngine, moved?: ArrayBuffer[]) => void;
  readonly clock: () => number;
  /** Lets waiting messages come in. */
  readonly pause: () => Promise<void>;
}

/** What takes the messages; the promise ends when the question is answered or given up. */
export function engineDesk({ post, clock, pause }: Surroundings): (message: ToEngine) => Promise<void> {
  let project: Project | undefined;
  let newest = NONE;
  const packer = new Packer();
  /** What is known of the design as it stands, by variant and scenario. A new map for each design: one that is cleared keeps what it held reachable until a full collection. */
  let begun = new Map<string, VariantSteps>();

  function begin(design: Project, { variant, scenario }: Question): VariantSteps {
    const key = JSON.stringify([variant, scenario]);
    const known = begun.get(key) ?? answerFor(design, variant, scenario);
    begun.set(key, known);
    return known;
  }

  async function answer(design: Project, question: Question, request: number): Promise<void> {
    const started = clock();
    const head = (): { request: number; variant: string; ms: number } => ({
      request,
      variant: question.variant,
      ms: clock() - started,
    });
    const done = (given: Answer): void => {
      const packed = packer.pack(`${given.part}:${question.variant}`, given);
      post({ ...head(), type: 'answer', packed }, [packed.marks.buffer, packed.numbers.buffer]);
    };
    try {
      const steps = begin(design, question);
      if (question.part === 'now') {
        done({ part: 'now', result: steps.now });
        return;
      }
      let slice = started;
      const later = steps.later();
      for (let step = later.next(); ; step = later.next()) {
        if (step.done) {
          done({ part: 'whole', result: step.value });
          return;
        }
        if (clock() - slice < SLICE_MS) continue;
        post({ ...head(), type: 'progress', share: step.value });
        await pause();
        if (request !== newest) return;
        slice = clock();
      }
    } catch (error) {
      // Nobody knows whether the answer was on its way already.
      packer.forget();
      post({ ...head(), type: 'fault', message: error instanceof Error ? error.message : String(error) });
    }
  }

  return async (message) => {
    newest = message.type === 'ask' ? message.request : NONE;
    if (message.type === 'ask' && project) await answer(project, message.question, message.request);
    if (message.type === 'open') {
      project = message.project;
      packer.forget();
    }
    if (message.type === 'change' && project) project = applyChanges(project, message.changes);
    if (message.type === 'open' || message.type === 'change') begun = new Map();
  };
}
