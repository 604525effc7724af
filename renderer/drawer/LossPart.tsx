// What costs a journey most: every cause by what it loses a month, and the sets of causes that stop it.
import { ShieldCheck } from 'lucide-react';
import type { JourneyAnswer, LossOf } from '../../shared/engine/types.ts';
import { LOSS_WORD } from '../../shared/explain/figureNames.ts';
import { figureOf } from '../../shared/explain/figures.ts';
import { LOSS } from '../../shared/explain/loss.ts';
import { nameOf } from '../../shared/explain/names.ts';
import { availability, plain } from '../../shared/explain/numbers.ts';
import type { LossFigure, UptimeFigure } from '../../shared/explain/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { Explained } from '../explain/Explained.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Figure } from '../parts/Figure.tsx';
import { Waiting } from './Waiting.tsx';

interface Props {
  readonly project: Project;
  readonly journey: string;
  readonly answer: JourneyAnswer | undefined;
}

export function LossPart({ project, journey, answer }: Props) {
  if (!answer) return <p className="drawer-wait quiet">Not part of this variant: what it enters is absent.</p>;
  if (!answer.expectedLoss || !answer.availability) return <Waiting />;
  if (answer.availability.served === 0)
    return (
      <p className="drawer-wait quiet">
        {answer.name} is never answered here, so there is nothing to lose to a single cause.
      </p>
    );
  if (answer.expectedLoss.length === 0)
    return (
      <Empty icon={<ShieldCheck size={20} strokeWidth={1.75} />} title="Nothing stops it">
        Nothing that this journey needs is said to fail. Give deployables an availability, or a time between failures.
      </Empty>
    );
  return (
    <div className="losses">
      <Causes project={project} journey={journey} losses={answer.expectedLoss} />
      <Sets project={project} journey={journey} answer={answer} />
    </div>
  );
}

const COLUMNS: readonly (readonly [LossFigure, string])[] = [
  ['minutesPerMonth', 'Time lost a month'],
  ['requestsPerMonth', 'Requests lost a month'],
  ['usdPerMonth', 'Money lost a month'],
];

interface CausesProps {
  readonly project: Project;
  readonly journey: string;
  readonly losses: readonly LossOf[];
}

function Causes({ project, journey, losses }: CausesProps) {
  const columns = COLUMNS.filter(([of]) => losses.some((loss) => loss[of] !== null));
  const most = Math.max(...losses.map((loss) => loss.minutesPerMonth));
  return (
    <table className="table">
      <thead>
        <tr>
          <th>Cause</th>
          <th className="fold-next" />
          {columns.map(([of, word]) => (
            <th key={of} className="right">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {losses.map((loss) => (
          <tr key={loss.cause}>
            <td>
              <b>{nameOf(project, loss.cause)}</b>
            </td>
            <td className="fold-next">
              <span className="busy inline lost" aria-hidden="true">
                <i style={{ width: `${most > 0 ? (loss.minutesPerMonth / most) * 100 : 0}%` }} />
              </span>
            </td>
            {columns.map(([of]) => (
              <td key={of} className="right">
                <Lost project={project} journey={journey} loss={loss} of={of} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface LostProps {
  readonly project: Project;
  readonly journey: string;
  readonly loss: LossOf;
  readonly of: LossFigure;
}

function Lost({ project, journey, loss, of }: LostProps) {
  const amount = loss[of];
  if (amount === null) return null;
  const value = figureOf({ amount, unit: LOSS[of].unit });
  return (
    <Explained
      label={`${nameOf(project, loss.cause)}, ${LOSS_WORD[of]} ${plain(value)}`}
      what={{ kind: 'loss', journey, cause: loss.cause, of }}
    >
      <Figure value={value} light={of !== 'minutesPerMonth'} />
    </Explained>
  );
}

const SETS = 12;

function Sets({ project, journey, answer }: Props & { readonly answer: JourneyAnswer }) {
  const { availability: standing, availabilityInterval: between, cutSets = [], cutSetsComplete } = answer;
  if (!standing) return null;
  const left = cutSets.length - SETS;
  const uptime = (of: UptimeFigure, value: number) => (
    <Explained
      label={`${answer.name}, ${of === 'served' ? 'answered' : of} ${plain(availability(value))}`}
      what={{ kind: 'availability', journey, of }}
      side="left"
    >
      <Figure value={availability(value)} />
    </Explained>
  );
  return (
    <section className="loss-sets" aria-label="What stops it">
      <p>
        Answered {uptime('served', standing.served)} of the time
        {between ? (
          <>
            , between {uptime('low', between.low)} and {uptime('high', between.high)} (sampled)
          </>
        ) : null}
      </p>
      <h3>What stops it, alone or together</h3>
      <ul className="cut-sets">
        {cutSets.slice(0, SETS).map((set) => {
          const words = set.map((cause) => nameOf(project, cause)).join(' + ');
          return (
            <li key={words} className="badge">
              {words}
            </li>
          );
        })}
        {left > 0 ? <li className="quiet">and {left} more</li> : null}
        {cutSetsComplete === false ? <li className="quiet">and others that are not listed</li> : null}
      </ul>
    </section>
  );
}
