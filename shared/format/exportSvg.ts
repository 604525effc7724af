// A drawing as a standalone SVG: title and figures above, boxes, cards and links, a legend below. All text is escaped.
import type { Analysis, VariantAnalysis } from '../engine/types.ts';
import type { Component, Deployable, Project } from '../model/types.ts';
import type { Drawing, DrawnBox, DrawnEdge, DrawnNode } from './drawing.ts';
import { COLOURS, type Colours, type Theme } from './drawingColours.ts';
import { DEPLOYABLE_ICON, KIND_ICON } from './drawingIcons.ts';
import { placeLabels, type LabelSize } from './drawingLabels.ts';
import { arrivalAngle, roundedPath, shortened, type Point, type Rect } from './drawingPath.ts';
import { xmlAttribute, xmlText } from './escape.ts';
import { availability, fixed, time } from './figures.ts';
import { fitText, KIND_HUE, KIND_WORD, kindOutline, PROTOCOL_WORD, textWidth } from './drawingText.ts';

const FONT =
  "'Inter Variable', Inter, 'Segoe UI Variable Text', 'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', Arial, sans-serif";
const HEAD = 76;
const FOOT = 44;
const SIDE = 24;
const LEAST_WIDTH = 520;

interface Pen {
  readonly c: Colours;
  readonly project: Project;
  readonly result: VariantAnalysis | undefined;
  readonly deployables: ReadonlyMap<string, Deployable>;
  readonly components: ReadonlyMap<string, Component>;
}

/**
 * The drawing of one variant as the text of an SVG file. With an analysis the head shows the first journey's p99 (ms), its
 * availability and the bill, and links show the ms that one call adds; without one the drawing stands alone.
 */
export function exportSvg(
  drawing: Drawing,
  project: Project,
  variantId: string,
  analysis: Analysis | null,
  options: { readonly theme: Theme },
): string {
  const variant = project.variants.find((candidate) => candidate.id === variantId);
  if (!variant) throw new Error(`svg: no variant "${variantId}"`);
  const pen: Pen = {
    c: COLOURS[options.theme],
    project,
    result: analysis?.variants[variantId],
    deployables: new Map(variant.deployables.map((deployable) => [deployable.id, deployable])),
    components: new Map(project.components.map((component) => [component.id, component])),
  };
  const title = `${project.name}: ${variant.name}`;
  const width = Math.max(LEAST_WIDTH, Math.ceil(drawing.width), Math.ceil(textWidth(title, 15, true)) + 2 * SIDE);
  const height = HEAD + Math.ceil(drawing.height) + FOOT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${xmlAttribute(title)}" font-family="${FONT}" font-size="12">`,
    `<title>${xmlText(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${pen.c.canvas}"/>`,
    head(pen, title),
    `<g transform="translate(${-drawing.x} ${HEAD - drawing.y})">`,
    ...drawing.boxes.map((box) => marked('deployable', box.deployable, drawBox(pen, box))),
    ...drawing.edges.map((edge) => marked('link', edge.link, drawEdge(pen, edge))),
    ...drawing.nodes.map((node) => marked('component', node.component, drawNode(pen, node))),
    drawLabels(pen, drawing),
    '</g>',
    legend(pen, height),
    '</svg>',
    '',
  ].join('\n');
}

/** A group that says which part of the design it draws, for whoever reads or restyles the file. */
const marked = (part: 'deployable' | 'component' | 'link', id: string, shapes: string): string =>
  `<g data-${part}="${xmlAttribute(id)}">${shapes}</g>`;

interface TextLook {
  readonly size?: number;
  readonly weight?: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}
function text(at: Point, value: string, look: TextLook): string {
  const anchor = look.anchor && look.anchor !== 'start' ? ` text-anchor="${look.anchor}"` : '';
  const size = look.size && look.size !== 12 ? ` font-size="${look.size}"` : '';
  return `<text x="${at.x}" y="${at.y}"${anchor}${size} font-weight="${look.weight ?? 430}" fill="${look.fill}">${xmlText(value)}</text>`;
}

