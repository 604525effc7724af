// Bills told by what is bought: every line of the bill in one of seven categories, two bills side by side.
import type { CostLine, CostResult } from '../../shared/engine/types.ts';
import type { ComponentKind, DeployableKind, Project, Variant } from '../../shared/model/types.ts';

/** Each keeps its hue and pattern, 1 to 7, whatever else is bought. */
export const CATEGORIES = [
  'Compute',
  'Stores',
  'Transfer',
  'Messaging',
  'Functions, workflows',
  'Entry and balancing',
  'Other',
] as const;
export type Category = (typeof CATEGORIES)[number];

const OF_COMPONENT: Readonly<Record<ComponentKind, Category>> = {
  client: 'Other',
  external: 'Other',
  module: 'Compute',
  function: 'Functions, workflows',
  workflow: 'Functions, workflows',
  scheduler: 'Functions, workflows',
  gateway: 'Entry and balancing',
  'load-balancer': 'Entry and balancing',
  cdn: 'Entry and balancing',
  relational: 'Stores',
  document: 'Stores',
  'key-value': 'Stores',
  cache: 'Stores',
  search: 'Stores',
  'object-store': 'Stores',
  queue: 'Messaging',
  topic: 'Messaging',
};
const OF_DEPLOYABLE: Readonly<Record<Exclude<DeployableKind, 'managed'>, Category>> = {
  process: 'Compute',
  function: 'Functions, workflows',
  'data-server': 'Stores',
  broker: 'Messaging',
  external: 'Other',
};

export function categoryOf(project: Project, variant: Variant, line: CostLine): Category {
  // Prices of data transfer share one name in the price book.
  if (line.priceId.includes('.dt.')) return 'Transfer';
  const ofComponent = (id: string | undefined): Category => {
    const kind = project.components.find((one) => one.id === id)?.kind;
    return kind ? OF_COMPONENT[kind] : 'Other';
  };
  const { kind, id } = line.owner;
  if (kind === 'component') return ofComponent(id);
  if (kind === 'deployable') {
    const host = variant.deployables.find((one) => one.id === id);
    if (host && host.kind !== 'managed') return OF_DEPLOYABLE[host.kind];
    return ofComponent(variant.placements.find((one) => one.deployable === id)?.component);
  }
  // Requests are bought from the service at one end; the other end is the code that calls it.
  const link = project.links.find((one) => one.id === id);
  const ends = [ofComponent(link?.to), ofComponent(link?.from)];
  return ends.find((category) => category !== 'Compute' && category !== 'Other') ?? 'Other';
}

export type Amounts = readonly [first: number, second: number];
export interface CategorySum {
  readonly category: Category;
  readonly amounts: Amounts;
  readonly lines: readonly { readonly id: string; readonly label: string; readonly amounts: Amounts }[];
}

/** What either bill holds, in the order of `CATEGORIES`; lines of one id stand in one row, the dearest first. */
export function byCategory(
  project: Project,
  variants: readonly [Variant, Variant],
  bills: readonly [CostResult, CostResult],
): CategorySum[] {
  const sums = new Map<Category, Map<string, { label: string; amounts: [number, number] }>>();
  for (const at of [0, 1] as const) {
    for (const line of bills[at].lines) {
      const category = categoryOf(project, variants[at], line);
      const lines = sums.get(category) ?? new Map<string, { label: string; amounts: [number, number] }>();
      sums.set(category, lines);
      const one = lines.get(line.id) ?? { label: line.label, amounts: [0, 0] };
      one.amounts[at] += line.monthlyUsd;
      lines.set(line.id, one);
    }
  }
  return CATEGORIES.flatMap((category) => {
    const found = sums.get(category);
    if (!found) return [];
    const lines = [...found].map(([id, line]) => ({ id, ...line }));
    const amounts: Amounts = [
      lines.reduce((sum, line) => sum + line.amounts[0], 0),
      lines.reduce((sum, line) => sum + line.amounts[1], 0),
    ];
    return [{ category, amounts, lines: lines.toSorted((a, b) => Math.max(...b.amounts) - Math.max(...a.amounts)) }];
  });
}
