/** Claims about bills: lines matched by price and owner, shares, the order of the lines, the saving. */
import type { Analysis, CostLine, VariantAnalysis } from '../../shared/engine/types.ts';
import type { Json, JsonObject, ReferenceCase } from './cases.ts';
import { listOf, objectOf, textOf } from './cases.ts';
import type { Claim } from './check.ts';
import { NO_RESULT } from './check.ts';
import type { Asked } from './claims.ts';
import { claim } from './claimsFigures.ts';

interface Bundle {
  readonly quantity: number;
  readonly monthlyUsd: number;
  readonly unit: string;
  readonly unitPriceUsd: number | 'graduated';
}

function bundle(lines: readonly CostLine[]): Bundle | null {
  const first = lines[0];
  if (!first) return null;
  const sum = (pick: (line: CostLine) => number): number => lines.reduce((total, line) => total + pick(line), 0);
  const graduated = lines.some((line) => line.unitPriceUsd !== first.unitPriceUsd);
  return {
    quantity: sum((line) => line.quantity),
    monthlyUsd: sum((line) => line.monthlyUsd),
    unit: first.unit,
    unitPriceUsd: graduated ? 'graduated' : first.unitPriceUsd,
  };
}

/** Ours for one expected line: the owner's own, or all of that price where the file sums several parts. */
function linesFor(ours: VariantAnalysis, expected: JsonObject, alone: boolean): Bundle | null {
  const priced = ours.cost.lines.filter((line) => line.priceId === expected['priceId']);
  const owner = objectOf(expected['owner']);
  const owned = priced.filter((line) => line.owner.kind === owner['kind'] && line.owner.id === owner['id']);
  if (owned.length > 0) return bundle(owned);
  return alone ? bundle(priced) : null;
}

/** "per 1,000 requests", "1,000 requests" and "1000 requests" are one unit. */
const sameUnit = (unit: string): string =>
  unit.replace(/^per /, '').replaceAll(',', '').replace(/s$/, '').toLowerCase();

function lineClaims(asked: Asked, expected: JsonObject, all: readonly Json[]): Claim[] {
  const alone = all.filter((other) => objectOf(other)['priceId'] === expected['priceId']).length === 1;
  const ours = linesFor(asked.ours, expected, alone);
  const path = `${asked.path}.cost.lines.${textOf(expected['id'])}`;
  return Object.entries(expected).flatMap(([key, value]): Claim[] => {
    const at = `${path}.${key}`;
    if (key === 'id' || key === 'owner') return [];
    if (!ours) return [claim(at, value, null)];
    if (key === 'priceId') return [claim(at, value, value)];
    if (key === 'quantity') return [claim(at, value, ours.quantity)];
    if (key === 'unit') return [claim(at, sameUnit(textOf(value)), sameUnit(ours.unit))];
    if (key === 'unitPriceUsd') return [claim(at, value, ours.unitPriceUsd)];
    if (key === 'monthlyUsd') return [claim(at, value, ours.monthlyUsd)];
    if (key === 'share') return [claim(at, value, ours.monthlyUsd / asked.ours.cost.monthlyUsd)];
    return [claim(at, value, NO_RESULT)];
  });
}

export function billClaims(asked: Asked, expected: JsonObject): Claim[] {
  const { cost } = asked.ours;
  return Object.entries(expected).flatMap(([key, value]): Claim[] => {
    const at = `${asked.path}.cost.${key}`;
    if (key === 'monthlyUsd') return [claim(at, value, cost.monthlyUsd)];
    if (key === 'servable') return [claim(at, value, cost.servable)];
    if (key !== 'lines') return [claim(at, value, NO_RESULT)];
    const lines = listOf(value);
    const known = new Set(lines.map((line) => objectOf(line)['priceId']));
    const surprising = cost.lines.filter((line) => !known.has(line.priceId) && line.monthlyUsd !== 0);
    return [
      ...lines.flatMap((line) => lineClaims(asked, objectOf(line), lines)),
      { path: `${at}.others`, expected: [], ours: surprising.map((line) => line.id), how: 'quiet' },
    ];
  });
}

const KIND_OF_LINE: readonly (readonly [prefix: string, id: string])[] = [
  ['aws.sfn.', 'transitions'],
  ['aws.s3.standard.put', 'put'],
  ['aws.s3.standard.get', 'get'],
  ['aws.s3.standard.storage', 'storage'],
  ['aws.lambda.gbs', 'duration'],
  ['aws.lambda.requests', 'requests'],
];

function sumOf(ours: VariantAnalysis | undefined, prefix: string): number {
  const lines = ours?.cost.lines.filter((line) => line.priceId.startsWith(prefix)) ?? [];
  return lines.reduce((total, line) => total + line.monthlyUsd, 0);
}

/** The first variant of the case against the second. */
export function comparisonClaims(analysis: Analysis, expected: JsonObject, path: string): Claim[] {
  const [before, after] = Object.values(analysis.variants);
  const total = before?.cost.monthlyUsd ?? 0;
  const reduction = 1 - (after?.cost.monthlyUsd ?? 0) / total;
  return Object.entries(expected).map(([key, value]): Claim => {
    const at = `${path}.${key}`;
    if (key === 'reduction') return claim(at, value, reduction);
    if (key === 'reductionAccepted') return { path: at, expected: value, ours: reduction, how: 'range' };
    if (key === 'orchestrationShare') return claim(at, value, sumOf(before, 'aws.sfn.') / total);
    if (key === 'storeShare') return claim(at, value, sumOf(before, 'aws.s3.') / total);
    if (key === 'functionShare') return claim(at, value, sumOf(before, 'aws.lambda.') / total);
    if (key === 'orderOfLines') {
      const order = KIND_OF_LINE.toSorted((a, b) => sumOf(before, b[0]) - sumOf(before, a[0]));
      return claim(
        at,
        value,
        order.map(([, id]) => id),
      );
    }
    return claim(at, value, NO_RESULT);
  });
}

/** The bill of a single stream, where no tier bites. */
export function oneStreamClaims(
  reference: ReferenceCase,
  analysis: Analysis | undefined,
  expected: JsonObject,
): Claim[] {
  const ours = analysis?.variants[reference.project.variants[0]?.id ?? ''];
  const lines = Object.entries(objectOf(expected['lines'])).map(([id, value]): Claim => {
    const prefix = KIND_OF_LINE.find((kind) => kind[1] === id)?.[0];
    return claim(`oneStream.lines.${id}`, value, prefix === undefined ? NO_RESULT : sumOf(ours, prefix));
  });
  const others = Object.entries(expected)
    .filter(([key]) => key !== 'lines' && key !== 'what')
    .map(([key, value]) =>
      claim(`oneStream.${key}`, value, key === 'total' ? (ours?.cost.monthlyUsd ?? NO_RESULT) : NO_RESULT),
    );
  return [...lines, ...others];
}