function icon(path: string, x: number, y: number, size: number, ink: string): string {
  const scale = Math.round((size / 24) * 1000) / 1000;
  return `<path transform="translate(${x} ${y}) scale(${scale})" d="${path}" fill="none" stroke="${ink}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"/>`;
}

function head(pen: Pen, title: string): string {
  const figures = headFigures(pen);
  return [
    text({ x: SIDE, y: 34 }, title, { size: 15, weight: 620, fill: pen.c.text }),
    figures === '' ? '' : text({ x: SIDE, y: 56 }, figures, { size: 12, weight: 540, fill: pen.c.text2 }),
  ].join('\n');
}

function headFigures(pen: Pen): string {
  if (!pen.result) return '';
  const journey = Object.values(pen.result.journeys)[0];
  const parts: string[] = [];
  if (journey) {
    const latency = journey.latencyMs ? `p99 ${time(journey.latencyMs.p99)}` : journey.state;
    parts.push(`${journey.name}: ${latency}`, `${availability(journey.availability.full)} available`);
  }
  parts.push(`$${fixed(pen.result.cost.monthlyUsd, 0)} a month`);
  return parts.join('   ·   ');
}

function replicas(pen: Pen, deployable: Deployable): string {
  const found = pen.result?.deployables[deployable.id]?.replicas;
  if (found !== undefined && deployable.kind !== 'managed') return found > 1 ? `×${found}` : '';
  if (deployable.kind === 'managed') return 'managed';
  const typed = deployable.replicas && 'fixed' in deployable.replicas ? deployable.replicas.fixed : 1;
  return typed > 1 ? `×${typed}` : '';
}

function drawBox(pen: Pen, box: DrawnBox): string {
  const deployable = pen.deployables.get(box.deployable);
  if (!deployable) return '';
  const saturated = pen.result?.deployables[box.deployable]?.saturated === true;
  const line = saturated ? pen.c.saturatedLine : pen.c.edge;
  const end = saturated ? 'saturated' : replicas(pen, deployable);
  const room = box.width - 44 - textWidth(end, 11);
  return [
    `<rect x="${box.x + 0.5}" y="${box.y + 0.5}" width="${box.width - 1}" height="${box.height - 1}" rx="10" fill="${pen.c.box}" stroke="${line}"${saturated ? ' stroke-width="2"' : ''}/>`,
    icon(DEPLOYABLE_ICON[deployable.kind], box.x + 9, box.y + 7, 14, pen.c.text2),
    text({ x: box.x + 28, y: box.y + 18 }, fitText(deployable.name, room, 11), {
      size: 11,
      weight: 540,
      fill: pen.c.text2,
    }),
    end === ''
      ? ''
      : text({ x: box.x + box.width - 9, y: box.y + 18 }, end, {
          size: 11,
          fill: saturated ? pen.c.saturated : pen.c.text3,
          anchor: 'end',
        }),
  ].join('');
}

function outline(rect: Rect, look: string, fill: string, line: string): string {
  const radius = look === 'pill' ? 14 : look === 'round' ? rect.height / 2 : 8;
  const dash = look === 'dashed' ? ' stroke-dasharray="4 3"' : '';
  const card = (height: number, paint: string): string =>
    `<rect x="${rect.x + 0.5}" y="${rect.y + 0.5}" width="${rect.width - 1}" height="${height}" rx="${radius}" fill="${paint}" stroke="${line}"${dash}/>`;
  if (look === 'store') return card(rect.height - 1, line) + card(rect.height - 3, fill);
  return card(rect.height - 1, fill);
}

function drawNode(pen: Pen, node: DrawnNode): string {
  const component = pen.components.get(node.component);
  if (!component) return '';
  const look = kindOutline(component.kind);
  const hue = pen.c.kinds[KIND_HUE[component.kind]];
  const left = node.x + (look === 'round' ? 12 : 9);
  const room = node.width - (left - node.x) - 32 - 8;
  const team = pen.project.teams?.find((candidate) => candidate.id === component.team)?.name;
  return [
    outline(node, look, look === 'dashed' ? pen.c.canvas : pen.c.card, pen.c.edge),
    `<rect x="${left}" y="${node.y + 11}" width="24" height="24" rx="6" fill="${hue.tile}"/>`,
    icon(KIND_ICON[component.kind], left + 4.5, node.y + 15.5, 15, hue.ink),
    text({ x: left + 32, y: node.y + 20 }, fitText(component.name, room, 12.5, true), {
      size: 12.5,
      weight: 620,
      fill: pen.c.text,
    }),
    text({ x: left + 32, y: node.y + 36 }, fitText(team ?? KIND_WORD[component.kind], room, 11), {
      size: 11,
      fill: pen.c.text3,
    }),
  ].join('');
}

