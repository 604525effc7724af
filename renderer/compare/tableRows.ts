// All rows of a comparison in the groups and words of the screen.
import type { AspectRow, Comparison, ComparisonRow } from '../../shared/engine/compare.ts';
import type { Project } from '../../shared/model/types.ts';
import { nameOf } from '../../shared/explain/names.ts';
import { ASPECT_WORD } from './aspects.ts';

export type TableRow = { readonly key: string; readonly label: string } & (
  | { readonly row: ComparisonRow; readonly aspect?: never }
  | { readonly aspect: AspectRow; readonly row?: never }
);

export interface RowGroup {
  readonly title: string;
  /** Whether it stands open at first. */
  readonly open: boolean;
  readonly rows: readonly TableRow[];
}

const GROUPS = {
  latency: { title: 'Latency, p99', open: true },
  failure: { title: 'Failure', open: true },
  load: { title: 'Load and cost', open: true },
  staleness: { title: 'Staleness', open: true },
  percentiles: { title: 'Latency in full', open: false },
  findings: { title: 'Findings', open: true },
  scorecard: { title: 'Seven aspects in full', open: false },
} as const;
type Group = keyof typeof GROUPS;

type Place = readonly [group: Group, label: string];

const OF_JOURNEY: Readonly<Record<string, Place>> = {
  mean: ['percentiles', 'Mean'],
  p50: ['percentiles', 'p50'],
  p90: ['percentiles', 'p90'],
  p99: ['latency', ''],
  p999: ['percentiles', 'p99.9'],
  networkCalls: ['percentiles', 'Network calls'],
  availability: ['failure', 'Availability'],
  downtime: ['failure', 'Downtime a month'],
  errors: ['failure', 'Errors'],
  capacity: ['load', 'Holds up to'],
  amplification: ['load', 'Calls by retries'],
  tips: ['load', 'Tips at'],
};

const OF_ALL: Readonly<Record<string, Place>> = {
  'cost/monthlyUsd': ['load', 'Monthly cost'],
  'size/deployables': ['load', 'Deployables'],
  'size/replicas': ['load', 'Replicas'],
  'size/cores': ['load', 'Cores'],
  'size/coresBusy': ['load', 'Busy cores'],
  'failure/largestBlast': ['failure', 'Worst crash, fails'],
  'failure/averageBlast': ['failure', 'Average crash, fails'],
  'findings/errors': ['findings', 'Errors'],
  'findings/warnings': ['findings', 'Warnings'],
};

function placeOf(project: Project, row: ComparisonRow): Place {
  const [kind = '', id = '', part = ''] = row.key.split('/');
  if (kind === 'journey') {
    const [group, label] = OF_JOURNEY[part] ?? ['percentiles', row.label];
    return [group, [label, row.group].filter((word) => word !== '').join(', ')];
  }
  if (kind === 'staleness' || kind === 'measures') {
    const name = project.measures?.find((one) => one.id === id)?.name ?? nameOf(project, id);
    return ['staleness', `${name}, ${part === 'p99' ? 'p99' : 'mean'}`];
  }
  return OF_ALL[row.key] ?? ['load', `${row.group}, ${row.label}`];
}

export function rowGroups(project: Project, comparison: Comparison): RowGroup[] {
  const rows: Record<Group, TableRow[]> = {
    latency: [],
    failure: [],
    load: [],
    staleness: [],
    percentiles: [],
    findings: [],
    scorecard: [],
  };
  for (const row of comparison.rows) {
    const [group, label] = placeOf(project, row);
    rows[group].push({ key: row.key, label, row });
  }
  for (const aspect of comparison.aspects) {
    const label = `${ASPECT_WORD[aspect.aspect] ?? aspect.aspect}: ${aspect.label}`;
    rows.scorecard.push({ key: `${aspect.aspect}/${aspect.label}`, label, aspect });
  }
  return Object.entries(GROUPS)
    .map(([id, group]) => ({ ...group, rows: rows[id as Group] }))
    .filter((group) => group.rows.length > 0);
}

export const countRows = (groups: readonly RowGroup[]): number =>
  groups.reduce((total, group) => total + group.rows.length, 0);

/** Rows whose name or group holds the words, in any letter case. */
export function filtered(groups: readonly RowGroup[], words: string): readonly RowGroup[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return groups;
  return groups
    .map((group) => ({
      ...group,
      open: true,
      rows: group.rows.filter(({ label }) => `${group.title} ${label}`.toLowerCase().includes(wanted)),
    }))
    .filter((group) => group.rows.length > 0);
}
