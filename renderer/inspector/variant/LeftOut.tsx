// Parts of the design that this variant does without, each with the way back.
import { placeNew } from '../../../shared/model/placeNew.ts';
import { replaced } from '../../../shared/model/prune.ts';
import type { Component, Project, Variant } from '../../../shared/model/types.ts';
import { nameOf } from '../../../shared/explain/names.ts';
import { AddButton } from '../AddButton.tsx';
import { Fold } from '../Fold.tsx';
import { useEdit } from '../useEdit.ts';

export function LeftOut({ project, variant }: { readonly project: Project; readonly variant: Variant }) {
  const { run } = useEdit();
  const out = new Set(variant.absent?.components);
  const components = project.components.filter(({ id }) => out.has(id));
  const links = variant.absent?.links ?? [];
  if (components.length + links.length === 0) return null;
  return (
    <Fold title="Left out" badge={String(components.length + links.length)}>
      {components.map((one) => (
        <BringBack
          key={one.id}
          name={one.name}
          onClick={() =>
            run({ type: 'update', kind: 'variant', record: withPart(project, variant, one) }, `Bring back ${one.name}`)
          }
        />
      ))}
      {links.map((link) => (
        <BringBack
          key={link}
          name={nameOf(project, link)}
          onClick={() => run({ type: 'absentLink', variant: variant.id, link, absent: false })}
        />
      ))}
    </Fold>
  );
}

function BringBack({ name, onClick }: { readonly name: string; readonly onClick: () => void }) {
  return (
    <div className="line">
      <span className="cut">{name}</span>
      <span className="line-end">
        <AddButton label={`Bring back ${name}`} onClick={onClick}>
          Bring back
        </AddButton>
      </span>
    </div>
  );
}

/** It runs where a new one would. */
function withPart(project: Project, variant: Variant, component: Component): Variant {
  const placed = placeNew(project, variant, component, undefined);
  const components = placed.absent?.components?.filter((id) => id !== component.id) ?? [];
  const links = placed.absent?.links ?? [];
  const absent = { ...(components.length > 0 && { components }), ...(links.length > 0 && { links }) };
  return replaced(placed, { absent: components.length + links.length > 0 ? absent : undefined });
}
