// How far behind a consumer is, and how old a copy.
import { amount } from './facts.ts';
import { explainKeepingUp } from './backlog.ts';
import { LATE_WORD } from './figureNames.ts';
import { type CopiesScene, copiesScene, copyInputs, lateScene, wayInputs } from './late.ts';
import { nameOf } from './names.ts';
import { flowAccuracy, rateInput } from './rates.ts';
import { operationName, type Scene } from './scene.ts';
import type { Explanation, Late, LateFigure } from './types.ts';

const TIMES: readonly LateFigure[] = ['meanMs', 'p50', 'p90', 'p99', 'worstMs'];

export function explainStaleness(scene: Scene, kind: Late, id: string, of: LateFigure): Explanation | null {
  const late = lateScene(scene, kind, id);
  const copies = copiesScene(scene, kind, id);
  if (!late) return copies && explainCopies(scene, copies, of);
  const { name, result, way } = late;
  const value = result[of];
  if (value === null) return null;
  if (!TIMES.includes(of)) return explainKeepingUp(scene, late, of);
  const first = way.path[0]!.from;
  const ways =
    kind === 'measure'
      ? `From the commit of ${operationName(first)} to the end of ${operationName(way.path.at(-1)!.to)}, along the way with the fewest calls.`
      : `From the commit of ${operationName(first)} to the end of the consumer’s work, along the slowest way.`;
  return {
    title: `${name}, ${LATE_WORD[of]}`,
    value: amount(value, 'ms'),
    accuracy: result.accuracy,
    words:
      of === 'worstMs'
        ? [
            ways,
            'The whole periods of all clocks and the constant waits of the links are added; work and waits at shared parts have no upper bound and are left out.',
          ]
        : [
            ways,
            `A clock of period D is met at random, so it adds 0 to D, D / 2 on average, and more where a poll does not take all; waits for a handler, one-way latencies and work are added${of === 'meanMs' ? '' : ' as whole distributions'}. Backlog after an outage is not in it.`,
          ],
    shares: {
      title: of === 'meanMs' ? 'Where it goes' : 'Where the mean goes',
      parts: way.delay.places
        .filter(({ ms }) => ms > 0)
        .toSorted((a, b) => b.ms - a.ms)
        .map(({ id, ms }) => ({ name: nameOf(scene.project, id), value: amount(ms, 'ms') })),
    },
    inputs: wayInputs(scene, way),
  };
}

/** The figures of a store that is no consumer. */
function explainCopies(scene: Scene, { store, result }: CopiesScene, of: LateFigure): Explanation | null {
  const value = result[of];
  if (value === null) return null;
  const reads = of === 'inPerSecond';
  const cached = result.meanMs !== null;
  return {
    title: reads
      ? `${store.name}, ${cached ? 'copies that are read afresh' : 'reads'}`
      : `${store.name} is behind, ${LATE_WORD[of]}`,
    value: amount(value, reads ? 'perSecond' : 'ms'),
    accuracy: reads ? flowAccuracy(scene) : result.accuracy,
    words: [
      reads
        ? `Reads a second${cached ? ' × (1 − hit ratio)' : ''}.`
        : 'A copy is used until it expires: whoever finds one finds it anywhere between new and a whole lifetime old.',
    ],
    inputs: [
      ...copyInputs(scene, store),
      ...(reads ? scene.network.journeys.map((entry) => rateInput(scene, entry)) : []),
    ],
  };
}
