// What an outage of a consumer leaves behind, whether it keeps up, and how likely a read is to see an old value.
import { amount, component, workedOut } from './facts.ts';
import { LATE_WORD } from './figureNames.ts';
import { flowAccuracy, rateInput } from './rates.ts';
import { operationName, type Scene } from './scene.ts';
import { copiesScene, copyInputs, lateScene, type LateScene, wayInputs } from './late.ts';
import type { Explanation, GrowthFigure, Input, Late, LateFigure, StaleReadFigure, Unit } from './types.ts';

const KEEPS_UP = {
  inPerSecond: {
    unit: 'perSecond',
    words: 'Messages that come in: visits of who sends them × messages a visit, after what is filtered on the way.',
  },
  mostPerSecond: {
    unit: 'perSecond',
    words:
      'The least of its limits: messages a poll takes / period, handlers that are all busy, and the machines of everything a handler waits for, while all other work stays as it is.',
  },
  drainMinutes: {
    unit: 'minutes',
    words: 'Backlog / (the most it can handle − what comes in): new messages come while the old ones are worked off.',
  },
} as const satisfies Partial<Record<LateFigure, { readonly unit: Unit; readonly words: string }>>;

/** Figures of a consumer that are no times of one message. */
export function explainKeepingUp(scene: Scene, late: LateScene, of: LateFigure): Explanation | null {
  const value = late.result[of];
  if (!(of in KEEPS_UP) || value === null) return null;
  const { unit, words } = KEEPS_UP[of as keyof typeof KEEPS_UP];
  return {
    title: `${late.name}, ${LATE_WORD[of]}`,
    value: amount(value, unit),
    accuracy: of === 'inPerSecond' ? flowAccuracy(scene) : late.result.accuracy,
    words: [words],
    inputs: [...keepingUp(scene, late), ...wayInputs(scene, late.way)],
  };
}

function keepingUp(scene: Scene, { result, way }: LateScene): Input[] {
  const { to } = way.path.at(-1)!;
  const d = scene.network.hosts[to.host]!.deployable;
  return [
    workedOut(`${operationName(to)}: messages that come in`, amount(result.inPerSecond, 'perSecond'), {
      part: component(to.component.id),
    }),
    ...(result.mostPerSecond === null
      ? []
      : [workedOut(`${operationName(to)}: handles at most`, amount(result.mostPerSecond, 'perSecond'))]),
    ...(d
      ? [
          workedOut(`${d.name}: utilisation`, amount(scene.state.stations[to.host]!.utilisation, 'share'), {
            part: { kind: 'deployable', id: d.id },
          }),
        ]
      : []),
    ...scene.network.journeys.map((entry) => rateInput(scene, entry)),
  ];
}

const GROWTH: Readonly<Record<GrowthFigure, { readonly unit: Unit; readonly word: string; readonly words: string }>> = {
  outageMinutes: {
    unit: 'minutes',
    word: 'outage',
    words: 'How long the scenario says that it is away; without one, an hour.',
  },
  backlog: {
    unit: 'number',
    word: 'messages that pile up',
    words: 'Messages that come in a second × seconds of the outage, or of what the broker keeps, whichever is less.',
  },
  oldestMs: {
    unit: 'ms',
    word: 'age of the oldest message',
    words: 'The message that came first waits for the whole outage, unless the broker has dropped it by then.',
  },
};

export function explainGrowth(scene: Scene, kind: Late, id: string, of: GrowthFigure): Explanation | null {
  const late = lateScene(scene, kind, id);
  const growth = late?.result.growth;
  if (!late || !growth) return null;
  const { unit, word, words } = GROWTH[of];
  return {
    title: `${late.name}, ${word}`,
    value: amount(growth[of], unit),
    accuracy: of === 'outageMinutes' ? 'exact' : flowAccuracy(scene),
    words: [words],
    inputs: [workedOut('Outage', amount(growth.outageMinutes, 'minutes')), ...keepingUp(scene, late)],
  };
}

export function explainStaleRead(scene: Scene, kind: Late, id: string, of: StaleReadFigure): Explanation | null {
  const late = lateScene(scene, kind, id);
  const copies = late ? null : copiesScene(scene, kind, id);
  const result = late?.result ?? copies?.result;
  const value = result?.staleRead?.[of] ?? null;
  if (!result || value === null) return null;
  const name = late?.name ?? copies!.store.name;
  const inputs = [...(copies ? copyInputs(scene, copies.store) : []), ...(late ? wayInputs(scene, late.way) : [])];
  if (of === 'writesPerSecond')
    return {
      title: `${name}, writes to one key`,
      value: amount(value, 'perSecond'),
      accuracy: 'exact',
      words: ['As the design says: how often one key is written.'],
      inputs,
    };
  const writes = result.staleRead?.writesPerSecond ?? null;
  return {
    title: `${name}, a read sees an old value`,
    value: amount(value, 'share'),
    accuracy: result.accuracy,
    words: [writes === null ? BY_QUORUM : BY_DELAY],
    inputs: [
      ...(writes === null ? [] : [workedOut('Writes to one key', amount(writes, 'perSecond'))]),
      ...(result.meanMs === null ? [] : [workedOut('Behind, on average', amount(result.meanMs, 'ms'))]),
      ...inputs,
    ],
  };
}

const BY_QUORUM =
  'Ways to ask only copies that the last write has not reached / all ways to ask so many copies: at most this share, right after a write.';
const BY_DELAY =
  'The chance that a write to the key is still under way when somebody reads at a random time, writes coming at random: 1 − the mean of exp(−writes × delay); of a cache, times its hit ratio.';
