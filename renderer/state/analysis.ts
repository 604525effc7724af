// Keeps the engine's answers in step with the open design, the visible variant and the scenario.
import type { VariantAnswer, VariantNow } from '../../shared/engine/types.ts';
import { diff } from '../../shared/model/diff.ts';
import type { Project } from '../../shared/model/types.ts';
import { Engine } from '../worker/engine.ts';
import type { Answer, Question } from '../worker/messages.ts';
import { now, set } from './store.ts';

/** Where the slower part takes longer than this, it waits until no edit has come for a while. */
const QUICK_MS = 50;
const CALM_MS = 150;
/** From here on work shows how far it is and can be stopped. */
const LONG_MS = 1000;

interface Engines {
  /** Only ever answers for the visible variant, so that no edit waits for anything else. */
  readonly first: Engine;
  /** The other variants, then what takes longer. */
  readonly second: Engine;
}
let engines: Engines | undefined;
/** Variants whose first answer is that of the design as it stands. */
const fresh = new Set<string>();
let asked = '';
/** What the slower part took last, ms. */
let slowMs = 0;
let calm: ReturnType<typeof setTimeout> | undefined;

function start(): Engines {
  const failed = (message: string): void => set({ engineFault: message, working: false });
  return {
    first: new Engine({
      answered(variant, answer, ms) {
        put(variant, answer);
        if (variant === now().variant) set({ workMs: ms, working: false });
      },
      failed,
      finished: askSecond,
    }),
    second: new Engine({
      answered(variant, answer, ms) {
        put(variant, answer);
        if (answer.part === 'whole') slowMs = ms;
      },
      failed,
      progressed(variant, share, ms) {
        if (variant === now().variant && ms > LONG_MS) set({ progress: share });
      },
      finished: () => set({ progress: null }),
    }),
  };
}

function put(variant: string, answer: Answer): void {
  const { results, pending } = now();
  fresh.add(variant);
  if (answer.part === 'now') {
    set({ results: { ...results, [variant]: over(results[variant], answer.result) }, engineFault: null });
    return;
  }
  set({
    results: { ...results, [variant]: answer.result },
    pending: new Set([...pending].filter((id) => id !== variant)),
    ...(variant === now().variant ? { progress: null } : {}),
  });
}

/** The new figures, with what takes longer as it was before. */
function over(before: VariantAnswer | undefined, result: VariantNow): VariantAnswer {
  return {
    ...before,
    ...result,
    journeys: Object.fromEntries(
      Object.entries(result.journeys).map(([id, journey]) => [id, { ...before?.journeys[id], ...journey }]),
    ),
  };
}

/** A new design: its answers start from nothing. */
export function openInEngine(): void {
  const { project } = now();
  engines ??= start();
  if (!project) return;
  engines.first.open(project);
  engines.second.open(project);
  ask({ everything: true });
}

/** The design after an edit. Where its parts are drawn changes no figure, so the engine does not hear of that. */
export function changedInEngine(before: Project, after: Project): void {
  const changes = diff(before, after).filter(({ path }) => path[0] !== 'layout');
  if (!engines || changes.length === 0) return;
  engines.first.change(changes);
  engines.second.change(changes);
  clearTimeout(calm);
  calm =
    slowMs <= QUICK_MS
      ? undefined
      : setTimeout(() => {
          calm = undefined;
          askSecond();
        }, CALM_MS);
  ask({ everything: true });
}

/** Asks for what is missing, the visible variant first; with `everything`, for all variants anew. */
export function ask(options: { readonly everything?: boolean } = {}): void {
  const { project, variant, scenario } = now();
  if (!project || !engines) return;
  if (options.everything) {
    fresh.clear();
    asked = '';
    // What is still under way answers for another scenario.
    engines.second.stop();
    set({ pending: new Set(project.variants.map(({ id }) => id)), progress: null, stopped: false });
  }
  const first = !fresh.has(variant);
  set({ working: first });
  engines.first.ask(first ? [{ variant, scenario, part: 'now' }] : []);
}

function askSecond(): void {
  const { project, variant, scenario, pending, stopped, working } = now();
  if (!project || !engines || calm !== undefined || working || stopped) return;
  const ids = project.variants.map(({ id }) => id).toSorted((a, b) => Number(b === variant) - Number(a === variant));
  const questions = [
    ...ids.filter((id) => !fresh.has(id)).map((id): Question => ({ variant: id, scenario, part: 'now' })),
    ...ids.filter((id) => pending.has(id)).map((id): Question => ({ variant: id, scenario, part: 'whole' })),
  ];
  const question = JSON.stringify(questions);
  if (question === asked) return;
  asked = question;
  engines.second.ask(questions);
}

/** Leaves availability, faults and findings as they are until the next edit. */
export function cancelLater(): void {
  engines?.second.stop();
  asked = '';
  set({ progress: null, stopped: true });
}

/** Goes on where the user stopped it. */
export function resumeLater(): void {
  set({ stopped: false });
  askSecond();
}

/** While something is dragged nothing may take longer than a frame, so answers wait. */
export function holdAnswers(): void {
  engines?.first.hold();
  engines?.second.hold();
}

export function releaseAnswers(): void {
  engines?.first.release();
  engines?.second.release();
}
