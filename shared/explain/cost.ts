// The bill: the whole, what one part causes, one line of it, and what a million requests cost.
import { priceOf } from '../engine/prices.ts';
import type { Accuracy, CostLine, CostResult } from '../engine/types.ts';
import { nameOf } from './names.ts';
import { dateWords } from './numbers.ts';
import { counted } from './words.ts';
import { hoursInput } from './availability.ts';
import { amount, fact, workedOut } from './facts.ts';
import { rateInput } from './rates.ts';
import type { Scene } from './scene.ts';
import type { Amount, Explanation, Input, LineFigure, Part } from './types.ts';

/** List prices times quantities; a part without a price makes the sum rough. */
export const costAccuracy = ({ unpriced }: CostResult): Accuracy => (unpriced.length > 0 ? 'rough' : 'exact');

const METHOD = 'Machines are bought for the peak and paid all month; calls, bytes and durations come at average rates.';

const dearest = (lines: readonly CostLine[]): CostLine[] => lines.toSorted((a, b) => b.monthlyUsd - a.monthlyUsd);

/** The part that causes a line, where the drawing has it. */
const ownerOf = ({ owner: { kind, id } }: CostLine): Part => ({ kind, id });

const lineInput = (line: CostLine): Input =>
  workedOut(line.label, amount(line.monthlyUsd, 'usd'), { part: ownerOf(line) });

export function explainBill(scene: Scene): Explanation {
  const { cost, name } = scene.answer;
  const byOwner = new Map<string, number>();
  for (const line of cost.lines) byOwner.set(line.owner.id, (byOwner.get(line.owner.id) ?? 0) + line.monthlyUsd);
  const owners = [...byOwner].filter(([, usd]) => usd > 0).toSorted(([, a], [, b]) => b - a);
  return {
    title: `${name}, a month`,
    value: amount(cost.monthlyUsd, 'usd'),
    accuracy: costAccuracy(cost),
    words: [
      `The sum of ${counted(cost.lines.length, 'line')}, each a quantity × its unit price. ${METHOD}`,
      ...(cost.servable ? [] : ['The design cannot serve the traffic that this bill is for.']),
      ...cost.unpriced,
    ],
    shares: {
      title: 'Who causes it',
      parts: owners.map(([id, usd]) => ({ name: nameOf(scene.project, id), value: amount(usd, 'usd') })),
    },
    inputs: [
      ...dearest(cost.lines).map(lineInput),
      hoursInput(scene),
      ...scene.network.journeys.map((entry) => rateInput(scene, entry, 'average')),
    ],
  };
}

export function explainMillion(scene: Scene): Explanation | null {
  const { cost, name } = scene.answer;
  if (cost.perMillionRequestsUsd === null) return null;
  const requests = (cost.monthlyUsd / cost.perMillionRequestsUsd) * 1e6;
  return {
    title: `${name}, a million requests`,
    value: amount(cost.perMillionRequestsUsd, 'usd'),
    accuracy: costAccuracy(cost),
    words: ['The bill of a month / millions of requests a month, at average rates × hours × 3,600 s.'],
    inputs: [
      workedOut('Bill of a month', amount(cost.monthlyUsd, 'usd')),
      ...(cost.monthlyUsd > 0 ? [workedOut('Requests a month', amount(requests, 'number'))] : []),
      ...scene.network.journeys.map((entry) => rateInput(scene, entry, 'average')),
      hoursInput(scene),
    ],
  };
}

export function explainOwner(scene: Scene, id: string): Explanation | null {
  const { cost } = scene.answer;
  const lines = dearest(cost.lines.filter(({ owner }) => owner.id === id));
  const sum = lines.reduce((total, { monthlyUsd }) => total + monthlyUsd, 0);
  return {
    title: `${nameOf(scene.project, id)}, cost a month`,
    value: amount(sum, 'usd'),
    accuracy: 'exact',
    words: [
      lines.length === 0
        ? 'No line of the bill is caused by it: it has no platform of the price book.'
        : `The sum of its ${counted(lines.length, 'line')}, each a quantity × its unit price. ${METHOD} Calls are charged on the link that causes them.`,
    ],
    shares: {
      title: 'Its lines',
      parts: lines.map((line) => ({ name: line.label, value: amount(line.monthlyUsd, 'usd') })),
    },
    inputs:
      lines.length === 0
        ? [platformInput(scene, id)]
        : lines.flatMap((line) => [lineInput(line), ...priceInputs(scene, line, `${line.label}: `)]),
  };
}

