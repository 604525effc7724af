// Both bills: stacked by what is bought, then the categories, each of which opens to its lines.
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { CostResult } from '../../shared/engine/types.ts';
import { Figure, Pending } from '../parts/Figure.tsx';
import { letterOf, VariantKey } from '../parts/Marks.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { plain, usd } from '../../shared/explain/numbers.ts';
import { listed } from '../../shared/explain/words.ts';
import { Card, Scroll } from './Card.tsx';
import type { Compared, Sides } from './compared.ts';
import { byCategory, CATEGORIES, type Amounts, type Category, type CategorySum } from './costCategories.ts';
import { Arrow } from './Delta.tsx';
import { money } from './figures.ts';

export function CostCard({ project, sides }: Compared) {
  const [first, second] = sides;
  return (
    <Card title="Monthly cost" className="costs" end={<span className="quiet">at average traffic</span>}>
      {first.result && second.result ? (
        <Bills
          sides={sides}
          sums={byCategory(project, [first.variant, second.variant], [first.result.cost, second.result.cost])}
          bills={[first.result.cost, second.result.cost]}
        />
      ) : (
        <div className="card-wait">
          <Pending />
        </div>
      )}
    </Card>
  );
}

interface BillsProps {
  readonly sides: Sides;
  readonly sums: readonly CategorySum[];
  readonly bills: readonly [CostResult, CostResult];
}

function Bills({ sides, sums, bills }: BillsProps) {
  const unpriced = [...new Set(bills.flatMap((bill) => bill.unpriced))];
  if (sums.length === 0) {
    return (
      <p className="card-note quiet">
        Nothing costs anything yet: give a deployable a platform from the price book. {unpriced[0]}
      </p>
    );
  }
  return (
    <Scroll label="Both bills">
      <Stacks sides={sides} sums={sums} bills={bills} />
      <table className="compared dense">
        <thead>
          <tr>
            <th>Category</th>
            {sides.map(({ variant, index }) => (
              <th key={variant.id} className="right">
                {letterOf(index)}
              </th>
            ))}
            <th className="right">
              {letterOf(sides[1].index)} against {letterOf(sides[0].index)}
            </th>
          </tr>
        </thead>
        {sums.map((sum) => (
          <CategoryRows key={sum.category} sum={sum} />
        ))}
      </table>
      <WhereItGoes sums={sums} bills={bills} />
      {unpriced.length > 0 ? <p className="card-note quiet">Not priced: {unpriced.join(' ')}</p> : null}
    </Scroll>
  );
}

const hueOf = (category: Category): string => `stack-${CATEGORIES.indexOf(category) + 1}`;

function Stacks({ sides, sums, bills }: BillsProps) {
  const most = Math.max(...bills.map(({ monthlyUsd }) => monthlyUsd));
  return (
    <div className="stacks">
      {sides.map(({ variant, index }, at) => {
        const bill = bills[at === 0 ? 0 : 1];
        return (
          <div key={variant.id} className="stack-row">
            <VariantKey index={index} />
            <span className="stack-room">
              <span className="bill" style={{ width: `${most > 0 ? (bill.monthlyUsd / most) * 100 : 0}%` }}>
                {sums.map(({ category, amounts }) => {
                  const amount = amounts[at === 0 ? 0 : 1];
                  return amount > 0 ? (
                    <i
                      key={category}
                      className={hueOf(category)}
                      style={{ flexGrow: amount }}
                      title={`${category}: ${plain(usd(amount))}`}
                    />
                  ) : null;
                })}
              </span>
            </span>
            <span className="stack-total">
              <Figure value={money(bill.monthlyUsd)} />
              {bill.servable ? null : <StateMark mark="saturated" word="cannot serve" />}
            </span>
          </div>
        );
      })}
    </div>
  );
}

function CategoryRows({ sum: { category, amounts, lines } }: { readonly sum: CategorySum }) {
  const [open, setOpen] = useState(false);
  return (
    <tbody>
      <tr>
        <th scope="row">
          <button type="button" className="category-name" aria-expanded={open} onClick={() => setOpen(!open)}>
            <i className={`swatch ${hueOf(category)}`} />
            <span className="cut">{category}</span>
            <ChevronRight size={12} strokeWidth={2} aria-hidden="true" />
          </button>
        </th>
        <Money amounts={amounts} />
      </tr>
      {open
        ? lines.map((line) => (
            <tr key={line.id} className="bill-line">
              <th scope="row" title={line.label}>
                {line.label}
              </th>
              <Money amounts={line.amounts} />
            </tr>
          ))
        : null}
    </tbody>
  );
}

function Money({ amounts }: { readonly amounts: Amounts }) {
  const [first, second] = amounts;
  const by = second - first;
  const same = Math.abs(by) <= 1e-9 * Math.max(first, second);
  return (
    <>
      {[first, second].map((amount, at) => (
        <td key={at === 0 ? 'first' : 'second'} className="right">
          {amount === 0 ? <span className="quiet">none</span> : <Figure value={money(amount)} light />}
        </td>
      ))}
      <td className="right">
        {same ? (
          <span className="quiet">same</span>
        ) : (
          <span className={`delta ${by > 0 ? 'worse' : 'better'}`}>
            <Arrow up={by > 0} size={7} />
            {by > 0 ? '+' : '−'}
            {plain(money(Math.abs(by)))}
          </span>
        )}
      </td>
    </>
  );
}

const NAMED = 3;

/** The categories that make the difference, largest first. */
function WhereItGoes({ sums, bills: [first, second] }: Pick<BillsProps, 'sums' | 'bills'>) {
  const by = second.monthlyUsd - first.monthlyUsd;
  const parts = sums
    .map(({ category, amounts }) => ({ category, by: amounts[1] - amounts[0] }))
    .filter((part) => Math.abs(part.by) >= 0.005 && Math.sign(part.by) === Math.sign(by))
    .toSorted((a, b) => Math.abs(b.by) - Math.abs(a.by))
    .slice(0, NAMED);
  if (parts.length === 0) return null;
  const said = parts.map(
    (part) => `${part.category.toLowerCase().replace(',', ' and')} ${plain(money(Math.abs(part.by)))}`,
  );
  return (
    <p className="where">
      <b>
        Where the {plain(money(Math.abs(by)))} {by > 0 ? 'goes' : 'is saved'}.
      </b>{' '}
      {listed(said).replace(/^./, (letter) => letter.toUpperCase())}.
    </p>
  );
}
