// Facts that a variant or a scenario changes, each with its value; a part that is not shown can be changed or let go here.
import type { Json, Override } from '../../../shared/model/types.ts';
import { json, wordOf } from '../fact.ts';
import { TextBox } from '../field/TextField.tsx';
import { nameOf } from '../../../shared/explain/names.ts';
import { useDesign } from '../design.ts';
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
  const { project } = useDesign();
  const write = (next: readonly Override[]): string | null => fact.set(next.length === 0 ? null : json(next));
  return (
    <div role="group" aria-label={label}>
      {overrides.map((override, index) => {
        const [, id = '', ...field] = override.path.split('/');
        const title = field.length > 0 ? `${words(field)} of ${nameOf(project, id)}` : words([id]);
        const value: Fact = {
          ...fact,
          value: override.value === null ? undefined : override.value,
          set: (next) => write(overrides.with(index, { ...override, value: next })),
        };
        return (
          <Item key={override.path} title={title} onRemove={() => write(overrides.toSpliced(index, 1))}>
            <TextBox label="Value" fact={value} empty="Taken out" tip={override.path} read={read} write={wordOf} />
          </Item>
        );
      })}
    </div>
  );
}

/** `policy/timeoutMs` is "policy, timeout ms". */
const words = (field: readonly string[]): string =>
  field.map((key) => key.replace(/[A-Z]+/g, (sign) => ` ${sign.toLowerCase()}`)).join(', ');

/** A number, yes or no or a whole object where it is one, else the text. */
function read(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text.trim();
  }
}
