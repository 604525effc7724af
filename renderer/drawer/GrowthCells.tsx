// How much more traffic a journey holds, what saturates first, and what retries make of its load.
import type { JourneyAnswer } from '../../shared/engine/types.ts';
import { limitName } from '../../shared/explain/beside.ts';
import { plain, surge, times } from '../../shared/explain/numbers.ts';
import type { Project } from '../../shared/model/types.ts';
import { Explained } from '../explain/Explained.tsx';
import { Figure } from '../parts/Figure.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { usePending } from '../state/store.ts';

interface CellProps {
  readonly id: string;
  readonly answer: JourneyAnswer;
}

export function HoldsUpTo({ id, answer }: CellProps) {
  const { capacityFactor, name } = answer;
  if (capacityFactor === null) return <span className="quiet">no limit</span>;
  const value = times(capacityFactor);
  return (
    <Explained
      label={`${name}, holds up to ${plain(value)}`}
      what={{ kind: 'journey', journey: id, of: 'capacityFactor' }}
    >
      <Figure value={value} />
    </Explained>
  );
}

/** Opens to that limit, with those that follow it. */
export function GivesWayFirst({ project, id, answer }: CellProps & { readonly project: Project }) {
  const first = answer.limits.find((one) => one.id === answer.givesWayFirst);
  if (!first) return null;
  const name = limitName({ project }, first);
  return (
    <Explained
      label={`${answer.name}, gives way first: ${name}`}
      what={{ kind: 'limit', journey: id, id: first.id, by: first.by }}
    >
      {name}
    </Explained>
  );
}

/** Below it retries add next to nothing. */
const LEAST_AMPLIFICATION = 1.005;

export const multiplies = ({ retry }: JourneyAnswer): boolean =>
  !!retry && (retry.amplification >= LEAST_AMPLIFICATION || retry.tipsAtFactor !== null);

export function Retries({ id, answer }: CellProps) {
  const older = usePending();
  const { retry, name } = answer;
  if (!retry || !multiplies(answer)) return null;
  const { amplification, tipsAtFactor } = retry;
  return (
    <span className={`retries ${older ? 'older' : ''}`}>
      <span className={tipsAtFactor === null ? '' : 'fold-last'}>
        <Explained
          label={`${name}, retries multiply calls by ${plain(times(amplification))}`}
          what={{ kind: 'retry', journey: id, of: 'amplification' }}
        >
          <Figure value={times(amplification)} suffix="calls" light />
        </Explained>
      </span>
      {tipsAtFactor === null ? null : (
        <Explained
          label={`${name}, tips at ${plain(surge(tipsAtFactor))}`}
          what={{ kind: 'retry', journey: id, of: 'tipsAtFactor' }}
        >
          <StateMark mark="degraded" word={`tips at ${plain(surge(tipsAtFactor))}`} />
        </Explained>
      )}
    </span>
  );
}