function drawEdge(pen: Pen, edge: DrawnEdge): string {
  const ink = pen.c.link;
  const dash = edge.interaction === 'async' ? ' stroke-dasharray="6 4"' : '';
  const line = (points: readonly Point[], width: number, opacity = ''): string =>
    `<path d="${roundedPath(points, 8)}" fill="none" stroke="${ink}" stroke-width="${width}"${dash}${opacity}/>`;
  const end = edge.points.at(-1);
  if (!end) return '';
  const headLength = edge.interaction === 'data' ? 6 : edge.interaction === 'async' ? 1 : 7;
  const turn = `transform="translate(${end.x} ${end.y}) rotate(${arrivalAngle(edge.points)})"`;
  const heads = {
    sync: `<path ${turn} d="M0 0L-9 -4.2V4.2Z" fill="${ink}"/>`,
    async: `<path ${turn} d="M-7 -4.5L-0.5 0L-7 4.5" fill="none" stroke="${ink}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`,
    data: `<circle ${turn} cx="-3.5" r="3" fill="${pen.c.canvas}" stroke="${ink}" stroke-width="1.4"/>`,
  };
  return [
    line(shortened(edge.points, headLength), edge.interaction === 'data' ? 1.25 : 1.5),
    ...edge.leads.map((lead) => line(lead, 1, ' stroke-opacity="0.6"')),
    heads[edge.interaction],
  ].join('');
}

function drawLabels(pen: Pen, drawing: Drawing): string {
  const words = new Map<string, readonly string[]>();
  for (const edge of drawing.edges) {
    const protocol = pen.project.links.find((link) => link.id === edge.link)?.protocol;
    const ms = pen.result?.links[edge.link]?.networkMs;
    const parts = [
      protocol && protocol !== 'custom' ? PROTOCOL_WORD[protocol] : '',
      ms !== undefined && ms >= 0.05 ? time(ms) : '',
    ].filter((part) => part !== '');
    if (!edge.inside && parts.length > 0) words.set(edge.key, parts);
  }
  const sizes = new Map<string, LabelSize>();
  for (const [key, parts] of words) {
    const widths = parts.map((part) => Math.ceil(textWidth(part, 10)) + 4);
    const width = widths.reduce((sum, one) => sum + one, 0);
    sizes.set(key, { width, height: 12, ...(parts.length > 1 ? { splitWidth: Math.max(...widths) } : {}) });
  }
  const look = { size: 10, fill: pen.c.text3, anchor: 'middle' } as const;
  return placeLabels(drawing, sizes)
    .flatMap(({ edge, x, y, width, height, split }) => {
      const parts = words.get(edge) ?? [];
      const at = (line: number) => ({ x: x + width / 2, y: line });
      if (!split) return [text(at(y + 9.5), parts.join(' '), look)];
      return [text(at(y + 9.5), parts[0] ?? '', look), text(at(y + height - 2.5), parts[1] ?? '', look)];
    })
    .join('\n');
}

function legend(pen: Pen, height: number): string {
  const y = height - 22;
  const sample = (x: number, interaction: DrawnEdge['interaction'], word: string): string =>
    drawEdge(pen, {
      key: '',
      link: '',
      from: '',
      to: '',
      interaction,
      inside: false,
      leads: [],
      points: [
        { x, y },
        { x: x + 36, y },
      ],
    }) + text({ x: x + 44, y: y + 4 }, word, { size: 11, fill: pen.c.text3 });
  return [
    sample(SIDE, 'sync', 'Sync call'),
    sample(SIDE + 130, 'async', 'Async message'),
    sample(SIDE + 288, 'data', 'Data access'),
  ].join('');
}
