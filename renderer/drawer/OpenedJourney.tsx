// An opened latency or availability: the figure, its shares, the words, the inputs.
import type { JourneyNow, JourneyStanding } from '../../shared/engine/types.ts';
import type { Journey, Project } from '../../shared/model/types.ts';
import { nameOf } from '../lenses/blastWords.ts';
import { Figure } from '../parts/Figure.tsx';
import { LatencyCurve } from '../parts/LatencyCurve.tsx';
import { availability, duration, perSecond, plain, quantity, share } from '../text/numbers.ts';
import { ACCURACY_WORD, counted } from '../text/words.ts';

interface Props {
  readonly project: Project;
  readonly journey: Journey;
  readonly answer: JourneyNow;
}
const SHOWN = 5;

export function OpenedLatency({ project, journey, answer }: Props) {
  if (!answer.latencyMs) return null;
  const parts = answer.contributions.filter((one) => one.ms > 0);
  const whole = parts.reduce((sum, one) => sum + one.ms, 0);
  const first = parts.slice(0, SHOWN);
  const rest = parts.slice(SHOWN).reduce((sum, one) => sum + one.ms, 0);
  const shown = [
    ...first.map((one) => ({ name: nameOf(project, one.id), ms: one.ms })),
    ...(rest > 0 ? [{ name: `${parts.length - SHOWN} more`, ms: rest }] : []),
  ];
  return (
    <>
      <h3 className="opened-title">
        {journey.name}, p99
        <Figure value={duration(answer.latencyMs.p99)} size={18} accuracy={answer.latencyAccuracy} />
        <span className="quiet">{ACCURACY_WORD[answer.latencyAccuracy].split(':')[1]}</span>
      </h3>
      <div className="contributions" aria-hidden="true">
        {shown.map((one, index) => (
          <i key={one.name} className={`latency-${Math.max(1, 5 - index)}`} style={{ flexGrow: one.ms }}>
            {one.ms / whole > 0.12 ? plain(duration(one.ms)) : ''}
          </i>
        ))}
      </div>
      <div className="opened-columns">
        <div>
          <h4>Where the mean of {plain(duration(answer.latencyMs.mean))} goes</h4>
          {shown.map((one, index) => (
            <div key={one.name} className="line stacked">
              <i className={`swatch latency-${Math.max(1, 5 - index)}`} />
              <span className="cut">{one.name}</span>
              <span className="line-end">
                <Figure value={duration(one.ms)} /> <span className="quiet share">{plain(share(one.ms / whole))}</span>
              </span>
            </div>
          ))}
        </div>
        <div>
          <h4>Answers by time</h4>
          <LatencyCurve answer={answer} objective={journey.objective?.p99Ms} />
        </div>
      </div>
      <p>
        The times of the parts that a request waits for are added as whole distributions, not as percentiles: work and
        waiting at each deployable at {plain(perSecond(answer.throughputPerSecond))}, and the way of{' '}
        {counted(Math.round(answer.networkCalls * 100) / 100, 'call')} over a network. Consumers of events are not
        waited for. Refused and cut requests do not count.
      </p>
      <dl className="inputs">
        <div>
          <dt>Requests</dt>
          <dd>{plain(perSecond(answer.throughputPerSecond))}</dd>
        </div>
        <div>
          <dt>End in an error</dt>
          <dd>{plain(share(answer.errorShare))}</dd>
        </div>
        <div>
          <dt>Refused when full</dt>
          <dd>{plain(share(answer.shedShare))}</dd>
        </div>
        <div>
          <dt>Attempts a call</dt>
          <dd>{plain(quantity(answer.attempts))}</dd>
        </div>
      </dl>
    </>
  );
}

export function OpenedAvailability({
  project,
  journey,
  standing,
}: Omit<Props, 'answer'> & { readonly standing: JourneyStanding }) {
  const { availability: shares, availabilityAccuracy, cutSets } = standing;
  const { full, served, downtimeMinutesPerMonth } = shares;
  return (
    <>
      <h3 className="opened-title">
        {journey.name}, availability
        <Figure value={availability(full)} size={18} accuracy={availabilityAccuracy} />
      </h3>
      <dl className="inputs">
        <div>
          <dt>With nothing missing</dt>
          <dd>{plain(availability(full))}</dd>
        </div>
        <div>
          <dt>Answered at all</dt>
          <dd>{plain(availability(served))}</dd>
        </div>
        <div>
          <dt>Down a month</dt>
          <dd>{plain(duration(downtimeMinutesPerMonth * 60_000))}</dd>
        </div>
      </dl>
      <p>
        The chance that everything this journey needs is up at once. A part that is only waited for by events does not
        count; a hard call does, with its deployable and its zone.
      </p>
      <h4>What takes it down alone or together</h4>
      {cutSets.length === 0 ? <p className="quiet">Nothing, as far as this design says.</p> : null}
      <ul className="cut-sets">
        {cutSets.slice(0, 10).map((set) => (
          <li key={set.join(' ')} className="badge">
            {set.map((id) => nameOf(project, id)).join(' + ')}
          </li>
        ))}
        {cutSets.length > 10 ? <li className="quiet">and {cutSets.length - 10} more</li> : null}
      </ul>
    </>
  );
}
