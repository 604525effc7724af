/** Turns what zod reports into problems in plain words, each at its JSON path. */
import type { z } from 'zod';
import { LIMITS } from './limits.ts';
import { jsonPath, type JsonPath } from './paths.ts';
import type { Problem } from './types.ts';

type Issue = z.core.$ZodIssue;

/** At most LIMITS.problems problems; a last one counts what was left out. Paths start at `at`. */
export function problemsOf(error: z.ZodError, at: JsonPath = []): readonly Problem[] {
  const all = error.issues.flatMap((issue) => flatten(issue, at));
  if (all.length <= LIMITS.problems) return all;
  return [...all.slice(0, LIMITS.problems), { path: '', message: `and ${all.length - LIMITS.problems} more problems` }];
}

function flatten(issue: Issue, at: JsonPath): Problem[] {
  const path = [...at, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: jsonPath([...path, key]),
      message: `unknown field ${JSON.stringify(key)}`,
    }));
  }
  if (issue.code === 'invalid_union') {
    const branch = nearest(issue.errors);
    if (branch !== null) return branch.flatMap((inner) => flatten(inner, path));
  }
  if (issue.code === 'invalid_key') {
    return [{ path: jsonPath(path), message: `a bad key: ${issue.issues[0]?.message ?? 'not an id'}` }];
  }
  return [{ path: jsonPath(path), message: words(issue) }];
}

/** Of the forms a value may have, the one it comes nearest to; null when it is of quite another type than all of them. */
function nearest(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const possible = branches.filter((issues) => !issues.some((issue) => issue.path.length === 0 && isWrongKind(issue)));
  const [first, ...others] = possible;
  if (first === undefined) return null;
  return others.reduce((best, issues) => (issues.length < best.length ? issues : best), first);
}

const isWrongKind = (issue: Issue): boolean => issue.code === 'invalid_type' || issue.code === 'invalid_value';

function words(issue: Issue): string {
  const { code, message } = issue;
  if (code === 'invalid_type')
    return message.endsWith('received undefined') ? 'is missing' : `must be ${kind(issue.expected)}`;
  if (code === 'invalid_value') return `must be ${listed(issue.values)}`;
  if (code === 'too_big') return `must ${bound(issue.origin)} at most ${issue.maximum}`;
  if (code === 'too_small') {
    return issue.origin === 'string' ? 'must not be empty' : `must ${bound(issue.origin)} at least ${issue.minimum}`;
  }
  return code === 'invalid_union' && message === 'Invalid input' ? 'has none of the forms allowed here' : message;
}

const KINDS: Readonly<Record<string, string>> = {
  number: 'a finite number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const kind = (expected: string): string => KINDS[expected] ?? expected;

const bound = (origin: string): string =>
  origin === 'string' ? 'have a length of' : origin === 'array' || origin === 'set' ? 'have a count of' : 'be';

function listed(values: readonly unknown[]): string {
  const quoted = values.map((value) => JSON.stringify(value));
  return quoted.length === 1 ? quoted[0]! : `one of ${quoted.join(', ')}`;
}
