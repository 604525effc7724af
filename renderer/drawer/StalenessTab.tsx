// How far behind each consumer, copy and measure is, whether it keeps up, what an outage leaves, and who reads old values.
import { History } from 'lucide-react';
import type { Accuracy, StalenessResult, VariantAnswer } from '../../shared/engine/types.ts';
import { LATE_WORD } from '../../shared/explain/figureNames.ts';
import { nameOf } from '../../shared/explain/names.ts';
import { duration, perSecond, plain, quantity, share, type FigureText } from '../../shared/explain/numbers.ts';
import type { LateFigure, What } from '../../shared/explain/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { Explained } from '../explain/Explained.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Figure } from '../parts/Figure.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { select } from '../state/actions.ts';
import { Waiting } from './Waiting.tsx';

interface Row {
  readonly kind: 'staleness' | 'measure';
  readonly id: string;
  readonly name: string;
  readonly what: string;
  readonly one: StalenessResult;
}

export function StalenessTab({ project, result }: { readonly project: Project; readonly result: VariantAnswer }) {
  if (!result.staleness || !result.measures) return <Waiting />;
  const rows = [...measureRows(project, result.measures), ...partRows(project, result.staleness)];
  if (rows.length === 0) {
    return (
      <Empty icon={<History size={20} strokeWidth={1.75} />} title="Nothing is stale here">
        Whatever hears of a change by an asynchronous link, runs on a clock or keeps copies has a line here: how far
        behind it is, and what an outage leaves.
      </Empty>
    );
  }
  return (
    <table className="table verdicts">
      <thead>
        <tr>
          <th>What is behind</th>
          <th className="fold-first">Kind</th>
          <th className="right">Mean</th>
          <th className="right fold-first">p50</th>
          <th className="right">p99</th>
          <th className="right fold-next">At worst</th>
          <th className="right" title="Messages that come in, and the most that can be handled">
            Messages
          </th>
          <th className="right" title="Messages that wait when it comes back, and how long they take to be worked off">
            An outage leaves
          </th>
          <th className="right fold-last" title="Chance that a read sees an old value">
            Old reads
          </th>
          <th>State</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.kind} ${row.id}`}>
            <td>
              {row.kind === 'staleness' ? (
                <button type="button" className="row-name" onClick={() => select({ kind: 'component', id: row.id })}>
                  {row.name}
                </button>
              ) : (
                <b>{row.name}</b>
              )}
            </td>
            <td className="quiet fold-first">{row.what}</td>
            <Time row={row} of="meanMs" />
            <Time row={row} of="p50" className="fold-first" />
            <Time row={row} of="p99" accuracy={row.one.accuracy} />
            <Time row={row} of="worstMs" className="fold-next" />
            <td className="right">
              <Messages row={row} />
            </td>
            <td className="right">
              <Outage row={row} />
            </td>
            <td className="right fold-last">
              <OldReads row={row} />
            </td>
            <td>
              <State one={row.one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function measureRows(project: Project, measures: Readonly<Record<string, StalenessResult>>): Row[] {
  return Object.entries(measures).map(([id, one]) => {
    const measure = project.measures?.find((candidate) => candidate.id === id);
    const what = measure?.kind === 'delay' ? 'Delay' : 'Measure';
    return { kind: 'measure', id, name: measure?.name ?? id, what, one };
  });
}

function partRows(project: Project, staleness: Readonly<Record<string, StalenessResult>>): Row[] {
  return Object.entries(staleness).map(([id, one]) => {
    const kind = project.components.find((component) => component.id === id)?.kind;
    const what = quorumsAlone(one) ? 'Copies' : kind === 'cache' ? 'Cache' : 'Consumer';
    return { kind: 'staleness', id, name: nameOf(project, id), what, one };
  });
}

/** A store of which only its quorums are known. */
const quorumsAlone = (one: StalenessResult): boolean => one.state === 'ok' && one.meanMs === null;

interface OpensProps {
  readonly row: Row;
  readonly of: LateFigure;
  readonly value: FigureText;
  readonly accuracy?: Accuracy | undefined;
}

function Opens({ row: { kind, id, name }, of, value, accuracy }: OpensProps) {
  return (
    <Explained label={`${name}, ${LATE_WORD[of]} ${plain(value)}`} what={{ kind, id, of }}>
      {accuracy ? <Figure value={value} accuracy={accuracy} /> : <Figure value={value} light />}
    </Explained>
  );
}

interface TimeProps extends Omit<OpensProps, 'value'> {
  readonly className?: string;
}

function Time({ row, of, accuracy, className = '' }: TimeProps) {
  const { one } = row;
  const value = one[of];
  const none =
    one.state === 'saturated'
      ? 'It grows without end'
      : quorumsAlone(one)
        ? 'Not known: how fast copies follow is not said'
        : 'No upper bound: nothing is polled';
  return (
    <td className={`right ${className}`}>
      {value === null ? <None why={none} /> : <Opens row={row} of={of} value={duration(value)} accuracy={accuracy} />}
    </td>
  );
}

/** "5 of 6.25 /s". */
function Messages({ row }: { readonly row: Row }) {
  const { inPerSecond, mostPerSecond } = row.one;
  if (mostPerSecond === null) return <Opens row={row} of="inPerSecond" value={perSecond(inPerSecond)} />;
  return (
    <span className="pair">
      <Opens row={row} of="inPerSecond" value={{ ...perSecond(inPerSecond), unit: '' }} />
      <span className="quiet">of</span>
      <Opens row={row} of="mostPerSecond" value={perSecond(mostPerSecond)} />
    </span>
  );
}

const MS_PER_MINUTE = 60_000;

/** "72,000 in 60 min, gone in 1.2 min". */
function Outage({ row }: { readonly row: Row }) {
  const { kind, id, name, one } = row;
  const { growth, drainMinutes } = one;
  if (!growth) return <None why="Nothing is kept for it" />;
  const length = plain(duration(growth.outageMinutes * MS_PER_MINUTE));
  const backlog = quantity(growth.backlog);
  const what: What = { kind: 'growth', late: kind, id, of: 'backlog' };
  return (
    <span className="pair" title={`After an outage of ${length}`}>
      <Explained label={`${name}, waiting after ${length} away ${plain(backlog)}`} what={what}>
        <Figure value={backlog} light />
      </Explained>
      {drainMinutes === null ? (
        <span className="quiet fold-next">stays</span>
      ) : drainMinutes === 0 ? (
        <span className="quiet fold-next">gone at once</span>
      ) : (
        <span className="quiet fold-next">
          gone in <Opens row={row} of="drainMinutes" value={duration(drainMinutes * MS_PER_MINUTE)} />
        </span>
      )}
    </span>
  );
}

function OldReads({ row: { kind, id, name, one } }: { readonly row: Row }) {
  if (!one.staleRead) return <None why="It takes the writes to one key to know" />;
  const value = share(one.staleRead.share);
  const bound = one.staleRead.writesPerSecond === null && one.staleRead.share > 0;
  const what: What = { kind: 'staleRead', late: kind, id, of: 'share' };
  return (
    <Explained label={`${name}, a read sees an old value ${plain(value)}`} what={what}>
      <Figure value={value} light {...(bound && { suffix: 'at most' })} />
    </Explained>
  );
}

function State({ one }: { readonly one: StalenessResult }) {
  if (one.state === 'saturated') {
    const behind = one.mostPerSecond !== null && one.inPerSecond >= one.mostPerSecond * (1 - 1e-9);
    return behind ? <StateMark mark="saturated" word="Never catches up" /> : <StateMark mark="down" word="Away" />;
  }
  if (!quorumsAlone(one)) return <StateMark mark="ok" word="Keeps up" />;
  return one.staleRead?.share === 0 ? (
    <StateMark mark="ok" word="Always current" />
  ) : (
    <StateMark mark="degraded" word="Can be old" />
  );
}

function None({ why }: { readonly why: string }) {
  return (
    <span className="quiet" title={why}>
      –
    </span>
  );
}
