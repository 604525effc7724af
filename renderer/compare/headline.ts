// The verdict in two sentences: what it costs and how fast it is, then how it fails and what it carries.
import type { Comparison, ComparisonRow } from '../../shared/engine/compare.ts';
import { counted, listed } from '../../shared/explain/words.ts';

const rowsOf = (comparison: Comparison, part: string): ComparisonRow[] =>
  comparison.rows.filter(({ key }) => key.startsWith('journey/') && key.endsWith(`/${part}`));

export const rowAt = (comparison: Comparison, key: string): ComparisonRow | undefined =>
  comparison.rows.find((row) => row.key === key);

export function headline(comparison: Comparison): readonly [first: string, second: string] {
  const [a, b] = comparison.variants;
  if (!a || !b) return ['', ''];
  const nameOf = (id: string): string => (id === a.id ? a.name : b.name);
  const other = (id: string): string => (id === a.id ? b.id : a.id);
  return [moneyAndTime(comparison, nameOf, other, [a.id, b.id]), failureAndLoad(comparison, nameOf, [a.id, b.id])];
}

type Name = (id: string) => string;

function moneyAndTime(comparison: Comparison, nameOf: Name, other: Name, ids: readonly string[]): string {
  const bill = rowAt(comparison, 'cost/monthlyUsd');
  const times = rowsOf(comparison, 'p99');
  const fasterOn = (id: string): number => times.filter(({ winner }) => winner === id).length;
  const on = (id: string): string => `faster on ${fasterOn(id)} of ${counted(times.length, 'journey')}`;
  const cheaper = bill?.winner ?? null;
  const fastest = ids.filter((id) => fasterOn(id) > 0);
  if (cheaper === null) {
    const [first, second] = fastest;
    if (first === undefined) return 'Neither is cheaper, and neither is faster beyond the error.';
    if (second === undefined) return `${nameOf(first)} is ${on(first)}; neither is cheaper.`;
    return `${nameOf(first)} is ${on(first)}, ${nameOf(second)} on ${fasterOn(second)}; neither is cheaper.`;
  }
  const dear = other(cheaper);
  if (bill?.cells.some(({ word }) => word === 'cannot serve'))
    return `${nameOf(dear)} cannot serve this traffic; ${nameOf(cheaper)} can.`;
  const first = `${nameOf(cheaper)} is cheaper`;
  if (fasterOn(cheaper) > 0) {
    const also = fasterOn(dear) > 0 ? `; ${nameOf(dear)} is faster on ${fasterOn(dear)}` : '';
    return `${first}, and ${on(cheaper)}${also}.`;
  }
  return fasterOn(dear) > 0
    ? `${first}; ${nameOf(dear)} is ${on(dear)}.`
    : `${first}; neither is faster beyond the error.`;
}

function failureAndLoad(comparison: Comparison, nameOf: Name, ids: readonly string[]): string {
  const points: { readonly id: string; readonly says: string }[] = [];
  const most = (rows: readonly ComparisonRow[], says: string): void => {
    const [first = '', second = ''] = ids;
    const lead = (id: string): number => rows.filter(({ winner }) => winner === id).length;
    if (lead(first) === lead(second)) return;
    points.push({ id: lead(first) > lead(second) ? first : second, says });
  };
  most(rowsOf(comparison, 'availability'), 'is up more of the time');
  most(
    comparison.rows.filter(({ key }) => key === 'failure/averageBlast'),
    'loses less in a crash',
  );
  most(rowsOf(comparison, 'capacity'), 'carries more traffic');
  const said = ids
    .map((id) => ({ id, says: points.filter((point) => point.id === id).map((point) => point.says) }))
    .filter(({ says }) => says.length > 0)
    .map(({ id, says }) => `${nameOf(id)} ${listed(says)}`);
  return said.length === 0 ? 'They fail and carry alike.' : `${said.join('; ')}.`;
}
