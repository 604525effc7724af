// How busy a deployable is and what it costs.
import type { ReactNode } from 'react';
import type { VariantAnswer } from '../../../shared/engine/types.ts';
import type { Deployable } from '../../../shared/model/types.ts';
import { Explained } from '../../explain/Explained.tsx';
import type { LoadFigure } from '../../explain/types.ts';
import { LOAD_WORD } from '../../explain/words.ts';
import { Figure } from '../../parts/Figure.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { duration, perSecond, plain, quantity, share, usdAMonth, type FigureText } from '../../text/numbers.ts';
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
  const coresBusy = quantity(answer.coresBusy, `of ${quantity(answer.cores).text}`);
  return (
    <div className="inspector-figures">
      <div className="figures-row">
        <div>
          <span>Utilisation</span>
          {answer.saturated ? (
            <StateMark mark="saturated" />
          ) : (
            <Opens deployable={deployable} of="utilisation" value={share(answer.utilisation)}>
              <Figure value={share(answer.utilisation)} size={18} accuracy={answer.accuracy} />
            </Opens>
          )}
        </div>
        <div>
          <span>Wait a visit</span>
          {answer.waitMs === null ? (
            <span title="Saturated: it grows without end">–</span>
          ) : (
            <Opens deployable={deployable} of="wait" value={duration(answer.waitMs)}>
              <Figure value={duration(answer.waitMs)} size={18} />
            </Opens>
          )}
        </div>
        <div>
          <span>Cost</span>
          <Explained
            label={`${deployable.name}, cost ${plain(usdAMonth(cost))}`}
            what={{ kind: 'cost', owner: deployable.id }}
            side="left"
          >
            <Figure value={usdAMonth(cost)} size={18} />
          </Explained>
        </div>
      </div>
      <div className={`busy ${answer.saturated ? 'saturated' : ''}`} aria-hidden="true">
        <i style={{ width: `${Math.min(100, answer.utilisation * 100)}%` }} />
      </div>
      <Line label="Visits">
        <Opens deployable={deployable} of="visits" value={perSecond(answer.visits)}>
          <Figure value={perSecond(answer.visits)} light />
        </Opens>
      </Line>
      <Line label="Cores busy">
        <Opens deployable={deployable} of="cores" value={coresBusy}>
          <Figure value={coresBusy} light />
        </Opens>
      </Line>
      <Line label="Threads held">
        <Opens deployable={deployable} of="threads" value={quantity(answer.threadsHeld)}>
          <Figure value={quantity(answer.threadsHeld)} light />
        </Opens>
      </Line>
    </div>
  );
}

interface OpensProps {
  readonly deployable: Deployable;
  readonly of: LoadFigure;
  readonly value: FigureText;
  readonly children: ReactNode;
}

function Opens({ deployable: { id, name }, of, value, children }: OpensProps) {
  return (
    <Explained
      label={`${name}, ${LOAD_WORD[of]} ${plain(value)}`}
      what={{ kind: 'load', deployable: id, of }}
      side="left"
    >
      {children}
    </Explained>
  );
}
