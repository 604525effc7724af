// How busy a deployable is and what it costs.
import type { VariantAnswer } from '../../../shared/engine/types.ts';
import type { Deployable } from '../../../shared/model/types.ts';
import { Figure } from '../../parts/Figure.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { duration, perSecond, quantity, share, usdAMonth } from '../../text/numbers.ts';
import { Line } from '../Fields.tsx';

/** Three figures and the bar of what is busy. */
export function DeployableResults({
  deployable,
  result,
}: {
  readonly deployable: Deployable;
  readonly result: VariantAnswer;
}) {
  const answer = result.deployables[deployable.id];
  if (!answer) return null;
  const cost = result.cost.lines
    .filter((line) => line.owner.kind === 'deployable' && line.owner.id === deployable.id)
    .reduce((sum, line) => sum + line.monthlyUsd, 0);
  return (
    <div className="inspector-figures">
      <div className="figures-row">
        <div>
          <span>Utilisation</span>
          {answer.saturated ? (
            <StateMark mark="saturated" />
          ) : (
            <Figure value={share(answer.utilisation)} size={18} accuracy={answer.accuracy} />
          )}
        </div>
        <div>
          <span>Wait a visit</span>
          {answer.waitMs === null ? (
            <span title="Saturated: it grows without end">–</span>
          ) : (
            <Figure value={duration(answer.waitMs)} size={18} />
          )}
        </div>
        <div>
          <span>Cost</span>
          <Figure value={usdAMonth(cost)} size={18} />
        </div>
      </div>
      <div className={`busy ${answer.saturated ? 'saturated' : ''}`} aria-hidden="true">
        <i style={{ width: `${Math.min(100, answer.utilisation * 100)}%` }} />
      </div>
      <Line label="Visits">
        <Figure value={perSecond(answer.visits)} light />
      </Line>
      <Line label="Cores busy">
        <Figure value={quantity(answer.coresBusy)} light suffix={`of ${quantity(answer.cores).text}`} />
      </Line>
      <Line label="Threads held">
        <Figure value={quantity(answer.threadsHeld)} light />
      </Line>
    </div>
  );
}
