// The same link the other way round. Steps over it leave the component that called: they go, as one edit.
import type { Command } from '../../../shared/model/commands.ts';
import { json } from '../fact.ts';
import type { Link, Project } from '../../../shared/model/types.ts';

export function turnLink(project: Project, link: Link): Command {
  const commands: Command[] = [];
  for (const { id, operations } of project.components) {
    for (const operation of operations ?? []) {
      const left = operation.steps?.filter((step) => step.link !== link.id);
      if (left === undefined || left.length === operation.steps?.length) continue;
      commands.push({
        type: 'set',
        path: `components/${id}/operations/${operation.id}/steps`,
        value: json(left),
      });
    }
  }
  commands.push({ type: 'update', kind: 'link', record: { ...link, from: link.to, to: link.from } });
  return { type: 'batch', name: 'Turn the link round', commands };
}