const platformInput = (scene: Scene, id: string): Input =>
  fact(scene, {
    label: 'Platform',
    path: `deployables/${id}/platform`,
    value: scene.variant.deployables.find((one) => one.id === id)?.platform ?? 'none',
    source: 'what has no platform is not bought',
    part: { kind: 'deployable', id },
  });

const LINE_WORD: Readonly<Record<LineFigure, string>> = {
  monthlyUsd: 'a month',
  quantity: 'quantity',
  unitPriceUsd: 'unit price',
};

export function explainLine(scene: Scene, id: string, of: LineFigure): Explanation | null {
  const line = scene.answer.cost.lines.find((one) => one.id === id);
  if (!line || line[of] === 'graduated') return null;
  const { formula } = line;
  const price =
    line.unitPriceUsd === 'graduated' ? 'Quantity in tiers, each at its own price.' : 'Quantity × unit price.';
  const quantity = `The quantity: ${formula.replaceAll(' x ', ' × ')}.`;
  return {
    title: of === 'monthlyUsd' ? line.label : `${line.label}, ${LINE_WORD[of]}`,
    value:
      of === 'quantity'
        ? quantityOf(line)
        : amount(line[of], of === 'unitPriceUsd' ? 'unitPrice' : 'usd', of === 'unitPriceUsd' ? line.unit : undefined),
    accuracy: 'exact',
    words:
      of === 'unitPriceUsd'
        ? ['As the price book lists it, unless the project says its own price.']
        : of === 'quantity'
          ? [quantity, METHOD]
          : [price, quantity],
    inputs: [
      workedOut('Caused by', nameOf(scene.project, line.owner.id), { part: ownerOf(line) }),
      ...priceInputs(scene, line),
      ...(formula.includes(' h') ? [hoursInput(scene)] : []),
      ...(formula.includes('/s') ? scene.network.journeys.map((entry) => rateInput(scene, entry, 'average')) : []),
    ],
  };
}

/** A price is often for 1,000 or a million of a thing: "2.5 × 1,000 requests", "730 hours". */
function quantityOf({ quantity, unit }: CostLine): Amount {
  if (/^(1,000|million) /.test(unit)) return amount(quantity, 'number', `× ${unit}`);
  return amount(quantity, 'number', quantity === 1 || !/(hour|month|second)$/.test(unit) ? unit : `${unit}s`);
}

/** `of`: whose they are, where several lines stand together. */
function priceInputs(scene: Scene, line: CostLine, of = ''): Input[] {
  const quantity = workedOut(of === '' ? 'Quantity' : `${of}quantity`, quantityOf(line));
  const label = of === '' ? 'Unit price' : `${of}unit price`;
  const value = line.unitPriceUsd === 'graduated' ? 'in tiers' : amount(line.unitPriceUsd, 'unitPrice', line.unit);
  const typed = scene.project.assumptions?.priceOverrides?.some(({ priceId }) => priceId === line.priceId) ?? false;
  if (typed) return [quantity, { label, value, origin: 'typed', more: line.priceId }];
  const source = `${line.source}, read ${dateWords(line.asOf)}, ${line.confidence}`;
  const tiers = line.unitPriceUsd === 'graduated' ? tierWords(line) : '';
  return [
    quantity,
    { label, value, origin: 'price book', source, more: [line.priceId, tiers].filter(Boolean).join(', ') },
  ];
}

function tierWords({ priceId, unit }: CostLine): string {
  const tiers = priceOf(priceId)?.tiers ?? [];
  const items = (count: number | null): string =>
    count === null ? 'the rest' : `up to ${count.toLocaleString('en-US')}`;
  return `${tiers.map(([upTo, usd]) => `${items(upTo)} at $${usd}`).join(', ')} per ${unit}, over all lines with this price`;
}
