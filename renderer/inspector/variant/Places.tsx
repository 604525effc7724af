// Availability of named zones or regions.
import type { Project } from '../../../shared/model/types.ts';
import { NameForm } from '../NameForm.tsx';
import { QuantityField } from '../field/QuantityField.tsx';
import { Item } from '../Item.tsx';
import { plain, availability as uptime } from '../../../shared/explain/numbers.ts';
import { useFact } from '../useFact.ts';

export function Places({ project, list }: { readonly project: Project; readonly list: 'zones' | 'regions' }) {
  const fact = useFact(`assumptions/${list}`);
  const places = project.assumptions?.[list] ?? [];
  const one = list === 'zones' ? 'zone' : 'region';
  const write = (next: readonly { readonly id: string; readonly availability: number }[]): string | null =>
    fact.set(next.length === 0 ? null : next);
  return (
    <div role="group" aria-label={`Availability of ${list}`}>
      {places.map(({ id, availability }, index) => (
        <Item
          key={id}
          title={`${one} ${id}`}
          summary={plain(uptime(availability))}
          onRemove={() => write(places.toSpliced(index, 1))}
        >
          <QuantityField
            label="Available"
            path={`assumptions/${list}/${id}/availability`}
            unit="share"
            range="share"
            required
          />
        </Item>
      ))}
      <NameForm
        label={`Name of a ${one}`}
        button={`Add ${one}`}
        add={(id) => write([...places, { id, availability: 0.9999 }])}
      />
    </div>
  );
}
