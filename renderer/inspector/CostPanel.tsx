// Cost lens with nothing selected: the bill, what it is made of, who causes it.
import type { VariantAnswer } from '../../shared/engine/types.ts';
import type { Project, Variant } from '../../shared/model/types.ts';
import { nameOf } from '../lenses/blastWords.ts';
import { Figure } from '../parts/Figure.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { plain, share, usd, usdAMonth } from '../text/numbers.ts';
import { Line, Section } from './Fields.tsx';

const SHOWN = 6;

export function CostPanel({
  project,
  variant,
  result,
}: {
  readonly project: Project;
  readonly variant: Variant;
  readonly result: VariantAnswer;
}) {
  const { cost } = result;
  const byOwner = new Map<string, number>();
  for (const line of cost.lines) byOwner.set(line.owner.id, (byOwner.get(line.owner.id) ?? 0) + line.monthlyUsd);
  const sorted = [...byOwner].filter(([, amount]) => amount > 0).toSorted((a, b) => b[1] - a[1]);
  const rest = sorted.slice(SHOWN).reduce((sum, [, amount]) => sum + amount, 0);
  const shown: [string, number][] = sorted.slice(0, SHOWN).map(([id, amount]) => [nameOf(project, id), amount]);
  if (rest > 0) shown.push([`${sorted.length - SHOWN} more`, rest]);
  return (
    <>
      <header className="inspector-head cost-head">
        <div>
          <h2>{variant.name}</h2>
          <p>At average traffic, machines sized for the peak</p>
          <Figure value={usdAMonth(cost.monthlyUsd)} size={32} accuracy="good" />
        </div>
      </header>
      <Section title="Where it goes">
        <div className="stack" aria-hidden="true">
          {shown.map(([name, amount], index) => (
            <i key={name} className={`stack-${(index % 7) + 1}`} style={{ flexGrow: amount }} />
          ))}
        </div>
        {shown.map(([name, amount], index) => (
          <div className="line stacked" key={name}>
            <i className={`swatch stack-${(index % 7) + 1}`} />
            <span className="cut">{name}</span>
            <span className="line-end quiet">{plain(share(amount / cost.monthlyUsd))}</span>
            <span className="amount">
              <Figure value={usd(amount)} />
            </span>
          </div>
        ))}
      </Section>
      <Section title="What it buys">
        <Line label="A million requests">
          {cost.perMillionRequestsUsd === null ? 'no requests' : <Figure value={usd(cost.perMillionRequestsUsd)} />}
        </Line>
        <Line label="Serves this traffic">
          {cost.servable ? <StateMark mark="ok" word="Yes" /> : <StateMark mark="saturated" word="No: saturated" />}
        </Line>
      </Section>
      {cost.unpriced.length > 0 ? (
        <Section title="Not priced">
          <ul className="notes">
            {cost.unpriced.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
