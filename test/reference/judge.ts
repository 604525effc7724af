/** Judges a whole case: every claim is good, wrong, listed as not answered yet, or unlisted. */
import type { ReferenceCase } from './cases.ts';
import type { Claim, Verdict } from './check.ts';
import { judge, NO_RESULT } from './check.ts';
import type { Answers } from './claims.ts';
import { claimsOf } from './claims.ts';
import type { NotYet } from './notYet.ts';
import { matches, NOT_YET } from './notYet.ts';

export interface Row {
  readonly case: string;
  readonly claim: Claim;
  readonly verdict: Verdict;
  readonly status: 'good' | 'wrong' | 'not yet' | 'unlisted';
  readonly reason: string;
}

export interface Judgement {
  readonly rows: readonly Row[];
  /** Entries of the list for this case that name nothing any more, or only what is answered and right. */
  readonly stale: readonly NotYet[];
}

export function judgeCase(reference: ReferenceCase, answers: Answers): Judgement {
  const rows = claimsOf(reference, answers).map((claim): Row => {
    const listed = NOT_YET.find((entry) => matches(entry, reference.name, claim.path));
    const verdict = judge(claim);
    const base = { case: reference.name, claim, verdict };
    if (listed) return { ...base, status: 'not yet', reason: listed.reason };
    if (claim.ours === NO_RESULT) return { ...base, status: 'unlisted', reason: 'neither compared nor listed' };
    return { ...base, status: verdict.good ? 'good' : 'wrong', reason: '' };
  });
  const stale = NOT_YET.filter(
    (entry) =>
      entry.case === reference.name &&
      rows.filter((row) => matches(entry, reference.name, row.claim.path)).every((row) => row.verdict.good),
  );
  return { rows, stale };
}

export function short(value: unknown): string {
  if (value === NO_RESULT) return '-';
  if (typeof value === 'number') return Number(value.toPrecision(9)).toString();
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
