// Every single fault against every journey; a row shows itself on the drawing.
import type { FaultResult, VariantAnswer } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { ShieldCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { faultTitle } from '../lenses/blastWords.ts';
import { Explained } from '../explain/Explained.tsx';
import type { FaultShare } from '../explain/types.ts';
import { Figure } from '../parts/Figure.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Waiting } from './Waiting.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { breakPart } from '../state/actions.ts';
import { useWindow } from '../state/store.ts';
import { plain, share } from '../text/numbers.ts';

export function FailuresTab({ project, result }: { readonly project: Project; readonly result: VariantAnswer }) {
  const fault = useWindow((state) => state.fault);
  if (!result.faults) return <Waiting />;
  if (result.faults.length === 0) {
    return (
      <Empty icon={<ShieldCheck size={20} strokeWidth={1.75} />} title="No faults to try yet">
        Each component, deployable, replica and zone of the design is broken in turn here, against every journey.
      </Empty>
    );
  }
  const faults = result.faults.toSorted(
    (a, b) => b.failedShare - a.failedShare || b.degradedShare - a.degradedShare || b.delayedShare - a.delayedShare,
  );
  return (
    <table className="table matrix">
      <thead>
        <tr>
          <th>Fault</th>
          <th className="right">Failed</th>
          <th className="right">Degraded</th>
          <th className="right">Delayed</th>
          {project.journeys.map((journey) => (
            <th key={journey.id}>{journey.name}</th>
          ))}
          <th className="fold-last">Survivors</th>
        </tr>
      </thead>
      <tbody>
        {faults.map((one) => (
          <Row
            key={`${one.kind} ${one.target}`}
            project={project}
            one={one}
            current={fault?.kind === one.kind && fault.target === one.target}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  project,
  one,
  current,
}: {
  readonly project: Project;
  readonly one: FaultResult;
  readonly current: boolean;
}) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const hit = (): void => breakPart({ kind: one.kind, target: one.target });
  return (
    // The name in the first cell is the button that the keyboard reaches.
    <tr ref={row} className={`clickable ${current ? 'current' : ''}`} onClick={hit}>
      <td>
        <button
          type="button"
          className="row-name"
          title={faultTitle(project, one)}
          aria-pressed={current}
          onClick={(event) => {
            event.stopPropagation();
            hit();
          }}
        >
          {faultTitle(project, one)}
        </button>
      </td>
      <Share project={project} one={one} of="failed" value={one.failedShare} />
      <Share project={project} one={one} of="degraded" value={one.degradedShare} />
      <Share project={project} one={one} of="delayed" value={one.delayedShare} />
      {project.journeys.map((journey) => {
        const state = one.journeys[journey.id];
        return (
          <td key={journey.id} className="states">
            {state ? <StateMark mark={state} /> : null}
            {one.lostEvents.includes(journey.id) ? <StateMark mark="failed" word="events lost" /> : null}
          </td>
        );
      })}
      <td className="fold-last">
        {one.survivorsCarryLoad ? (
          <span className="quiet">carry the load</span>
        ) : (
          <StateMark mark="saturated" word="Saturated" />
        )}
      </td>
    </tr>
  );
}

interface ShareProps {
  readonly project: Project;
  readonly one: FaultResult;
  readonly of: FaultShare;
  readonly value: number;
}

/** Opens instead of breaking the part of its row. */
function Share({ project, one, of, value }: ShareProps) {
  return (
    <td className="right" onClick={(event) => event.stopPropagation()}>
      <Explained
        label={`${faultTitle(project, one)}, ${of} ${plain(share(value))}`}
        what={{ kind: 'fault', fault: one.kind, target: one.target, of }}
      >
        {value > 0 ? <Figure value={share(value)} /> : <span className="quiet">0 %</span>}
      </Explained>
    </td>
  );
}
