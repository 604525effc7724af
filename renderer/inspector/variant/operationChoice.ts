// A component and one of its operations as a pair of choices, for journeys and measures.
import { operationsOf } from '../../../shared/model/operations.ts';
import type { OperationRef, Project } from '../../../shared/model/types.ts';
import type { Fact } from '../useFact.ts';
import type { Option } from '../field/SelectField.tsx';

interface Choice {
  readonly components: readonly Option[];
  readonly operations: readonly Option[];
  readonly component: Fact;
  readonly operation: Fact;
}

/** Another component starts with its own first operation. */
export function operationChoice(project: Project, fact: Fact): Choice {
  const ref = fact.value as unknown as OperationRef | undefined;
  const called = project.components.find((one) => one.id === ref?.component);
  return {
    components: project.components.map(({ id, name }) => ({ value: id, word: name })),
    operations: called?.operations ? operationsOf(called).map(({ id, name }) => ({ value: id, word: name })) : [],
    component: { ...fact, value: ref?.component, set: (value) => fact.set({ component: value }) },
    operation: {
      ...fact,
      value: ref?.operation,
      set: (value) => fact.set({ component: ref?.component ?? '', ...(value !== null && { operation: value }) }),
    },
  };
}
