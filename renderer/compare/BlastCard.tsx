// Blast radius of both variants as one matrix: every fault that either knows, against every journey.
import { Fragment } from 'react';
import type { FaultResult, JourneyState } from '../../shared/engine/types.ts';
import type { Journey, Project } from '../../shared/model/types.ts';
import { faultTitle } from '../../shared/explain/names.ts';
import { Pending } from '../parts/Figure.tsx';
import { VariantKey } from '../parts/Marks.tsx';
import { StateShape } from '../parts/StateMark.tsx';
import { MARK_WORD } from '../../shared/explain/words.ts';
import { alignFaults, type AlignedFault } from './alignFaults.ts';
import { Card, Scroll } from './Card.tsx';
import type { Compared, Sides } from './compared.ts';

export function BlastCard({ project, sides, analysis }: Compared) {
  const [first, second] = sides.map(({ variant }) => analysis?.variants[variant.id]?.faults);
  return (
    <Card title="Blast radius" className="blast" end={<span className="quiet">fault by journey</span>}>
      {first && second ? (
        <>
          <Matrix project={project} sides={sides} faults={alignFaults(first, second)} />
          <Legend />
        </>
      ) : (
        <div className="card-wait">
          <Pending />
        </div>
      )}
    </Card>
  );
}

interface MatrixProps {
  readonly project: Project;
  readonly sides: Sides;
  readonly faults: readonly AlignedFault[];
}

function Matrix({ project, sides, faults }: MatrixProps) {
  const { journeys } = project;
  if (faults.length === 0 || journeys.length === 0) {
    return (
      <p className="card-note quiet">No faults to try yet: each part is broken in turn here, against every journey.</p>
    );
  }
  // What the card has for the names, shared out; very many journeys scroll.
  const room = Math.max(42, 520 / (2 * journeys.length));
  return (
    <Scroll label="Faults">
      <table className="blast-matrix">
        <thead>
          <tr>
            <td />
            {sides.map(({ variant, index }) => (
              <th key={variant.id} colSpan={journeys.length} scope="colgroup">
                <span className="head-variant start">
                  <VariantKey index={index} />
                  <span className="cut">{variant.name}</span>
                </span>
              </th>
            ))}
          </tr>
          <tr>
            <th scope="col">Fault</th>
            {sides.map(({ variant }) => (
              <Fragment key={variant.id}>
                {journeys.map(({ id, name }) => (
                  <th key={id} scope="col" title={name}>
                    <span className="journey-name" style={{ maxWidth: room }}>
                      {name}
                    </span>
                  </th>
                ))}
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {faults.map(({ key, kind, target, results }) => (
            <tr key={key}>
              <th scope="row" title={faultTitle(project, { kind, target })}>
                {faultTitle(project, { kind, target })}
              </th>
              {sides.map(({ variant }, at) => (
                <Fragment key={variant.id}>
                  {journeys.map((journey) => (
                    <Cell key={journey.id} journey={journey} fault={results[at === 0 ? 0 : 1]} />
                  ))}
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const MARKED: readonly JourneyState[] = ['failed', 'degraded', 'delayed', 'saturated'];

function Cell({ journey, fault }: { readonly journey: Journey; readonly fault: FaultResult | null }) {
  const state = fault?.journeys[journey.id];
  const lost = fault?.lostEvents.includes(journey.id) ?? false;
  if (!state) {
    return (
      <td>
        <span className="cell none" title="Not in this cut">
          –<span className="unseen">not in this cut</span>
        </span>
      </td>
    );
  }
  const words = `${MARK_WORD[state]}${lost ? ', events lost' : ''}`;
  return (
    <td>
      <span className={`cell ${lost && state === 'ok' ? 'failed' : state}`} title={words}>
        {state === 'ok' && !lost ? (
          <i className="dot" />
        ) : (
          <StateShape mark={state === 'ok' ? 'failed' : state} size={13} />
        )}
        <span className="unseen">{words}</span>
      </span>
    </td>
  );
}

function Legend() {
  return (
    <p className="blast-legend" aria-hidden="true">
      {MARKED.map((mark) => (
        <span key={mark}>
          <StateShape mark={mark} size={12} />
          {MARK_WORD[mark]}
        </span>
      ))}
      <span>
        <i className="dot" />
        Carries on
      </span>
      <span>– not in this cut</span>
    </p>
  );
}
