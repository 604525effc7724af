// Keeps a drawing of the visible variant: at once where its parts have places, else as soon as it is laid out.
import type { Drawing } from '../../shared/format/drawing.ts';
import type { Project } from '../../shared/model/types.ts';
import { drawingOf, drawnNow } from '../worker/layout.ts';
import { now, set } from './store.ts';

/** Draws a variant unless its drawing is there. */
export async function draw(variant: string): Promise<void> {
  const { project, drawings } = now();
  if (!project || drawings[variant] || !project.variants.some((one) => one.id === variant)) return;
  await drawAnew(project, variant);
}

/** After an edit: the visible variant anew, the others when they are shown. */
export function redraw(before: Project, project: Project): void {
  const { variant, drawings } = now();
  const old = drawings[variant];
  if (old && sameToDraw(before, project, variant)) set({ drawings: { [variant]: old } });
  else {
    // What is left of the old one stands until there is a new one.
    set({ drawings: old ? { [variant]: withoutGone(old, project, variant) } : {} });
    void drawAnew(project, variant, old);
  }
}

async function drawAnew(project: Project, variant: string, old?: Drawing): Promise<void> {
  const show = (drawing: Drawing): void => {
    if (now().project === project) set({ drawings: { ...now().drawings, [variant]: drawing } });
  };
  const first = drawnNow(project, variant, old);
  if (first) show(first.drawing);
  if (!first || first.plain) show(await drawingOf(project, variant));
}

/** True where nothing changed that a drawing shows: rates and times do not move a box. */
function sameToDraw(before: Project, project: Project, variant: string): boolean {
  const cut = (one: Project) => one.variants.find(({ id }) => id === variant);
  const old = cut(before);
  const next = cut(project);
  if (!old || !next || before.layout?.variants?.[variant] !== project.layout?.variants?.[variant]) return false;
  if (old.placements !== next.placements || old.absent !== next.absent || old.overrides !== next.overrides)
    return false;
  const same = <T extends { readonly id: string }>(
    a: readonly T[],
    b: readonly T[],
    says: (one: T) => string,
  ): boolean => a === b || (a.length === b.length && a.every((one, i) => one === b[i] || says(one) === says(b[i]!)));
  return (
    same(old.deployables, next.deployables, (one) => `${one.id} ${one.kind} ${one.name}`) &&
    same(before.components, project.components, (one) => `${one.id} ${one.kind} ${one.name}`) &&
    same(before.links, project.links, (one) => `${one.id} ${one.from} ${one.to} ${one.interaction}`) &&
    same(before.journeys, project.journeys, (one) => one.entry.component)
  );
}

function withoutGone(drawing: Drawing, project: Project, variantId: string): Drawing {
  const variant = project.variants.find((one) => one.id === variantId);
  const components = new Set(project.components.map(({ id }) => id));
  const links = new Set(project.links.map(({ id }) => id));
  const deployables = new Set(variant?.deployables.map(({ id }) => id));
  const boxes = drawing.boxes.filter((box) => deployables.has(box.deployable));
  const boxKeys = new Set(boxes.map(({ key }) => key));
  const nodes = drawing.nodes.filter(
    (node) => components.has(node.component) && (node.box === null || boxKeys.has(node.box)),
  );
  const nodeKeys = new Set(nodes.map(({ key }) => key));
  const edges = drawing.edges.filter(
    (edge) => links.has(edge.link) && nodeKeys.has(edge.from) && nodeKeys.has(edge.to),
  );
  return { ...drawing, boxes, nodes, edges };
}
