/** What must hold for any design: defined states only, nothing read from ids or order, same input same bytes. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import type { Analysis } from '../../shared/engine/types.ts';
import { checkIntegrity } from '../../shared/model/integrity.ts';
import { checkShape } from '../../shared/model/schema.ts';
import type { Project } from '../../shared/model/types.ts';
import { randomProject, seeded } from '../support/randomProject.ts';

const PROJECTS = 1000;

/** Where null is a defined answer, and of what. */
const NULLABLE = [
  /\.latencyMs$/,
  /\.latencyCurve$/,
  /\.capacityFactor$/,
  /\.givesWayFirst$/,
  /\.waitMs$/,
  /\.(queueLength|jobs|waitingShare)$/,
  /\.perMillionRequestsUsd$/,
  /\.(meanMs|p50|p90|p99|worstMs)$/,
  /\.(mostPerSecond|growth|drainMinutes|staleRead)$/,
  /\.(threads|threadWaitMs)$/,
  /\.(breaker|bulkhead|probeEveryMs|opensAfterMs|recoversWithinMs)$/,
  /\.(retry|tipsAtFactor|availabilityInterval|usdPerMonth)$/,
  /\.(capacityLeft|fussellVesely|riskReduction)$/,
  /\.day\[\d+\]\.(busiest|journeys\..*)$/,
  /\.price$/,
  /\.noPriceReason$/,
  /^scenario$/,
  /\.scorecard\..*\.value$/,
];

function undefinedFigures(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (value === undefined) return [`${path} is undefined`];
  if (value === null) return NULLABLE.some((p) => p.test(path)) ? [] : [`${path} is null`];
  if (Array.isArray(value)) return value.flatMap((v, i) => undefinedFigures(v, `${path}[${i}]`));
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([k, v]) => undefinedFigures(v, path === '' ? k : `${path}.${k}`));
  return [];
}

/** Figures and their states belong together. */
function contradictions(analysis: Analysis): string[] {
  const wrong: string[] = [];
  for (const [v, variant] of Object.entries(analysis.variants)) {
    for (const [j, r] of Object.entries(variant.journeys)) {
      const at = `${v}.${j}`;
      const answered = r.state !== 'saturated' && r.state !== 'failed';
      if (answered !== (r.latencyMs !== null))
        wrong.push(`${at}: ${r.state} with latency ${JSON.stringify(r.latencyMs)}`);
      if ((r.state === 'saturated') !== r.saturatedAt.length > 0)
        wrong.push(`${at}: ${r.state} at [${r.saturatedAt.join()}]`);
      if (r.latencyMs) {
        const { p50, p90, p95, p99, p999 } = r.latencyMs;
        if (!(p50 <= p90 && p90 <= p95 && p95 <= p99 && p99 <= p999))
          wrong.push(`${at}: percentiles ${p50} ${p90} ${p95} ${p99} ${p999}`);
      }
      const { full, served } = r.availability;
      if (!(full <= served + 1e-12 && served <= 1 + 1e-12 && full >= 0))
        wrong.push(`${at}: availability ${full} ${served}`);
      for (const share of [r.errorShare, r.shedShare])
        if (share < 0 || share > 1 + 1e-9) wrong.push(`${at}: share ${share}`);
    }
    for (const f of variant.faults) {
      const sum = f.failedShare + f.degradedShare + f.delayedShare;
      if (sum > 1 + 1e-9) wrong.push(`${v} ${f.kind} ${f.target}: shares ${sum}`);
    }
    const total = variant.cost.lines.reduce((sum, l) => sum + l.monthlyUsd, 0);
    if (Math.abs(total - variant.cost.monthlyUsd) > 1e-6 * Math.max(1, total)) wrong.push(`${v}: cost ${total}`);
  }
  return wrong;
}

const RENAMED = /^(?:[cdjlvs]\d+(?:-\d+)?)$/;

/** New ids for every record (they sort the other way round), records in another order. Names stay. */
function disguised(project: Project, seed: number): Project {
  const next = seeded(seed);
  const rename = (id: string): string => (RENAMED.test(id) ? `z${9999 - hash(id)}.${id}` : id);
  const shuffle = (list: readonly unknown[]): unknown[] =>
    list
      .map((value) => ({ value, key: next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ value }) => value);
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return ['name', 'kind', 'protocol'].includes(key) ? value : rename(value);
    if (Array.isArray(value)) {
      const items = value.map((v) => walk(v, key));
      return ['components', 'links', 'journeys', 'deployables', 'placements', 'variants', 'scenarios'].includes(key)
        ? shuffle(items)
        : items;
    }
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v, k)]));
    return value;
  };
  return walk(project, '') as Project;
}

