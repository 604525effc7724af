// Facts that a variant or a scenario changes, each with its value; a part that is not shown can be changed or let go here.
import type { Json, Override } from '../../../shared/model/types.ts';
import { json, wordOf } from '../fact.ts';
import { TextBox } from '../field/TextField.tsx';
import { Item } from '../Item.tsx';
import { useFact, type Fact } from '../useFact.ts';

interface OverridesProps {
  readonly label: string;
  readonly overrides: readonly Override[];
  /** Of the list: `scenarios/black-friday/overrides`. */
  readonly path: string;
}

export function Overrides({ label, overrides, path }: OverridesProps) {
  const fact = useFact(path);
  const write = (next: readonly Override[]): string | null => fact.set(next.length === 0 ? null : json(next));
  return (
    <div role="group" aria-label={label}>
      {overrides.map((override, index) => {
        const [, id = '', ...field] = override.path.split('/');
        const value: Fact = {
          ...fact,
          value: override.value === null ? undefined : override.value,
          set: (next) => write(overrides.with(index, { ...override, value: next })),
        };
        return (
          <Item
            key={override.path}
            title={`${field.join(' ')} of ${id}`}
            onRemove={() => write(overrides.toSpliced(index, 1))}
          >
            <TextBox label="Value" fact={value} empty="Taken out" tip={override.path} read={read} write={wordOf} />
          </Item>
        );
      })}
    </div>
  );
}

/** A number, yes or no or a whole object where it is one, else the text. */
function read(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text.trim();
  }
}
