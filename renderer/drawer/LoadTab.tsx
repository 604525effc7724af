// Every deployable: how busy, how many, how long one waits there.
import { Gauge } from 'lucide-react';
import type { Accuracy, VariantAnswer } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { Explained } from '../explain/Explained.tsx';
import type { LoadFigure } from '../explain/types.ts';
import { Empty } from '../parts/Empty.tsx';
import { Figure } from '../parts/Figure.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { LOAD_WORD } from '../explain/words.ts';
import { select } from '../state/actions.ts';
import { useWindow } from '../state/store.ts';
import { duration, perSecond, plain, quantity, share, type FigureText } from '../text/numbers.ts';

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
                  <Opens
                    id={id}
                    of="utilisation"
                    name={one.name}
                    value={share(one.utilisation)}
                    accuracy={one.accuracy}
                  />
                )}
              </span>
            </td>
            <td className="right">
              <Opens id={id} of="replicas" name={one.name} value={quantity(one.replicas)} />
            </td>
            <td className="right">
              <Opens
                id={id}
                of="cores"
                name={one.name}
                value={quantity(one.coresBusy, `of ${quantity(one.cores).text}`)}
              />
            </td>
            <td className="right fold-next">
              <Opens id={id} of="threads" name={one.name} value={quantity(one.threadsHeld)} />
            </td>
            <td className="right">
              <Opens id={id} of="visits" name={one.name} value={perSecond(one.visits)} />
            </td>
            <td className="right">
              {one.waitMs === null ? (
                <Grows />
              ) : (
                <Opens id={id} of="wait" name={one.name} value={duration(one.waitMs)} />
              )}
            </td>
            <td className="right fold-next">
              {one.queueLength === null ? (
                <Grows />
              ) : (
                <Opens id={id} of="queue" name={one.name} value={quantity(one.queueLength)} />
              )}
            </td>
            <td className="right fold-last">
              <Opens id={id} of="refused" name={one.name} value={share(one.shedShare)} />
            </td>
            <td>{one.saturated ? <StateMark mark="saturated" /> : <StateMark mark="ok" word="Keeps up" />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface OpensProps {
  readonly id: string;
  readonly of: LoadFigure;
  readonly name: string;
  readonly value: FigureText;
  readonly accuracy?: Accuracy;
}

function Opens({ id, of, name, value, accuracy }: OpensProps) {
  return (
    <Explained label={`${name}, ${LOAD_WORD[of]} ${plain(value)}`} what={{ kind: 'load', deployable: id, of }}>
      {accuracy ? <Figure value={value} accuracy={accuracy} /> : <Figure value={value} light />}
    </Explained>
  );
}

function Grows() {
  return (
    <span className="quiet" title="Saturated: it grows without end">
      –
    </span>
  );
}
