// A selected deployable: how busy it is, what it costs, how it is set, what it holds.
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import type { Deployable, Project, Variant } from '../../shared/model/types.ts';
import { Figure } from '../parts/Figure.tsx';
import { PlatformIcon } from '../parts/Marks.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { select } from '../state/actions.ts';
import { duration, perSecond, quantity, share, usdAMonth } from '../text/numbers.ts';
import { DEPLOYABLE_WORD } from '../text/words.ts';
import { deployableFields } from './facts.ts';
import { Fields, Line, Section } from './Fields.tsx';

interface Props {
  readonly project: Project;
  readonly variant: Variant;
  readonly deployable: Deployable;
  readonly result: VariantAnalysis | undefined;
}

export function DeployablePanel({ project, variant, deployable, result }: Props) {
  const held = variant.placements.filter((one) => one.deployable === deployable.id);
  return (
    <>
      <header className="inspector-head">
        <span className="tile out">
          <PlatformIcon kind={deployable.kind} size={15} />
        </span>
        <div>
          <h2>{deployable.name}</h2>
          <p>{DEPLOYABLE_WORD[deployable.kind]}</p>
        </div>
      </header>
      {result ? <DeployableResults deployable={deployable} result={result} /> : null}
      <Section title="Deployable">
        <Fields fields={deployableFields(deployable)} />
      </Section>
      <Section title="Holds" badge={String(held.length)}>
        <ul className="links-of">
          {held.map((one) => {
            const component = project.components.find((candidate) => candidate.id === one.component);
            return (
              <li key={one.component}>
                <button type="button" onClick={() => select({ kind: 'component', id: one.component })}>
                  <span className="cut">{component?.name ?? one.component}</span>
                </button>
              </li>
            );
          })}
        </ul>
      </Section>
    </>
  );
}

/** Three figures and the bar of what is busy. */
export function DeployableResults({
  deployable,
  result,
}: {
  readonly deployable: Deployable;
  readonly result: VariantAnalysis;
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
