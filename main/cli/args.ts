/** Reads the arguments into a command, or says in one sentence what is wrong with them. */
import { terminalLine } from '../../shared/format/escape.ts';
import { parseArgs } from 'node:util';
import { LIMITS } from '../../shared/model/limits.ts';
import { BadInput } from './exit.ts';

export const FORMATS = ['svg', 'md', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];
export type At = 'peak' | 'average';

export type Command =
  | { readonly name: 'help'; readonly of: string | null }
  | { readonly name: 'version' }
  | (Asked & { readonly name: 'analyse'; readonly explain: string | null })
  | (Asked & { readonly name: 'compare' })
  | (Common & { readonly name: 'export'; readonly format: Format; readonly out: string | null });

interface Common {
  readonly file: string;
  /** As given; none = all. */
  readonly variants: readonly string[];
  readonly scenario: string | null;
  readonly at: At;
}

interface Asked extends Common {
  readonly json: boolean;
  /** Ms: which share of the answers takes longer. */
  readonly exceedsMs: number | null;
}

const OPTIONS = {
  variant: { type: 'string', multiple: true },
  scenario: { type: 'string' },
  at: { type: 'string' },
  json: { type: 'boolean' },
  exceeds: { type: 'string' },
  explain: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type Option = keyof typeof OPTIONS;
type Values = ReturnType<typeof parse>['values'];

const SHARED: readonly Option[] = ['variant', 'scenario', 'at', 'help', 'version'];
const TAKES: Readonly<Record<'analyse' | 'compare' | 'export', readonly Option[]>> = {
  analyse: [...SHARED, 'json', 'exceeds', 'explain'],
  compare: [...SHARED, 'json', 'exceeds'],
  export: [...SHARED, 'format', 'out'],
};
export const COMMANDS = Object.keys(TAKES) as readonly (keyof typeof TAKES)[];

const isCommand = (word: string): word is keyof typeof TAKES => Object.hasOwn(TAKES, word);
const listed = (words: readonly string[]): string => words.join(', ');

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    // Node names the option; the rest of its advice is about shells.
    const text = error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? '') : String(error);
    throw new BadInput(`${text.replace(/\.$/, '')}. See topolith --help.`);
  }
}

function refuseStrangers(name: keyof typeof TAKES, values: Values): void {
  const takes = TAKES[name];
  for (const option of Object.keys(values) as Option[]) {
    if (!takes.includes(option)) {
      throw new BadInput(`${name} has no option --${option}. It takes ${listed(takes.map((known) => `--${known}`))}.`);
    }
  }
}

function choice<T extends string>(option: Option, value: string | undefined, allowed: readonly T[], otherwise: T): T {
  if (value === undefined) return otherwise;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new BadInput(`--${option} is one of ${listed(allowed)}, not "${value}".`);
  return found;
}

/** Of what was typed, so much is said again. */
const MOST_ECHO = 100;

function timeOf(option: Option, value: string | undefined): number | null {
  if (value === undefined) return null;
  const [least, most] = LIMITS.range.positiveMs;
  const ms = Number(value);
  if (value.trim() === '' || !(ms >= least && ms <= most)) {
    throw new BadInput(
      `--${option} is a time in ms, from ${least} to ${most}, not "${terminalLine(value.slice(0, MOST_ECHO))}".`,
    );
  }
  return ms;
}

/** Throws BadInput. Nothing at all, `help` and `--help` ask for help. */
export function readArguments(argv: readonly string[]): Command {
  const { values, positionals } = parse(argv);
  const [name, ...rest] = positionals;
  if (values.version === true) return { name: 'version' };
  if (name === undefined || name === 'help') return { name: 'help', of: rest[0] ?? null };
  if (!isCommand(name)) throw new BadInput(`There is no command "${name}". Commands: ${listed(COMMANDS)}, help.`);
  if (values.help === true) return { name: 'help', of: name };
  refuseStrangers(name, values);
  const [file, ...more] = rest;
  if (file === undefined || file === '') throw new BadInput(`${name} needs a file: topolith ${name} FILE.`);
  if (more.length > 0) throw new BadInput(`${name} takes one file; "${more[0]}" is one too many.`);
  const common: Common = {
    file,
    variants: values.variant ?? [],
    scenario: values.scenario ?? null,
    at: choice('at', values.at, ['peak', 'average'], 'peak'),
  };
  if (name === 'export') {
    if (values.format === undefined) throw new BadInput(`export needs --format, one of ${listed(FORMATS)}.`);
    return {
      ...common,
      name,
      format: choice('format', values.format, FORMATS, 'md'),
      out: values.out ?? null,
    };
  }
  const asked = { ...common, json: values.json === true, exceedsMs: timeOf('exceeds', values.exceeds) };
  return name === 'compare' ? { ...asked, name } : { ...asked, name, explain: values.explain ?? null };
}