const hash = (id: string): number => Array.from(id).reduce((h, c) => (h * 31 + c.charCodeAt(0)) % 9973, 7);

/** Undoes the new ids and puts unordered lists in one order, so that two analyses can be laid side by side. */
function plain(value: unknown): unknown {
  // A sentence names its parts in the order of the records: compared by its words.
  if (typeof value === 'string') {
    const text = value.replace(/z\d+\.([cdjlvs]\d)/g, '$1');
    return text.includes(' ')
      ? text
          .replace(/[,.;()]| and/g, '')
          .split(' ')
          .sort()
          .join(' ')
      : text;
  }
  if (Array.isArray(value)) {
    const items = value.map(plain);
    return items.every((i) => typeof i === 'number' || Array.isArray(i)) && items.some((i) => typeof i === 'number')
      ? items
      : items
          .map((i) => [sortKey(i), i] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, i]) => i);
  }
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .map(([k, v]) => [plain(k) as string, plain(v)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return value;
}

/** Words first, then numbers as far as they agree: they may differ in the last places. */
const sortKey = (value: unknown): string =>
  (JSON.stringify(value, (_, v: unknown) => (typeof v === 'number' ? 0 : v)) ?? '') +
  (JSON.stringify(value, (_, v: unknown) => (typeof v === 'number' ? Number(v.toPrecision(5)) : v)) ?? '');

/** Sums taken in another order differ in the last places; nothing else may. */
function differences(a: unknown, b: unknown, path = ''): string[] {
  if (typeof a === 'number' && typeof b === 'number') {
    // What is read from a grid is as fine as the grid: sums in another order choose another one.
    const grid = /\.latencyCurve\.|\.p\d+$/.test(path) ? 1e-4 : 1e-6;
    const near = Math.abs(a - b) <= grid * Math.max(Math.abs(a), Math.abs(b)) + 1e-9;
    return near ? [] : [`${path}: ${a} against ${b}`];
  }
  if (a !== null && b !== null && typeof a === 'object' && typeof b === 'object') {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].flatMap((k) =>
      differences((a as Record<string, unknown>)[k], (b as Record<string, unknown>)[k], `${path}.${k}`),
    );
  }
  return a === b ? [] : [`${path}: ${JSON.stringify(a)} against ${JSON.stringify(b)}`];
}

/** What is wrong with the answers to one project. */
function faultsOf(project: Project, seed: number): string[] {
  const first = analyse(project);
  const scenario = analyse(project, { scenario: 's0' });
  const other = analyse(disguised(project, seed));
  return [
    ...undefinedFigures(first),
    ...contradictions(first),
    ...[...undefinedFigures(scenario), ...contradictions(scenario)].map((w) => `scenario: ${w}`),
    ...differences(plain(first), plain(other))
      .slice(0, 3)
      .map((w) => `disguised: ${w}`),
    ...(seed % 5 > 0 || JSON.stringify(analyse(project)) === JSON.stringify(first)
      ? []
      : ['other bytes when asked again']),
  ];
}

describe(`${PROJECTS} random projects`, () => {
  test('are valid, so that what follows speaks of real input', () => {
    for (let seed = 1; seed <= PROJECTS; seed++) {
      const p = randomProject(seed);
      const shape = checkShape(p);
      expect({ id: p.id, problems: [...shape.problems, ...checkIntegrity(p)] }).toEqual({ id: p.id, problems: [] });
    }
  });

  // In parts, so that the runner can be heard from; every fifth is asked again.
  test.each(Array.from({ length: 10 }, (_, i) => [i * (PROJECTS / 10) + 1, (i + 1) * (PROJECTS / 10)] as const))(
    '%i to %i: defined states only, nothing read from ids or order, same bytes when asked again',
    { timeout: 120_000 },
    (from, to) => {
      const wrong: string[] = [];
      for (let seed = from; seed <= to; seed++)
        wrong.push(...faultsOf(randomProject(seed), seed).map((w) => `random-${seed} ${w}`));
      expect(wrong).toEqual([]);
    },
  );
});
