/** `topolith analyse --explain PATH`: one figure with its formula, its inputs and where they are from. */
import type { Analysis } from '../../shared/engine/types.ts';
import { explain } from '../../shared/explain/explain.ts';
import { type Figure, figuresOf } from '../../shared/explain/figureList.ts';
import { figureOf, rangeWords } from '../../shared/explain/figures.ts';
import { plain } from '../../shared/explain/numbers.ts';
import { sceneOf } from '../../shared/explain/scene.ts';
import type { Amount, Explanation, Input } from '../../shared/explain/types.ts';
import { terminalLine } from '../../shared/format/escape.ts';
import { exportJson } from '../../shared/format/exportJson.ts';
import type { Project } from '../../shared/model/types.ts';
import { BadInput } from './exit.ts';
import { nearest } from './nearest.ts';
import { heading, paragraph, type Screen, table } from './tables.ts';

/** The word for every figure there is. */
const ALL = 'list';
const MOST_NEAR = 3;
/** Of what was typed, so much is said again. */
const MOST_ECHO = 100;

interface Asked {
  readonly variant: string;
  readonly path: string;
}

/** What a path asks of one variant: a figure to explain, a list of them, or neither. */
type Found =
  | {
      readonly kind: 'figure';
      readonly path: string;
      readonly value: number | null;
      readonly explanation: Explanation | null;
    }
  | { readonly kind: 'list'; readonly figures: readonly Figure[] };

/** Throws BadInput where no asked variant has such a figure. */
export function explained(project: Project, analysis: Analysis, asked: string, json: boolean, screen: Screen): string {
  const found = askedOf(analysis, asked).flatMap((one) => {
    const answer = find(project, analysis, one);
    return answer === null ? [] : [{ variant: one.variant, answer }];
  });
  if (found.length === 0) throw unknown(analysis, asked);
  const { scenario, at } = analysis;
  if (json) {
    const variants = Object.fromEntries(found.map(({ variant, answer }) => [variant, written(answer)]));
    return exportJson({ project: analysis.project, scenario, at, path: asked, variants });
  }
  const under = scenario === null ? '' : `, scenario ${scenario}`;
  return [
    heading(`${analysis.project.name}, at ${at} rates${under}`, screen),
    ...found.map(({ variant, answer }) => {
      const head = heading(analysis.variants[variant]!.name, screen);
      return head + (answer.kind === 'list' ? listing(answer.figures, screen) : page(answer, screen));
    }),
  ].join('\n');
}

/** The one of these variants that "variants.ID." in front of a path names. Ids may hold dots, so the longest counts. */
export const variantNamed = (ids: readonly string[], asked: string): string | undefined =>
  ids.filter((id) => `${asked}.`.startsWith(`variants.${id}.`)).toSorted((a, b) => b.length - a.length)[0];

/** The variants that a path speaks of, and the path in each. */
function askedOf({ variants }: Analysis, asked: string): Asked[] {
  const ids = Object.keys(variants);
  const named = variantNamed(ids, asked);
  if (named === undefined) return ids.map((variant) => ({ variant, path: asked }));
  return [{ variant: named, path: asked.slice(`variants.${named}.`.length) || ALL }];
}

function find(project: Project, { variants, scenario, at }: Analysis, { variant, path }: Asked): Found | null {
  const answer = variants[variant]!;
  const figures = figuresOf(answer);
  const below = figures.filter((one) => path === ALL || one.path.startsWith(`${path}.`));
  const exact =
    figures.find((one) => one.path === path) ??
    // A line of the bill is what it costs; what has one figure is that figure.
    below.find((one) => one.path === `${path}.monthlyUsd` && path !== 'cost') ??
    (below.length === 1 ? below[0] : undefined) ??
    // Nothing below an absent record has a value.
    figures.find((one) => one.value === null && path.startsWith(`${one.path}.`));
  if (exact?.value === null) return { kind: 'figure', path, value: null, explanation: null };
  if (exact) {
    const explanation = exact.what && explain(sceneOf(project, variant, scenario, answer, at), exact.what);
    return { kind: 'figure', path: exact.path, value: exact.value, explanation };
  }
  const worth = below.filter(({ what, value }) => what !== null && value !== null);
  return worth.length > 0 ? { kind: 'list', figures: worth } : null;
}

