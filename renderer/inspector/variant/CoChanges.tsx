// Components that change together, and how often.
import type { Project } from '../../../shared/model/types.ts';
import { AddButton } from '../AddButton.tsx';
import { QuantityField } from '../field/QuantityField.tsx';
import { Item } from '../Item.tsx';
import { press } from '../press.ts';
import { useFact } from '../useFact.ts';

type CoChange = { readonly components: readonly string[]; readonly perMonth: number };

export function CoChanges({ project }: { readonly project: Project }) {
  const fact = useFact('assumptions/delivery/coChanges');
  const changes: readonly CoChange[] = project.assumptions?.delivery?.coChanges ?? [];
  const write = (next: readonly CoChange[]): void => void fact.set(next.length === 0 ? null : next);
  const name = (id: string): string => project.components.find((one) => one.id === id)?.name ?? id;
  return (
    <div role="group" aria-label="Changes together">
      {changes.map((change, index) => {
        const turn = (id: string): void => {
          const components = change.components.includes(id)
            ? change.components.filter((one) => one !== id)
            : [...change.components, id];
          write(changes.with(index, { ...change, components }));
        };
        const title = change.components.map(name).join(', ') || 'Nothing yet';
        return (
          <Item
            // Records without a name: only the place in the list tells them apart.
            key={index}
            title={title}
            summary={`${change.perMonth} a month`}
            onRemove={() => write(changes.toSpliced(index, 1))}
          >
            <QuantityField
              label="Together"
              path={`assumptions/delivery/coChanges/${index}/perMonth`}
              unit="number"
              range="factor"
              suffix="a month"
              required
            />
            <fieldset className="ticks">
              <legend>Components</legend>
              {project.components.map((one) => (
                <label key={one.id}>
                  <input
                    type="checkbox"
                    checked={change.components.includes(one.id)}
                    onChange={press(() => turn(one.id))}
                  />
                  <span className="cut">{one.name}</span>
                </label>
              ))}
            </fieldset>
          </Item>
        );
      })}
      <AddButton onClick={() => write([...changes, { components: [], perMonth: 1 }])}>Add a change together</AddButton>
    </div>
  );
}
