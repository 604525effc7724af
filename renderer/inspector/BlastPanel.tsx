// Blast lens: the fault on the screen in shares of traffic, and the other single faults by what they take down.
import { Undo2 } from 'lucide-react';
import type { FaultResult, VariantAnswer } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { faultResult } from '../lenses/blast.ts';
import { faultTitle, nameOf } from '../../shared/explain/names.ts';
import { CapacityLeft } from '../drawer/FaultTable.tsx';
import { Explained } from '../explain/Explained.tsx';
import type { FaultShare } from '../../shared/explain/types.ts';
import { Figure, Pending } from '../parts/Figure.tsx';
import { StateMark, StateShape } from '../parts/StateMark.tsx';
import { breakPart } from '../state/actions.ts';
import { set, type Fault } from '../state/store.ts';
import { plain, share } from '../../shared/explain/numbers.ts';
import { Line, Section } from './Fields.tsx';

const OTHERS = 8;

export function BlastPanel({
  project,
  result,
  fault,
}: {
  readonly project: Project;
  readonly result: VariantAnswer;
  readonly fault: Fault | null;
}) {
  const answer = fault ? faultResult(result, fault) : undefined;
  return (
    <>
      <header className="inspector-head">
        <StateShape mark={fault ? 'down' : 'ok'} size={22} />
        <div>
          <h2>{fault ? faultTitle(project, fault) : 'Nothing is broken'}</h2>
          <p>{fault ? 'A single fault, once things have settled' : 'Click a part, or take one from the list'}</p>
        </div>
        {fault ? (
          <button type="button" className="button lined end" onClick={() => set({ fault: null })}>
            <Undo2 size={14} strokeWidth={1.75} aria-hidden="true" />
            Mend
          </button>
        ) : null}
      </header>
      {answer ? <Shares answer={answer} /> : null}
      {answer ? (
        <Section title="Journeys">
          {project.journeys.map((journey) => (
            <Line key={journey.id} label={journey.name}>
              <StateMark mark={answer.journeys[journey.id] ?? 'idle'} />
            </Line>
          ))}
        </Section>
      ) : null}
      {answer ? (
        <Section title="After it">
          <Line label="What is left">
            {answer.survivorsCarryLoad ? (
              <StateMark mark="ok" word="Carries the load" />
            ) : (
              <StateMark mark="saturated" />
            )}
          </Line>
          {answer.capacityLeft === null ? null : (
            <Line label="Holds up to">
              <CapacityLeft project={project} one={answer} />
            </Line>
          )}
          {answer.exhausted.map((id) => (
            <Line key={id} label={nameOf(project, id)}>
              <StateMark mark="saturated" word="Threads run out" />
            </Line>
          ))}
          <Line label="Events lost">
            {answer.lostEvents.length > 0 ? (
              <StateMark mark="failed" word="Yes" />
            ) : (
              <StateMark mark="ok" word="None" />
            )}
          </Line>
        </Section>
      ) : null}
      <Section title={fault ? 'Other single faults' : 'Single faults'} badge="by traffic failed">
        <Ranking project={project} result={result} fault={fault} />
      </Section>
    </>
  );
}

function Shares({ answer }: { readonly answer: FaultResult }) {
  const carriesOn = Math.max(0, 1 - answer.failedShare - answer.degradedShare - answer.delayedShare);
  const parts: readonly (readonly [FaultShare, string, number])[] = [
    ['failed', 'Failed', answer.failedShare],
    ['degraded', 'Degraded', answer.degradedShare],
    ['delayed', 'Delayed', answer.delayedShare],
    ['ok', 'Carries on', carriesOn],
  ];
  return (
    <div className="inspector-figures">
      <h3>Blast radius, share of traffic</h3>
      <div className="figures-row four">
        {parts.map(([mark, word, part]) => (
          <div key={mark}>
            <Explained
              label={`${word} ${plain(share(part))}`}
              what={{ kind: 'fault', fault: answer.kind, target: answer.target, of: mark }}
              side="left"
            >
              <Figure value={share(part)} size={18} />
            </Explained>
            <StateMark mark={mark} word={word} />
          </div>
        ))}
      </div>
      <div className="shares" aria-hidden="true">
        {parts.map(([mark, , part]) =>
          part > 0 ? <i key={mark} className={mark} style={{ flexGrow: part }} /> : null,
        )}
      </div>
    </div>
  );
}

function Ranking({
  project,
  result,
  fault,
}: {
  readonly project: Project;
  readonly result: VariantAnswer;
  readonly fault: Fault | null;
}) {
  if (!result.faults) return <Pending />;
  const others = result.faults
    .filter((one) => !(one.kind === fault?.kind && one.target === fault.target))
    .toSorted(
      (a, b) => b.failedShare - a.failedShare || b.degradedShare - a.degradedShare || b.delayedShare - a.delayedShare,
    )
    .slice(0, OTHERS);
  return (
    <ul className="ranking">
      {others.map((one) => (
        <li key={`${one.kind} ${one.target}`}>
          <button type="button" onClick={() => breakPart({ kind: one.kind, target: one.target })}>
            <span className="cut">{faultTitle(project, one)}</span>
            <span className="bar" aria-hidden="true">
              <i className="failed" style={{ width: `${one.failedShare * 100}%` }} />
              <i className="degraded" style={{ width: `${one.degradedShare * 100}%` }} />
              <i className="delayed" style={{ width: `${one.delayedShare * 100}%` }} />
            </span>
            <span className="line-end">{plain(share(one.failedShare))}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