function unknown(analysis: Analysis, asked: string): BadInput {
  const [{ path } = { path: asked }] = askedOf(analysis, asked);
  const paths = Object.values(analysis.variants).flatMap((answer) =>
    figuresOf(answer).flatMap((one) => (one.what === null ? [] : [one.path])),
  );
  const near = nearest(path, [...new Set(paths)], MOST_NEAR);
  return new BadInput(`There is no figure "${terminalLine(asked.slice(0, MOST_ECHO))}". Did you mean:`, near);
}

const written = (found: Found): unknown => {
  if (found.kind === 'list') return Object.fromEntries(found.figures.map(({ path, value }) => [path, value]));
  if (!found.explanation) return { path: found.path, value: found.value };
  const { value, curve: _, ...rest } = found.explanation;
  return {
    path: found.path,
    ...flat(value),
    ...rest,
    inputs: rest.inputs.map((one) => ({ ...one, ...flat(one.value) })),
  };
};

/** A number beside its unit rather than in it. */
const flat = (value: Amount | string): object =>
  typeof value === 'string'
    ? { value }
    : { value: value.amount, unit: value.unit, ...(value.thing !== undefined && { thing: value.thing }) };

const listing = (figures: readonly Figure[], screen: Screen): string =>
  table(
    [
      { head: 'Path', cell: ({ path }) => path },
      { head: 'Value', align: 'right', cell: ({ value }) => String(value) },
    ],
    figures,
    screen,
  );

const said = (value: Amount | string): string => (typeof value === 'string' ? value : plain(figureOf(value)));

function page({ path, value, explanation }: Extract<Found, { kind: 'figure' }>, screen: Screen): string {
  if (value === null) return `${path} has no value: nothing of the kind is there, or it has no bound.\n`;
  if (!explanation) return `${path} is ${value}, as it was asked or drawn: no formula is behind it.\n`;
  const { title, accuracy, words, shares, cutSets, inputs } = explanation;
  const range = rangeWords(explanation.value, accuracy);
  const trust = range === accuracy ? accuracy : `${accuracy}; ${range}`;
  const whole = shares?.parts.reduce((sum, one) => sum + one.value.amount, 0) ?? 0;
  return [
    paragraph(`${title}: ${said(explanation.value)} (${trust})`, screen),
    `${path} = ${value}\n\n`,
    ...words.map((line) => paragraph(line, screen)),
    ...(shares && shares.parts.length > 0
      ? [
          '\n',
          table(
            [
              { head: shares.title, cell: ({ name }) => name },
              { head: 'Figure', align: 'right', cell: (one) => said(one.value) },
              {
                head: 'Share',
                align: 'right',
                cell: (one) => (whole > 0 ? said({ amount: one.value.amount / whole, unit: 'share' }) : ''),
              },
            ],
            shares.parts,
            screen,
          ),
        ]
      : []),
    ...(cutSets && cutSets.length > 0 ? ['\n', paragraph(`Taken down by: ${cutSets.join('; ')}.`, screen)] : []),
    '\n',
    inputTable(inputs, screen),
  ].join('');
}

const inputTable = (inputs: readonly Input[], screen: Screen): string =>
  table(
    [
      { head: 'Input', cell: ({ label }) => label },
      { head: 'Value', align: 'right', cell: (one) => said(one.value) },
      { head: 'Origin', cell: ({ origin }) => origin },
      { head: 'From', drop: 1, cell: ({ more, source }) => [more, source].filter(Boolean).join(' · ') },
    ],
    inputs,
    screen,
  );
