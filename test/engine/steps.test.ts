/** The answer in two parts, and the worker's side of it: together they are the analysis, and the newest question wins. */
import { describe, expect, test } from 'vitest';
import { analyse, answerFor } from '../../shared/engine/analyse.ts';
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import { diff } from '../../shared/model/diff.ts';
import type { Project } from '../../shared/model/types.ts';
import { Engine, type EngineWorker } from '../../renderer/worker/engine.ts';
import { engineDesk } from '../../renderer/worker/engineDesk.ts';
import type { Answer, FromEngine, ToEngine } from '../../renderer/worker/messages.ts';
import { edited } from '../bench/edits.ts';
import { largeProject } from '../support/largeProject.ts';
import { randomProject, seeded } from '../support/randomProject.ts';

const project = largeProject(30);
const faster: Project = {
  ...project,
  journeys: project.journeys.map((journey) => ({ ...journey, rate: { average: 2, peak: 20 } })),
};
const whole = (of: Project, variant: string): VariantAnalysis => analyse(of).variants[variant]!;

function lastOf<T>(steps: Generator<number, T>): { shares: number[]; value: T } {
  const shares: number[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { shares, value: step.value };
    shares.push(step.value);
  }
}

describe('an answer in two parts', () => {
  test.each([project, randomProject(3), randomProject(11)])('is the analysis: $id', (of) => {
    for (const { id } of of.variants) {
      const steps = answerFor(of, id, null);
      const expected = whole(of, id);
      expect(expected).toMatchObject(steps.now);
      const { shares, value } = lastOf(steps.later());
      expect(JSON.stringify(value)).toBe(JSON.stringify(expected));
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(Math.max(...shares)).toBeLessThanOrEqual(1);
    }
  });
});

/** A worker of this thread: messages are posted in turn, and a pause lets those come in that wait. */
class Stand implements EngineWorker {
  readonly got: ToEngine[] = [];
  #listeners: ((event: MessageEvent<FromEngine>) => void)[] = [];
  #time = 0;
  /** Answers that do not get through. */
  lost = 0;
  #desk = engineDesk({
    post: (data) => {
      if (data.type === 'answer' && this.lost-- > 0) throw new Error('lost');
      queueMicrotask(() => this.#listeners.forEach((listen) => listen({ data } as MessageEvent<FromEngine>)));
    },
    // Every look at the clock is past the end of a slice.
    clock: () => (this.#time += 100),
    pause: () => new Promise((next) => setImmediate(next)),
  });

  postMessage(message: ToEngine): void {
    this.got.push(message);
    queueMicrotask(() => void this.#desk(structuredClone(message)));
  }

  addEventListener(type: string, listener: unknown): void {
    if (type === 'message') this.#listeners.push(listener as (event: MessageEvent<FromEngine>) => void);
  }
}

interface Heard {
  readonly answers: { variant: string; answer: Answer }[];
  readonly faults: string[];
  readonly shares: number[];
  readonly engine: Engine;
  readonly worker: Stand;
  /** Resolves with the next time that nothing is left to answer. */
  readonly finished: () => Promise<void>;
}

function listen(): Heard {
  const answers: Heard['answers'] = [];
  const faults: string[] = [];
  const shares: number[] = [];
  let done: (() => void) | undefined;
  const worker = new Stand();
  const engine = new Engine(
    {
      answered: (variant, answer) => answers.push({ variant, answer }),
      failed: (message) => faults.push(message),
      progressed: (_variant, share) => shares.push(share),
      finished: () => done?.(),
    },
    worker,
  );
  return { answers, faults, shares, engine, worker, finished: () => new Promise((resolve) => (done = resolve)) };
}

const ask = (variant: string, part: 'now' | 'whole') => ({ variant, scenario: null, part }) as const;

describe('questions to a worker', () => {
  test('are answered in their order, long ones with their progress', async () => {
    const { answers, engine, finished, shares } = listen();
    engine.open(project);
    engine.ask([ask('one', 'now'), ask('services', 'whole')]);
    await finished();
    expect(answers.map(({ variant, answer }) => [variant, answer.part])).toEqual([
      ['one', 'now'],
      ['services', 'whole'],
    ]);
    expect(answers[1]!.answer.result).toEqual(whole(project, 'services'));
    expect(shares.length).toBeGreaterThan(10);
  });

  test('an edit goes over as what changed, and ends the answer to the design before', async () => {
    const { answers, engine, finished, worker } = listen();
    engine.open(project);
    engine.ask([ask('services', 'whole')]);
    await new Promise((next) => setImmediate(next));
    engine.change(diff(project, faster));
    engine.ask([ask('services', 'now')]);
    await finished();
    expect(answers).toHaveLength(1);
    expect(answers[0]!.answer.result.journeys['j0']!.throughputPerSecond).toBe(20);
    const change = worker.got.find(({ type }) => type === 'change');
    expect(JSON.stringify(change).length).toBeLessThan(JSON.stringify(project).length / 5);
  });

  test('of two the newer one is answered', async () => {
    const { answers, engine, finished } = listen();
    engine.open(project);
    engine.ask([ask('services', 'whole'), ask('one', 'whole')]);
    engine.ask([ask('one', 'now')]);
    await finished();
    expect(answers.map(({ variant, answer }) => [variant, answer.part])).toEqual([['one', 'now']]);
  });

  test('one that is stopped is not answered', async () => {
    const { answers, engine, finished } = listen();
    engine.open(project);
    engine.ask([ask('services', 'whole')]);
    await new Promise((next) => setImmediate(next));
    engine.stop();
    engine.ask([]);
    engine.ask([ask('one', 'now')]);
    await finished();
    expect(answers.map(({ variant }) => variant)).toEqual(['one']);
  });

  test('what an edit leaves as it was is the same object in the next answer', async () => {
    const { answers, engine, finished } = listen();
    engine.open(project);
    engine.ask([ask('services', 'now')]);
    await finished();
    const [first, ...others] = project.components;
    const renamed = { ...project, components: [{ ...first!, name: 'Other' }, ...others] };
    engine.change(diff(project, renamed));
    engine.ask([ask('services', 'now')]);
    await finished();
    expect(answers[1]!.answer.result.links).toBe(answers[0]!.answer.result.links);
    expect(answers[1]!.answer.result).toEqual(answerFor(renamed, 'services', null).now);
  });

  test('are answered rightly after answers given up, lost or failed, and after another design', async () => {
    const { answers, engine, faults, finished, worker } = listen();
    const next = seeded(5);
    let design = project;
    engine.open(design);
    for (let round = 0; round < 60; round++) {
      const before = design;
      design = edited(design, 'services', next);
      if (round % 20 === 10) engine.open((design = largeProject(20 + (round % 3), round)));
      else engine.change(diff(before, design));
      const variant = next() < 0.5 ? 'services' : 'one';
      const part = next() < 0.3 ? 'whole' : 'now';
      if (next() < 0.1) worker.lost = 1;
      if (next() < 0.1) engine.ask([ask('nowhere', 'now')]);
      engine.ask([ask(variant, 'now'), ask(variant, part)]);
      // Some are overtaken at once, some while they are worked out.
      if (next() < 0.2) continue;
      if (next() < 0.2) {
        await new Promise((later) => setImmediate(later));
        continue;
      }
      await finished();
      if (worker.lost > 0) continue;
      expect(answers.at(-1)!.answer).toEqual({
        part,
        result: part === 'now' ? answerFor(design, variant, null).now : whole(design, variant),
      });
    }
    expect(new Set(faults)).toContain('lost');
  });
});
