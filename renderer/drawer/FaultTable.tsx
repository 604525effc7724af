// Every single fault, down or slow, against every journey; a row shows itself on the drawing.
import { useEffect, useRef } from 'react';
import type { FaultResult } from '../../shared/engine/types.ts';
import { faultTitle, nameOf } from '../../shared/explain/names.ts';
import { plain, share, times } from '../../shared/explain/numbers.ts';
import type { FaultShare } from '../../shared/explain/types.ts';
import { listed } from '../../shared/explain/words.ts';
import type { Project } from '../../shared/model/types.ts';
import { Explained } from '../explain/Explained.tsx';
import { Figure } from '../parts/Figure.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { breakPart } from '../state/actions.ts';
import { useWindow } from '../state/store.ts';

export function FaultTable({
  project,
  faults,
}: {
  readonly project: Project;
  readonly faults: readonly FaultResult[];
}) {
  const fault = useWindow((state) => state.fault);
  const worstFirst = faults.toSorted(
    (a, b) => b.failedShare - a.failedShare || b.degradedShare - a.degradedShare || b.delayedShare - a.delayedShare,
  );
  return (
    <table className="table matrix">
      <thead>
        <tr>
          <th>Fault</th>
          <th className="right">Failed</th>
          <th className="right fold-last">Degraded</th>
          <th className="right fold-last">Delayed</th>
          {project.journeys.map((journey) => (
            <th key={journey.id}>{journey.name}</th>
          ))}
          <th>What is left</th>
        </tr>
      </thead>
      <tbody>
        {worstFirst.map((one) => (
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

interface FaultProps {
  readonly project: Project;
  readonly one: FaultResult;
}

function Row({ project, one, current }: FaultProps & { readonly current: boolean }) {
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
      <td className="states">
        <Left project={project} one={one} />
      </td>
    </tr>
  );
}

/** Whether what is still up carries the load, and where threads run out. */
function Left({ project, one }: FaultProps) {
  const { capacityLeft, exhausted, survivorsCarryLoad } = one;
  const out = exhausted.length > 0 && (
    <StateMark mark="saturated" word={`threads run out at ${listed(exhausted.map((id) => nameOf(project, id)))}`} />
  );
  if (!survivorsCarryLoad)
    return (
      <>
        <StateMark mark="saturated" />
        {capacityLeft === null ? null : (
          <span>
            carries <CapacityLeft project={project} one={one} />, not enough
          </span>
        )}
        {out}
      </>
    );
  if (out) return out;
  return capacityLeft === null ? (
    // Where all fails there is no load to carry.
    <span className="quiet">{one.failedShare < 1 - 1e-9 ? 'carries the load' : '–'}</span>
  ) : (
    <span className="quiet">
      carries <CapacityLeft project={project} one={one} />
    </span>
  );
}

/** The multiple of today's traffic; opens instead of breaking the part of its row. */
export function CapacityLeft({ project, one }: FaultProps) {
  const { kind, target, capacityLeft } = one;
  if (capacityLeft === null) return null;
  const value = times(capacityLeft);
  return (
    <span onClick={(event) => event.stopPropagation()} role="presentation">
      <Explained
        label={`${faultTitle(project, one)}, what is left carries ${plain(value)}`}
        what={{ kind: 'capacityLeft', fault: kind, target }}
        side="left"
      >
        <Figure value={value} light />
      </Explained>
    </span>
  );
}

/** Opens instead of breaking the part of its row. */
function Share({ project, one, of, value }: FaultProps & { readonly of: FaultShare; readonly value: number }) {
  return (
    <td className={`right ${of === 'failed' ? '' : 'fold-last'}`} onClick={(event) => event.stopPropagation()}>
      <Explained
        label={`${faultTitle(project, one)}, ${of} ${plain(share(value))}`}
        what={{ kind: 'fault', fault: one.kind, target: one.target, of }}
      >
        {value > 0 ? <Figure value={share(value)} /> : <span className="quiet">0 %</span>}
      </Explained>
    </td>
  );
}
