// Cost lens with nothing selected: the bill, what it is made of, who causes it.
import type { VariantAnswer } from '../../shared/engine/types.ts';
import type { Project, Variant } from '../../shared/model/types.ts';
import { nameOf } from '../../shared/explain/names.ts';
import { Explained } from '../explain/Explained.tsx';
import { costAccuracy } from '../../shared/explain/cost.ts';
import { Figure } from '../parts/Figure.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { plain, share, usd, usdAMonth } from '../../shared/explain/numbers.ts';
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
  const shown = sorted.slice(0, SHOWN).map(([id, amount]) => ({ id, name: nameOf(project, id), amount }));
  if (rest > 0) shown.push({ id: '', name: `${sorted.length - SHOWN} more`, amount: rest });
  return (
    <>
      <header className="inspector-head cost-head">
        <div>
          <h2>{variant.name}</h2>
          <p>At average traffic, machines sized for the peak</p>
          <Explained label={`Bill, ${plain(usdAMonth(cost.monthlyUsd))}`} what={{ kind: 'bill' }} side="left">
            <Figure value={usdAMonth(cost.monthlyUsd)} size={32} accuracy={costAccuracy(cost)} />
          </Explained>
        </div>
      </header>
      <Section title="Where it goes">
        <div className="stack" aria-hidden="true">
          {shown.map(({ id, amount }, index) => (
            <i key={id} className={`stack-${(index % 7) + 1}`} style={{ flexGrow: amount }} />
          ))}
        </div>
        {shown.map(({ id, name, amount }, index) => (
          <div className="line stacked" key={id}>
            <i className={`swatch stack-${(index % 7) + 1}`} />
            <span className="cut">{name}</span>
            <span className="line-end quiet">{plain(share(amount / cost.monthlyUsd))}</span>
            <span className="amount">
              {id === '' ? (
                <Figure value={usd(amount)} />
              ) : (
                <Explained
                  label={`${name}, ${plain(usd(amount))} a month`}
                  what={{ kind: 'cost', owner: id }}
                  side="left"
                >
                  <Figure value={usd(amount)} />
                </Explained>
              )}
            </span>
          </div>
        ))}
      </Section>
      <Section title="What it buys">
        <Line label="A million requests">
          {cost.perMillionRequestsUsd === null ? (
            'no requests'
          ) : (
            <Explained
              label={`A million requests, ${plain(usd(cost.perMillionRequestsUsd))}`}
              what={{ kind: 'million' }}
              side="left"
            >
              <Figure value={usd(cost.perMillionRequestsUsd)} />
            </Explained>
          )}
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
