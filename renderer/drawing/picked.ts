// What is selected on the drawing, as what a command needs of it.
import { blocksOf } from '../edits/align.ts';
import { componentsOf } from '../edits/remove.ts';
import { selectAll } from '../state/actions.ts';
import { type Selection, now } from '../state/store.ts';
import { component } from './attempt.ts';
import { view } from './view.ts';

export const pickedComponents = (): string[] => {
  const { project, variant, selected } = now();
  return project ? componentsOf(project, variant, selected) : [];
};

/** The component that is selected alone, for what begins at it. */
export function onlyComponent(): string | null {
  const ids = pickedComponents();
  return ids.length === 1 ? (ids[0] ?? null) : null;
}

export function selectEverything(): void {
  const drawing = now().drawings[now().variant];
  if (!drawing) return;
  const components = [...new Set(drawing.nodes.map((node) => node.component))];
  const links = [...new Set(drawing.edges.map((edge) => edge.link))];
  selectAll([...components.map(component), ...links.map((id): Selection => ({ kind: 'link', id }))]);
}

export function showSelection(): void {
  const { drawings, variant, selected } = now();
  const drawing = drawings[variant];
  if (!drawing || selected.length === 0) return;
  const rects = blocksOf(drawing, selected).map(({ rect }) => rect);
  const points = drawing.edges
    .filter((edge) => selected.some(({ kind, id }) => kind === 'link' && id === edge.link))
    .flatMap((edge) => edge.points);
  const xs = [...rects.flatMap(({ x, width }) => [x, x + width]), ...points.map(({ x }) => x)];
  const ys = [...rects.flatMap(({ y, height }) => [y, y + height]), ...points.map(({ y }) => y)];
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  view()?.show({ x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y });
}
