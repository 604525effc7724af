// The bill: one line each, the dearest first, with its price and where that comes from.
import { ReceiptText } from 'lucide-react';
import type { CostLine, VariantAnswer } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { Explained } from '../explain/Explained.tsx';
import { costAccuracy } from '../../shared/explain/cost.ts';
import { Empty } from '../parts/Empty.tsx';
import { Figure } from '../parts/Figure.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import {
  dateWords,
  plain,
  quantity,
  share,
  unitPrice,
  usdExact,
  type FigureText,
} from '../../shared/explain/numbers.ts';

export function CostTab({ result }: { readonly project: Project; readonly result: VariantAnswer }) {
  const { cost } = result;
  if (cost.lines.length === 0) {
    return (
      <Empty icon={<ReceiptText size={20} strokeWidth={1.75} />} title="Nothing costs anything yet">
        Give a deployable a platform from the price book, and its lines appear here. {cost.unpriced[0]}
      </Empty>
    );
  }
  const lines = cost.lines.toSorted((a, b) => b.monthlyUsd - a.monthlyUsd);
  return (
    <table className="table">
      <thead>
        <tr>
          <th>Line</th>
          <th className="right">Quantity</th>
          <th className="right">Unit price</th>
          <th className="right">A month</th>
          <th className="right fold-next">Share</th>
          <th>Price of</th>
          <th className="fold-next">Source</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>{line.label}</td>
            <td className="right">
              <Figure value={quantityOf(line)} />
            </td>
            <td className="right">
              {line.unitPriceUsd === 'graduated' ? (
                <span className="quiet">graduated</span>
              ) : (
                <Figure value={{ ...unitPrice(line.unitPriceUsd), unit: `/${packOf(line.unit).per}` }} light />
              )}
            </td>
            <td className="right">
              <Explained
                label={`${line.label}, ${plain(usdExact(line.monthlyUsd))} a month`}
                what={{ kind: 'line', line: line.id, of: 'monthlyUsd' }}
              >
                <Figure value={usdExact(line.monthlyUsd)} />
              </Explained>
            </td>
            <td className="right quiet fold-next">
              {cost.monthlyUsd > 0 ? plain(share(line.monthlyUsd / cost.monthlyUsd)) : ''}
            </td>
            <td className="quiet">{dateWords(line.asOf)}</td>
            <td className="quiet cut source-cell fold-next" title={line.source}>
              {line.source}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>Total</td>
          <td colSpan={2}>
            {cost.servable ? (
              <StateMark mark="ok" word="Serves this traffic" />
            ) : (
              <StateMark mark="saturated" word="Saturated: cannot serve this traffic" />
            )}
          </td>
          <td className="right">
            <Explained label={`Total, ${plain(usdExact(cost.monthlyUsd))} a month`} what={{ kind: 'bill' }}>
              <Figure value={usdExact(cost.monthlyUsd)} accuracy={costAccuracy(cost)} />
            </Explained>
          </td>
          <td colSpan={3} className="quiet cut">
            {cost.unpriced.join(' ')}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** A price is often for 1,000 or a million of a thing; the quantity is shown in the thing itself. */
function packOf(unit: string): { readonly size: number; readonly thing: string; readonly per: string } {
  const found = /^(1,000|million) (.+)$/.exec(unit);
  if (!found) return { size: 1, thing: unit, per: unit };
  return { size: found[1] === 'million' ? 1e6 : 1000, thing: found[2] ?? unit, per: found[1] ?? unit };
}

function quantityOf(line: CostLine): FigureText {
  const { size, thing } = packOf(line.unit);
  const amount = line.quantity * size;
  return quantity(amount, amount !== 1 && /(hour|month|second)$/.test(thing) ? `${thing}s` : thing);
}
