// Where a component runs in this variant: the deployables that hold it, with the share of each when there are several.
import type { Component, Placement, Variant } from '../../../shared/model/types.ts';
import { LIMITS } from '../../../shared/model/limits.ts';
import { edit } from '../../state/edit.ts';
import { AddButton } from '../AddButton.tsx';
import { QuantityBox } from '../field/QuantityField.tsx';
import { Fold } from '../Fold.tsx';
import { useEdit } from '../useEdit.ts';
import { partOf, reasonOf, type Fact } from '../useFact.ts';
import { shareOut } from './shareOut.ts';

export function Homes({ variant, component }: { readonly variant: Variant; readonly component: Component }) {
  const { trouble, run } = useEdit();
  if (component.kind === 'client') return null;
  const places = variant.placements.filter((one) => one.component === component.id);
  const holds = (id: string): boolean => places.some((one) => one.deployable === id);
  const command = (next: readonly Omit<Placement, 'component'>[]) =>
    ({ type: 'place', variant: variant.id, component: component.id, places: next }) as const;
  /** A copy more or less shares out evenly again. */
  const turn = (deployable: string): void => {
    const kept = places.filter((one) => one.deployable !== deployable).map((one) => ({ deployable: one.deployable }));
    run(command(holds(deployable) ? kept : [...kept, { deployable }]));
  };
  const share = (index: number): Fact =>
    partOf(places[index]?.share, (value) => {
      const shares = shareOut(places, index, typeof value === 'number' ? value : null);
      return reasonOf(edit(command(shares), { key: `share ${component.id}` }));
    });
  return (
    <Fold title="Runs in" badge={places.length > 1 ? `${places.length} copies` : undefined} open>
      {places.length === 0 ? <p className="quiet">Not part of this variant. Tick where it runs.</p> : null}
      <ul className="ticks">
        {variant.deployables.map(({ id, name }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={holds(id)} onChange={() => turn(id)} />
              <span className="cut">{name}</span>
            </label>
          </li>
        ))}
      </ul>
      {places.length > 1
        ? places.map((one, index) => (
            <QuantityBox
              key={one.deployable}
              label={variant.deployables.find(({ id }) => id === one.deployable)?.name ?? one.deployable}
              unit="share"
              range={LIMITS.range.share}
              fact={share(index)}
              empty="The copy beside it"
              tip="Share of its calls; without shares a caller takes the copy beside it, else all evenly"
            />
          ))
        : null}
      {trouble === null ? null : (
        <p className="field-trouble" role="alert">
          {trouble}
        </p>
      )}
      {places.length > 0 ? (
        <AddButton remove onClick={() => run(command([]))}>
          Leave out of this variant
        </AddButton>
      ) : null}
    </Fold>
  );
}
