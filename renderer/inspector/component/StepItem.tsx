// One step of an operation: what it calls, how often, and which steps it runs together with.
import { operationsOf } from '../../../shared/model/operations.ts';
import type { Link, Project, Step } from '../../../shared/model/types.ts';
import { plain, share } from '../../../shared/explain/numbers.ts';
import { Item } from '../Item.tsx';
import { QuantityBox } from '../field/QuantityField.tsx';
import { SelectBox, type Option } from '../field/SelectField.tsx';
import { SwitchBox } from '../field/SwitchField.tsx';
import { TextBox } from '../field/TextField.tsx';
import { wordOf } from '../fact.ts';
import { partOf, type Fact } from '../useFact.ts';
import { grouped, joined, moved, needing, removed, replaced, together, type GroupKind } from './steps.ts';

const GROUP_WORD: Readonly<Record<GroupKind, string>> = {
  parallel: 'all at once',
  choice: 'one of these',
  quorum: 'enough answers',
  alternative: 'until one answers',
};
const GROUPS: readonly Option[] = [
  { value: 'parallel', word: 'All at once, wait for all' },
  { value: 'choice', word: 'One of them, by probability' },
  { value: 'quorum', word: 'All at once, wait for some' },
  { value: 'alternative', word: 'In turn until one answers' },
];

interface StepProps {
  readonly project: Project;
  readonly outgoing: readonly Link[];
  readonly steps: readonly Step[];
  readonly index: number;
  readonly label: string;
  readonly write: (steps: readonly Step[]) => string | null;
  readonly run: (steps: readonly Step[]) => void;
}

export function StepItem({ project, outgoing, steps, index, label, write, run }: StepProps) {
  const step = steps[index]!;
  const link = project.links.find((one) => one.id === step.link);
  const { group } = step;
  const put = (next: Step): string | null => write(replaced(steps, index, next));
  /** A plain field of the step. */
  const field = (key: 'repeat' | 'probability' | 'hard'): Fact =>
    partOf(step[key], (value) => put({ ...omit(step, key), ...(value === null ? {} : { [key]: value }) }));
  return (
    <Item
      title={label}
      summary={summaryOf(step, joined(steps, index))}
      onUp={index > 0 ? () => run(moved(steps, index, -1)) : undefined}
      onDown={index < steps.length - 1 ? () => run(moved(steps, index, 1)) : undefined}
      onRemove={() => run(removed(steps, index))}
    >
      <SelectBox
        label="Calls"
        options={targets(project, outgoing)}
        required
        fact={partOf(targetOf(step), (value) => {
          const [to = '', operation = ''] = wordOf(value).split('/');
          return put({ ...omit(step, 'operation'), link: to, ...(operation !== '' && { operation }) });
        })}
      />
      <QuantityBox
        label="Repeats"
        unit="number"
        range="repeat"
        fact={field('repeat')}
        fallback={{ value: 1 }}
        suffix="×"
        tip="A fraction is a mean count"
      />
      <QuantityBox label="Probability" unit="share" range="share" fact={field('probability')} fallback={{ value: 1 }} />
      <SwitchBox
        label="Fails with it"
        fact={field('hard')}
        fallback={{ value: link?.hard ?? true, source: 'as its link says' }}
      />
      {index > 0 ? (
        <SwitchBox
          label="With the above"
          fact={partOf(joined(steps, index) || undefined, (value) => write(together(steps, index, value === true)))}
          fallback={{ value: false }}
          tip="In one group with the step above"
        />
      ) : null}
      <SelectBox
        label="Group runs"
        options={GROUPS}
        empty="One after another"
        fact={partOf(group?.kind, (value) => write(grouped(steps, index, value as GroupKind | null)))}
      />
      {group?.kind === 'quorum' ? (
        <QuantityBox
          label="Answers needed"
          unit="count"
          range="some"
          required
          fact={partOf(group.need, (value) => write(needing(steps, index, Number(value))))}
        />
      ) : null}
      {group ? (
        <TextBox
          label="Branch"
          empty="Its own"
          tip="Steps with the same word here run in a row and fail together"
          fact={partOf(group.branch, (value) =>
            put({ ...step, group: { ...omit(group, 'branch'), ...(value === null ? {} : { branch: wordOf(value) }) } }),
          )}
        />
      ) : null}
    </Item>
  );
}

const targetOf = ({ link, operation }: Step): string => (operation === undefined ? link : `${link}/${operation}`);

/** Every operation that can be called: by the link's end, one line each. */
function targets(project: Project, outgoing: readonly Link[]): readonly Option[] {
  return outgoing.flatMap((link): readonly Option[] => {
    const callee = project.components.find((one) => one.id === link.to);
    if (!callee) return [];
    const group = `${callee.name} (${link.interaction})`;
    const first = { value: link.id, word: `${callee.name}, its first`, group };
    const operations = callee.operations ? operationsOf(callee) : [];
    return [
      first,
      ...operations.map((one) => ({ value: `${link.id}/${one.id}`, word: `${callee.name}, ${one.name}`, group })),
    ];
  });
}

function summaryOf({ repeat, probability, group }: Step, withBefore: boolean): string {
  return [
    repeat === undefined || repeat === 1 ? '' : `× ${repeat}`,
    probability === undefined ? '' : plain(share(probability)),
    group ? `${withBefore ? 'and ' : ''}${GROUP_WORD[group.kind]}` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function omit<T extends object, K extends keyof T>(record: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = record;
  return rest;
}
