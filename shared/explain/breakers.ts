// A breaker or a bulkhead of a link in its steady state.
import type { Call } from '../engine/network.ts';
import type { BreakerResult } from '../engine/types.ts';
import { BREAKER } from '../model/defaults.ts';
import type { Breaker, Link } from '../model/types.ts';
import { amount, fact, link as linkPart, workedOut } from './facts.ts';
import { BREAKER_WORD, BULKHEAD_WORD } from './figureNames.ts';
import { nameOf } from './names.ts';
import { flowAccuracy } from './rates.ts';
import type { Scene } from './scene.ts';
import type { BreakerFigure, BulkheadFigure, Explanation, Input, Unit } from './types.ts';

const BREAKS: Readonly<Record<BreakerFigure, { readonly unit: Unit; readonly words: string }>> = {
  failedFastShare: {
    unit: 'share',
    words: 'Of the calls of a whole cycle, those that come while it is open: 1 − calls let through / calls.',
  },
  executedPerSecond: {
    unit: 'perSecond',
    words: 'Calls a second × the share that is let through: the probes, and what comes while it is closed.',
  },
  probeEveryMs: {
    unit: 'ms',
    words: 'Reset time + mean wait for the next call, which is let through as a probe + time until the probe fails.',
  },
  opensAfterMs: {
    unit: 'ms',
    words:
      'Time until the first bad call fails + time until the failures make up the threshold of all calls in the window.',
  },
  recoversWithinMs: {
    unit: 'ms',
    words:
      'At most: a probe that has just begun must fail, the reset time must pass, the next call comes as a probe, and is answered.',
  },
};

const STATE_WORDS: Readonly<Record<BreakerResult['state'], string>> = {
  closed: 'It stays closed: fewer calls fail than its threshold.',
  open: 'It is open: every probe fails, so it lets through one call in each cycle.',
  flapping: 'It flaps: a probe succeeds and closes it, then the failures open it again.',
};

export function explainBreaker(scene: Scene, id: string, of: BreakerFigure): Explanation | null {
  const answer = scene.answer.links[id];
  const link = scene.project.links.find((one) => one.id === id);
  const value = answer?.breaker?.[of] ?? null;
  if (!link || !answer?.breaker || value === null) return null;
  const { unit, words } = BREAKS[of];
  return {
    title: `${nameOf(scene.project, id)}, ${BREAKER_WORD[of]}`,
    value: amount(value, unit),
    accuracy: answer.breaker.accuracy,
    words: [
      words,
      STATE_WORDS[answer.breaker.state],
      'Rules as in the code of opossum; mean values of a steady state.',
    ],
    inputs: [...callsInputs(scene, id, answer.breaker), ...breakerInputs(scene, link)],
  };
}

/** Each replica of the caller has a breaker of its own; of several callers the one whose breaker refuses most is told. */
function callsInputs({ network, state }: Scene, id: string, { executedPerSecond }: BreakerResult): Input[] {
  const calls = network.activities.flatMap((a) => a.calls.filter((call) => call.link.id === id && call.breaker));
  const passes = (call: Call): number => state.breakers.get(call)?.passes ?? 1;
  const [first] = calls;
  if (!first) return [];
  const worst = calls.reduce((a, b) => (passes(b) < passes(a) ? b : a), first);
  return [
    workedOut('Calls at the breaker of one replica', amount(state.latency.triedPerMs(worst) * 1000, 'perSecond')),
    workedOut('Calls that reach the callee, of all replicas', amount(executedPerSecond, 'perSecond')),
  ];
}

const RULES: readonly (readonly [keyof typeof BREAKER & keyof Breaker, string, Unit])[] = [
  ['timeoutMs', 'given up after', 'ms'],
  ['errorThresholdPercentage', 'opens above', 'share'],
  ['resetTimeoutMs', 'probes again after', 'ms'],
  ['volumeThreshold', 'calls in the window before it may open', 'number'],
  ['rollingWindowMs', 'window', 'ms'],
  ['buckets', 'buckets of the window', 'number'],
];

function breakerInputs(scene: Scene, { id, policy }: Link): Input[] {
  return RULES.map(([field, label, unit]) => {
    const { value, source } = BREAKER[field];
    const said = policy?.breaker?.[field] ?? value;
    return fact(scene, {
      label: `Breaker: ${label}`,
      path: `links/${id}/policy/breaker/${field}`,
      value: amount(field === 'errorThresholdPercentage' ? said / 100 : said, unit),
      source,
      part: linkPart(id),
    });
  });
}

const HOLDS: Readonly<Record<BulkheadFigure, { readonly unit: Unit; readonly words: string }>> = {
  busy: {
    unit: 'number',
    words:
      'Little’s law, of one replica of the caller: calls that are let through a second × mean time that a call keeps its place.',
  },
  most: {
    unit: 'number',
    words:
      'As the policy says, for each replica of the caller: its bulkhead, or the capacity of its breaker if that is less.',
  },
  refusedShare: {
    unit: 'share',
    words:
      'The chance to find every place taken, by Erlang’s loss formula; with calls waiting in line, the chance that the line is full too.',
  },
};

export function explainBulkhead(scene: Scene, id: string, of: BulkheadFigure): Explanation | null {
  const answer = scene.answer.links[id];
  const link = scene.project.links.find((one) => one.id === id);
  if (!link || !answer?.bulkhead) return null;
  const { unit, words } = HOLDS[of];
  const part = linkPart(id);
  const path = `links/${id}/policy`;
  const { bulkhead, breaker } = link.policy ?? {};
  const number = (label: string, at: string, value: number): Input =>
    fact(scene, { label, path: `${path}/${at}`, value: amount(value, 'number'), source: 'none unless said', part });
  return {
    title: `${nameOf(scene.project, id)}, ${BULKHEAD_WORD[of]}`,
    value: amount(answer.bulkhead[of], unit),
    accuracy: of === 'most' ? 'exact' : flowAccuracy(scene) === 'exact' ? 'good' : flowAccuracy(scene),
    words: [words],
    inputs: [
      workedOut('Calls that reach the callee', amount(answer.callsPerSecond, 'perSecond')),
      ...(bulkhead ? [number('Bulkhead: calls at a time', 'bulkhead/concurrent', bulkhead.concurrent)] : []),
      ...(bulkhead ? [number('Bulkhead: calls that may wait', 'bulkhead/queue', bulkhead.queue ?? 0)] : []),
      ...(breaker?.capacity === undefined
        ? []
        : [number('Breaker: calls at a time', 'breaker/capacity', breaker.capacity)]),
    ],
  };
}
