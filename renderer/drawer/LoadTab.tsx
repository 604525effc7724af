// Every deployable: how busy, how many, how long one waits there.
import { Gauge } from 'lucide-react';
import type { Accuracy, VariantAnswer } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { Explained } from '../explain/Explained.tsx';
import type { LoadFigure } from '../../shared/explain/types.ts';
import { Empty } from '../parts/Empty.tsx';
import { Figure } from '../parts/Figure.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { LOAD_WORD } from '../../shared/explain/figureNames.ts';
import { select } from '../state/actions.ts';
import { useWindow } from '../state/store.ts';
import { duration, perSecond, plain, quantity, share, type FigureText } from '../../shared/explain/numbers.ts';
import { held, threadsFull } from '../../shared/explain/pool.ts';
import { DayPanel } from './DayPanel.tsx';

export function LoadTab({ project, result }: { readonly project: Project; readonly result: VariantAnswer }) {
  const { day, journeys, deployables } = result;
  return (
    <>
      <LoadTable project={project} result={result} />
      {day && day.length > 0 ? <DayPanel day={day} journeys={journeys} deployables={deployables} /> : null}
    </>
  );
}

function LoadTable({ result }: { readonly project: Project; readonly result: VariantAnswer }) {
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
          <th>Cores busy</th>
          <th className="right fold-last">Replicas</th>
          <th className="right fold-next">Cores</th>
          <th className="right">Threads held</th>
          <th className="right fold-first">Wait for one</th>
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
                <Bar of={one.utilisation} full={one.saturated && !threadsFull(one)} />
                {one.saturated && !threadsFull(one) ? (
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
            <td className="right fold-last">
              <Opens id={id} of="replicas" name={one.name} value={quantity(one.replicas)} />
            </td>
            <td className="right fold-next">
              <Opens
                id={id}
                of="coresBusy"
                name={one.name}
                value={quantity(one.coresBusy, `of ${quantity(one.cores).text}`)}
              />
            </td>
            <td className="right">
              <span className="objective">
                {one.threads === null ? null : (
                  <Bar of={one.threads > 0 ? one.threadsHeld / one.threads : 0} full={threadsFull(one)} />
                )}
                <Opens id={id} of="threadsHeld" name={one.name} value={held(one)} />
              </span>
            </td>
            <td className="right fold-first">
              {one.threads === null ? (
                <span className="quiet" title="No limit: nobody waits for a thread">
                  –
                </span>
              ) : one.threadWaitMs === null ? (
                <Grows />
              ) : (
                <Opens id={id} of="threadWaitMs" name={one.name} value={duration(one.threadWaitMs)} />
              )}
            </td>
            <td className="right">
              <Opens id={id} of="visits" name={one.name} value={perSecond(one.visits)} />
            </td>
            <td className="right">
              {one.waitMs === null ? (
                <Grows />
              ) : (
                <Opens id={id} of="waitMs" name={one.name} value={duration(one.waitMs)} />
              )}
            </td>
            <td className="right fold-next">
              {one.queueLength === null ? (
                <Grows />
              ) : (
                <Opens id={id} of="queueLength" name={one.name} value={quantity(one.queueLength)} />
              )}
            </td>
            <td className="right fold-last">
              <Opens id={id} of="shedShare" name={one.name} value={share(one.shedShare)} />
            </td>
            <td>
              {one.saturated ? (
                <StateMark mark="saturated" word={threadsFull(one) ? 'Saturated: threads full' : 'Saturated'} />
              ) : (
                <StateMark mark="ok" word="Keeps up" />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ of, full }: { readonly of: number; readonly full: boolean }) {
  return (
    <span className={`busy inline ${full ? 'saturated' : ''}`} aria-hidden="true">
      <i style={{ width: `${Math.min(100, of * 100)}%` }} />
    </span>
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
