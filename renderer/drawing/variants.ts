// New variants of the design.
import { variantOf } from '../edits/recut.ts';
import { type StartStyle, freshVariant, newVariant } from '../edits/variants.ts';
import { showVariant } from '../state/actions.ts';
import { now } from '../state/store.ts';
import { attempt } from './attempt.ts';

export function duplicateVariant(): void {
  const { project, variant } = now();
  if (!project) return;
  const { id, name } = freshVariant(project, `${variantOf(project, variant).name} copy`);
  if (attempt({ type: 'duplicateVariant', id: variant, newId: id, name })) showVariant(id);
}

export function addVariant(start: StartStyle): void {
  const { project } = now();
  if (!project) return;
  const record = newVariant(project, start);
  if (attempt({ type: 'add', kind: 'variant', record })) showVariant(record.id);
}
