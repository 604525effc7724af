// Journeys against their objectives: one row each.
import { Route } from 'lucide-react';
import type { JourneyAnswer, VariantAnswer } from '../../shared/engine/types.ts';
import type { Journey, Project } from '../../shared/model/types.ts';
import { Explained } from '../explain/Explained.tsx';
import { PERCENTILE_WORD } from '../../shared/explain/figureNames.ts';
import type { Percentile } from '../../shared/explain/types.ts';
import { Empty } from '../parts/Empty.tsx';
import { Figure, Pending } from '../parts/Figure.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { set, usePending, useWindow } from '../state/store.ts';
import { GivesWayFirst, HoldsUpTo, multiplies, Retries } from './GrowthCells.tsx';
import { availability, duration, perSecond, plain, quantity, type FigureText } from '../../shared/explain/numbers.ts';

export function JourneysTab({ project, result }: { readonly project: Project; readonly result: VariantAnswer }) {
  const shown = useWindow((state) => state.journey);
  if (project.journeys.length === 0) {
    return (
      <Empty icon={<Route size={20} strokeWidth={1.75} />} title="No journey yet">
        A journey says which operation users call, and how often. Latency, load and availability follow from it.
      </Empty>
    );
  }
  const retried = Object.values(result.journeys).some(multiplies);
  return (
    <table className="table verdicts">
      <thead>
        <tr>
          <th>Journey</th>
          <th className="right">Rate</th>
          <th className="right fold-first">Mean</th>
          <th className={`right ${retried ? 'fold-last' : ''}`}>p50</th>
          <th className="right fold-first">p95</th>
          <th className="right">p99</th>
          <th className="right fold-then">p99.9</th>
          <th>Against objective</th>
          <th className="right">Availability</th>
          <th className={`right ${retried ? 'fold-then' : 'fold-next'}`}>Objective</th>
          <th className="right fold-then" title="Calls that cross a network, a request">
            Net calls
          </th>
          <th className="right">Holds up to</th>
          <th className="fold-last">Gives way first</th>
          {retried ? <th>Retries</th> : null}
          <th>State</th>
        </tr>
      </thead>
      <tbody>
        {project.journeys.map((journey) => {
          const answer = result.journeys[journey.id];
          return (
            <tr key={journey.id} className={journey.id === shown ? 'current' : ''}>
              <td>
                <button
                  type="button"
                  className="row-name"
                  aria-pressed={journey.id === shown}
                  onClick={() => set({ journey: journey.id })}
                >
                  {journey.name}
                </button>
              </td>
              <td className="right">
                <Rate journey={journey} answer={answer} />
              </td>
              {answer ? (
                <Row project={project} journey={journey} answer={answer} retried={retried} />
              ) : (
                <td colSpan={retried ? 13 : 12}>Not part of this variant: what it enters is absent.</td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Rate({ journey, answer }: { readonly journey: Journey; readonly answer: JourneyAnswer | undefined }) {
  const figure = journey.rate
    ? { ...perSecond(journey.rate.average), unit: `/s, peak ${perSecond(journey.rate.peak).text}` }
    : answer && perSecond(answer.throughputPerSecond);
  if (!figure) return null;
  if (!answer) return <Figure value={figure} />;
  return (
    <Explained
      label={`${journey.name}, requests ${plain(figure)}`}
      what={{ kind: 'journey', journey: journey.id, of: 'throughputPerSecond' }}
    >
      <Figure value={figure} />
    </Explained>
  );
}

interface RowProps {
  readonly project: Project;
  readonly journey: Journey;
  readonly answer: JourneyAnswer;
  /** Whether there is a column for retries. */
  readonly retried: boolean;
}

function Row({ project, journey, answer, retried }: RowProps) {
  const { latencyMs, objective } = { latencyMs: answer.latencyMs, objective: journey.objective };
  return (
    <>
      <td className="right fold-first">
        <Latency journey={journey} answer={answer} of="mean" />
      </td>
      <td className={`right ${retried ? 'fold-last' : ''}`}>
        <Latency journey={journey} answer={answer} of="p50" />
      </td>
      <td className="right fold-first">
        <Latency journey={journey} answer={answer} of="p95" />
      </td>
      <td className="right">
        {latencyMs ? (
          <Latency journey={journey} answer={answer} of="p99" />
        ) : (
          <StateMark mark={answer.state === 'ok' ? 'failed' : answer.state} />
        )}
      </td>
      <td className="right fold-then">
        <Latency journey={journey} answer={answer} of="p999" />
      </td>
      <td>
        <Objective target={objective?.p99Ms} value={latencyMs?.p99} />
      </td>
      <td className="right">
        <Availability journey={journey} answer={answer} />
      </td>
      <td className={`right quiet ${retried ? 'fold-then' : 'fold-next'}`}>
        {objective?.availability === undefined ? '' : plain(percentAsTyped(objective.availability))}
      </td>
      <td className="right fold-then">
        <Explained
          label={`${journey.name}, calls over a network ${plain(quantity(answer.networkCalls))}`}
          what={{ kind: 'journey', journey: journey.id, of: 'networkCalls' }}
        >
          <Figure value={quantity(answer.networkCalls)} light />
        </Explained>
      </td>
      <td className="right">
        <HoldsUpTo id={journey.id} answer={answer} />
      </td>
      <td className="cut narrow-cell fold-last">
        <GivesWayFirst project={project} id={journey.id} answer={answer} />
      </td>
      {retried ? (
        <td>
          <Retries id={journey.id} answer={answer} />
        </td>
      ) : null}
      <td>
        <Verdict journey={journey} answer={answer} />
      </td>
    </>
  );
}

interface CellProps {
  readonly journey: Journey;
  readonly answer: JourneyAnswer;
}

function Latency({ journey, answer, of }: CellProps & { readonly of: Percentile }) {
  if (!answer.latencyMs) return null;
  const value = duration(answer.latencyMs[of]);
  return (
    <Explained
      label={`${journey.name}, ${PERCENTILE_WORD[of]} ${plain(value)}`}
      what={{ kind: 'latency', journey: journey.id, of }}
    >
      {of === 'p99' ? <Figure value={value} accuracy={answer.latencyAccuracy} /> : <Figure value={value} light />}
    </Explained>
  );
}

function Availability({ journey, answer }: CellProps) {
  const older = usePending();
  const { availability: standing, availabilityAccuracy } = answer;
  if (!standing || !availabilityAccuracy) return <Pending />;
  return (
    <span className={older ? 'older' : undefined}>
      <Explained
        label={`${journey.name}, availability ${plain(availability(standing.full))}`}
        what={{ kind: 'availability', journey: journey.id, of: 'full' }}
      >
        <Figure value={availability(standing.full)} accuracy={availabilityAccuracy} />
      </Explained>
    </span>
  );
}

const percentAsTyped = (share: number): FigureText => ({ text: (Math.round(share * 1e6) / 1e4).toFixed(2), unit: '%' });

/** From 0 to 1.25 times the objective, with a tick at the objective. */
function Objective({ target, value }: { readonly target: number | undefined; readonly value: number | undefined }) {
  if (target === undefined) return <span className="quiet">no objective</span>;
  const part = value === undefined ? 0 : Math.min(1, value / (target * 1.25));
  const over = value !== undefined && value > target;
  return (
    <span className="objective">
      <svg width="96" height="14" viewBox="0 0 96 14" preserveAspectRatio="none" aria-hidden="true">
        <rect x="0" y="5" width="96" height="4" rx="2" fill="var(--bg-pressed)" />
        <rect
          x="0"
          y="5"
          width={part * 96}
          height="4"
          rx="2"
          fill={over ? 'var(--degraded-line)' : 'var(--lens-latency-4)'}
        />
        <rect x={96 * 0.8 - 1} y="1" width="2" height="12" rx="1" fill="var(--text)" />
      </svg>
      <span className="quiet">{plain(duration(target))}</span>
    </span>
  );
}

function Verdict({ journey, answer }: { readonly journey: Journey; readonly answer: JourneyAnswer }) {
  if (answer.state !== 'ok') return <StateMark mark={answer.state} />;
  const { objective } = journey;
  if (!objective) return <StateMark mark="ok" word="Works" />;
  if (objective.p99Ms !== undefined && answer.latencyMs && answer.latencyMs.p99 > objective.p99Ms) {
    return <StateMark mark="degraded" word={`${plain(duration(answer.latencyMs.p99 - objective.p99Ms))} over`} />;
  }
  if (objective.availability !== undefined && !answer.availability) return <Pending />;
  if (
    objective.availability !== undefined &&
    answer.availability &&
    answer.availability.full < objective.availability
  ) {
    const short = (objective.availability - answer.availability.full) * 100;
    return <StateMark mark="degraded" word={`${short < 0.005 ? 'just' : `${short.toFixed(2)} points`} short`} />;
  }
  return <StateMark mark="ok" word="Met" />;
}
