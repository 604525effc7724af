// Every deployable: how busy, how many, how long one waits there.
import { Gauge } from 'lucide-react';
import type { VariantAnswer } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { Empty } from '../parts/Empty.tsx';
import { AccuracyMark, Figure } from '../parts/Figure.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { select } from '../state/actions.ts';
import { useWindow } from '../state/store.ts';
import { duration, perSecond, quantity, share } from '../text/numbers.ts';

export function LoadTab({ result }: { readonly project: Project; readonly result: VariantAnswer }) {
  const selection = useWindow((state) => state.selection);
  const rows = Object.entries(result.deployables).toSorted(([, a], [, b]) => b.utilisation - a.utilisation);
  if (rows.length === 0) {
    return (
      <Empty icon={<Gauge size={20} strokeWidth={1.75} />} title="Nothing carries load yet">
        Place components into deployables: each is a station with cores, threads and a queue.
      </Empty>
    );
  }
  return (
    <table className="table verdicts">
      <thead>
        <tr>
          <th>Deployable</th>
          <th>Busy</th>
          <th className="right">Replicas</th>
          <th className="right">Cores busy</th>
          <th className="right fold-next">Threads held</th>
          <th className="right">Visits</th>
          <th className="right">Mean wait</th>
          <th className="right fold-next">In queue</th>
          <th className="right fold-last">Refused</th>
          <th>State</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([id, one]) => (
          <tr key={id} className={selection?.kind === 'deployable' && selection.id === id ? 'current' : ''}>
            <td>
              <button type="button" className="row-name" onClick={() => select({ kind: 'deployable', id })}>
                {one.name}
              </button>
            </td>
            <td>
              <span className="objective">
                <span className={`busy inline ${one.saturated ? 'saturated' : ''}`} aria-hidden="true">
                  <i style={{ width: `${Math.min(100, one.utilisation * 100)}%` }} />
                </span>
                {one.saturated ? (
                  <StateMark mark="saturated" />
                ) : (
                  <>
                    <Figure value={share(one.utilisation)} />
                    <AccuracyMark accuracy={one.accuracy} />
                  </>
                )}
              </span>
            </td>
            <td className="right">{one.replicas}</td>
            <td className="right">
              <Figure value={quantity(one.coresBusy)} light suffix={`of ${quantity(one.cores).text}`} />
            </td>
            <td className="right fold-next">
              <Figure value={quantity(one.threadsHeld)} light />
            </td>
            <td className="right">
              <Figure value={perSecond(one.visits)} light />
            </td>
            <td className="right">{one.waitMs === null ? <Grows /> : <Figure value={duration(one.waitMs)} light />}</td>
            <td className="right fold-next">
              {one.queueLength === null ? <Grows /> : <Figure value={quantity(one.queueLength)} light />}
            </td>
            <td className="right fold-last">
              <Figure value={share(one.shedShare)} light />
            </td>
            <td>{one.saturated ? <StateMark mark="saturated" /> : <StateMark mark="ok" word="Keeps up" />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Grows() {
  return (
    <span className="quiet" title="Saturated: it grows without end">
      –
    </span>
  );
}
