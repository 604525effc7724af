// What is said of things that go wrong: shown inputs give the shown figure here too.
import { describe, expect, test } from 'vitest';
import { figuresOf } from '../../shared/explain/figureList.ts';
import type { Scene } from '../../shared/explain/scene.ts';
import type { Project } from '../../shared/model/types.ts';
import { smallSystem } from '../engine/published.ts';
import { sample } from '../inspector/sample.ts';
import { amountOf, amounts, opened, sceneFor } from './figures.ts';

const order = sceneFor(sample('order'), 'microservices');
const outbox = sceneFor(sample('order'), 'outbox');

/** A caller and a callee that errs with this chance. */
function pair(errorRate: number, policy: NonNullable<Project['links'][number]['policy']>, rate = 10): Scene {
  return sceneFor(
    smallSystem(
      {
        a: { demand: { mean: 1 }, steps: ['b'], host: { replicas: { fixed: 2 } } },
        b: { demand: { mean: 5 }, operation: { errorRate } },
      },
      rate,
      { 'a-b': { policy } },
    ),
    'v',
  );
}

test('attempts are 1 + f + f², errors f³, with errors alone', () => {
  const scene = pair(0.2, { retries: 2 });
  const attempts = opened(scene, { kind: 'journey', journey: 'j', of: 'attempts' });
  expect(attempts.value.amount).toBeCloseTo(1.24, 12);
  expect(amountOf(attempts, /tried again$/)).toBe(2);
  const link = opened(scene, { kind: 'link', link: 'a-b', of: 'attempts' });
  expect(link.value.amount).toBeCloseTo(1.24, 12);
  const errors = opened(scene, { kind: 'journey', journey: 'j', of: 'errorShare' });
  expect(errors.value.amount).toBeCloseTo(0.008, 12);
  expect(amountOf(errors, /^Answered$/)).toBeCloseTo(0.992, 12);
  expect(amountOf(errors, /answers in error$/)).toBe(0.2);
});

test('an open breaker probes once in reset time + next call + probe, and its inputs say so', () => {
  const scene = pair(1, { breaker: { resetTimeoutMs: 30_000 } });
  const probe = opened(scene, { kind: 'breaker', link: 'a-b', of: 'probeEveryMs' });
  // Each of the two replicas of the caller makes five calls a second.
  const reset = amountOf(probe, /probes again after$/);
  const calls = amountOf(probe, /^Calls at the breaker/);
  expect(calls).toBeCloseTo(5, 9);
  // The probe itself takes the 5 ms and more of the callee.
  expect(probe.value.amount).toBeGreaterThan(reset + 1000 / calls);
  expect(probe.value.amount).toBeLessThan(reset + 1000 / calls + 10);
  expect(probe.inputs.find(({ label }) => label.endsWith('probes again after'))).toMatchObject({ origin: 'typed' });
  expect(probe.inputs.find(({ label }) => label.endsWith('opens above'))).toMatchObject({ origin: 'default' });
  const executed = opened(scene, { kind: 'breaker', link: 'a-b', of: 'executedPerSecond' });
  // Of each of the two breakers one call in a cycle.
  expect((executed.value.amount * probe.value.amount) / 1000).toBeCloseTo(2, 9);
});

test('a bulkhead is busy for its calls × their time', () => {
  const scene = pair(0, { bulkhead: { concurrent: 3 } });
  expect(opened(scene, { kind: 'bulkhead', link: 'a-b', of: 'most' }).value.amount).toBe(3);
  const busy = opened(scene, { kind: 'bulkhead', link: 'a-b', of: 'busy' });
  expect(amountOf(busy, /calls at a time$/)).toBe(3);
  expect(busy.value.amount).toBeGreaterThan(0);
});

describe('losses', () => {
  test('minutes lost are time down × Birnbaum importance × minutes a month', () => {
    const { expectedLoss } = order.answer.journeys['place']!;
    expect(expectedLoss!.length).toBeGreaterThan(2);
    for (const { cause } of expectedLoss!) {
      const shown = opened(order, { kind: 'loss', journey: 'place', cause, of: 'minutesPerMonth' });
      const minutes =
        (1 - amountOf(shown, /: up$/)) *
        amountOf(shown, /^Birnbaum importance$/) *
        amountOf(shown, /^Hours a month$/) *
        60;
      expect(minutes).toBeCloseTo(shown.value.amount, 9);
      const requests = opened(order, { kind: 'loss', journey: 'place', cause, of: 'requestsPerMonth' });
      expect(minutes * 60 * amountOf(requests, /: requests on average$/)).toBeCloseTo(requests.value.amount, 6);
    }
  });
});

describe('a backlog', () => {
  test('is what comes in × the outage, and drains at what is left of the most', () => {
    const found = Object.entries(outbox.answer.staleness!).filter(([, one]) => one.growth && one.drainMinutes);
    expect(found.length).toBeGreaterThan(0);
    for (const [id, { mostPerSecond }] of found) {
      const backlog = opened(outbox, { kind: 'growth', late: 'staleness', id, of: 'backlog' });
      const comes = amountOf(backlog, /messages that come in$/);
      expect(comes * amountOf(backlog, /^Outage$/) * 60).toBeCloseTo(backlog.value.amount, 6);
      if (mostPerSecond === null) continue;
      const drain = opened(outbox, { kind: 'staleness', id, of: 'drainMinutes' });
      expect(backlog.value.amount / (amountOf(drain, /handles at most$/) - comes) / 60).toBeCloseTo(
        drain.value.amount,
        9,
      );
    }
  });
});

test('visits to a component are those of its callers', () => {
  const { visits } = order.answer.journeys['place']!;
  for (const component of Object.keys(visits)) {
    const shown = opened(order, { kind: 'visits', journey: 'place', component });
    const parts = amounts(shown, /^By |: enters here$/);
    expect(parts.reduce((a, b) => a + b, 0)).toBeCloseTo(shown.value.amount, 9);
  }
});

test('each contribution is one of the parts that a mean is made of', () => {
  for (const { id, ms } of order.answer.journeys['place']!.contributions) {
    const shown = opened(order, { kind: 'contribution', journey: 'place', id });
    expect(shown.value.amount).toBe(ms);
    expect(shown.shares!.parts.map(({ value }) => value.amount)).toContain(ms);
  }
});

test('every path of an answer is named once', () => {
  for (const { answer } of [order, outbox]) {
    const paths = figuresOf(answer).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toContain('faults.deployable-down.order-svc.failedShare');
    expect(paths).toContain('journeys.place.latencyMs.p99');
  }
});
