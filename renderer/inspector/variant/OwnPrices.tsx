// Prices that this design takes instead of those of the price book.
import { PRICES, priceOf } from '../../../shared/engine/prices.ts';
import type { Project } from '../../../shared/model/types.ts';
import { plain, unitPrice } from '../../../shared/explain/numbers.ts';
import { QuantityField } from '../field/QuantityField.tsx';
import { TextField } from '../field/TextField.tsx';
import { LIMITS } from '../../../shared/model/limits.ts';
import { Fold } from '../Fold.tsx';
import { Item } from '../Item.tsx';
import { NameForm } from '../NameForm.tsx';
import { useFact } from '../useFact.ts';

const IDS: readonly string[] = [...PRICES.keys()];

export function OwnPrices({ project }: { readonly project: Project }) {
  const fact = useFact('assumptions/priceOverrides');
  const prices = project.assumptions?.priceOverrides ?? [];
  const write = (next: typeof prices): string | null => fact.set(next.length === 0 ? null : next);
  const add = (priceId: string): string | null => {
    const listed = priceOf(priceId);
    if (!listed) return 'The price book has no price of this name';
    if (prices.some((one) => one.priceId === priceId)) return 'This price is there already';
    return write([...prices, { priceId, usd: listed.usd }]);
  };
  return (
    <Fold title="Own prices" badge={String(prices.length)}>
      {prices.length === 0 ? <p className="quiet">None: all prices are list prices of the built-in book.</p> : null}
      {prices.map(({ priceId, usd }, index) => {
        const path = `assumptions/priceOverrides/${index}`;
        const listed = priceOf(priceId);
        return (
          <Item
            key={priceId}
            title={listed?.item ?? priceId}
            summary={plain(unitPrice(usd))}
            onRemove={() => write(prices.toSpliced(index, 1))}
          >
            <QuantityField
              label="Price"
              path={`${path}/usd`}
              unit="usd"
              range={[0, LIMITS.range.usd[1]]}
              suffix={listed ? `per ${listed.unit}` : ''}
              tip={listed ? `List price: ${plain(unitPrice(listed.usd))}` : priceId}
              required
            />
            <TextField label="Why" path={`${path}/note`} empty="Not said" />
          </Item>
        );
      })}
      <NameForm label="Name of a price" button="Add" known={IDS} add={add} />
    </Fold>
  );
}
