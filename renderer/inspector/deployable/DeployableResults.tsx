// How busy a deployable is, how much more it holds, and what it costs.
import type { ReactNode } from 'react';
import type { Limit, VariantAnswer } from '../../../shared/engine/types.ts';
import type { Deployable } from '../../../shared/model/types.ts';
import { Explained } from '../../explain/Explained.tsx';
import type { LoadFigure } from '../../../shared/explain/types.ts';
import { LOAD_WORD } from '../../../shared/explain/figureNames.ts';
import { Figure } from '../../parts/Figure.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import {
  duration,
  perSecond,
  plain,
  quantity,
  share,
  times,
  usdAMonth,
  type FigureText,
} from '../../../shared/explain/numbers.ts';
import { held, threadsFull } from '../../../shared/explain/pool.ts';
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
          {answer.saturated && !threadsFull(answer) ? (
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
            <Opens deployable={deployable} of="waitMs" value={duration(answer.waitMs)}>
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
      <div className={`busy ${answer.saturated && !threadsFull(answer) ? 'saturated' : ''}`} aria-hidden="true">
        <i style={{ width: `${Math.min(100, answer.utilisation * 100)}%` }} />
      </div>
      {threadsFull(answer) ? (
        <p className="inspector-state">
          <StateMark mark="saturated" word="Saturated: threads full" />
        </p>
      ) : null}
      <Line label="Visits">
        <Opens deployable={deployable} of="visits" value={perSecond(answer.visits)}>
          <Figure value={perSecond(answer.visits)} light />
        </Opens>
      </Line>
      <Line label="Cores busy">
        <Opens deployable={deployable} of="coresBusy" value={coresBusy}>
          <Figure value={coresBusy} light />
        </Opens>
      </Line>
      <Line label="Threads held">
        <Opens deployable={deployable} of="threadsHeld" value={held(answer)}>
          <Figure value={held(answer)} light />
        </Opens>
      </Line>
      {answer.threads === null || answer.threadWaitMs === null ? null : (
        <Line label="Wait for a thread">
          <Opens deployable={deployable} of="threadWaitMs" value={duration(answer.threadWaitMs)}>
            <Figure value={duration(answer.threadWaitMs)} light />
          </Opens>
        </Line>
      )}
      <Limits deployable={deployable} result={result} />
    </div>
  );
}

const BY: Readonly<Record<Limit['by'], string>> = { cores: 'Cores', threads: 'Threads', quota: 'Quota' };

/** How much more traffic it holds, for each thing that can run out. */
function Limits({
  deployable: { id, name },
  result,
}: {
  readonly deployable: Deployable;
  readonly result: VariantAnswer;
}) {
  const journey = Object.keys(result.journeys).find((one) => result.journeys[one]?.limits.some((at) => at.id === id));
  if (journey === undefined) return null;
  const limits = result.journeys[journey]?.limits.filter((at) => at.id === id) ?? [];
  return limits.map(({ by, factor }) => (
    <Line key={by} label={`${BY[by]} hold up to`}>
      <Explained
        label={`${name}, its ${by} hold up to ${plain(times(factor))}`}
        what={{ kind: 'limit', journey, id, by }}
        side="left"
      >
        <Figure value={times(factor)} light />
      </Explained>
    </Line>
  ));
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
