/** Claims about faults, staleness and findings. */
import { RULES } from '../../shared/engine/rules/index.ts';
import type { Finding } from '../../shared/engine/types.ts';
import type { Json, JsonObject } from './cases.ts';
import { isObject, listOf, objectOf, textOf } from './cases.ts';
import type { Claim, Ours } from './check.ts';
import { NO_RESULT } from './check.ts';
import type { Asked } from './claims.ts';

const exact = (path: string, expected: Json, ours: Ours): Claim => ({ path, expected, ours, how: 'exact' });

export function faultClaims(asked: Asked, expected: readonly Json[]): Claim[] {
  return expected.flatMap((entry): Claim[] => {
    const fault = objectOf(entry);
    const { kind, target } = fault;
    const path = `${asked.path}.faults.${textOf(kind)}.${textOf(target)}`;
    const ours = asked.ours.faults.find((candidate) => candidate.kind === kind && candidate.target === target);
    return Object.entries(fault).flatMap(([key, value]): Claim[] => {
      if (key === 'kind' || key === 'target') return [];
      if (!ours) return [exact(`${path}.${key}`, value, null)];
      if (key === 'failedShare') return [exact(`${path}.${key}`, value, ours.failedShare)];
      if (key === 'degradedShare') return [exact(`${path}.${key}`, value, ours.degradedShare)];
      if (key === 'delayedShare') return [exact(`${path}.${key}`, value, ours.delayedShare)];
      if (key !== 'journeys') return [exact(`${path}.${key}`, value, NO_RESULT)];
      return Object.entries(objectOf(value)).map(([id, state]) =>
        exact(`${path}.journeys.${id}`, state, ours.journeys[id] ?? null),
      );
    });
  });
}

export function stalenessClaims(asked: Asked, section: 'staleness' | 'measures', expected: JsonObject): Claim[] {
  return Object.entries(expected).flatMap(([id, of]) => {
    const ours = asked.ours[section][id];
    return Object.entries(objectOf(of)).map(([key, value]): Claim => {
      const path = `${asked.path}.${section}.${id}.${key}`;
      if (!ours) return exact(path, value, null);
      if (key === 'meanMs') return exact(path, value, ours.meanMs);
      if (key === 'p50') return exact(path, value, ours.p50);
      if (key === 'p99') return exact(path, value, ours.p99);
      if (key === 'worstMs') return exact(path, value, ours.worstMs);
      return exact(path, value, NO_RESULT);
    });
  });
}

const hits = (finding: Finding, targets: readonly Json[]): number =>
  targets.filter((id) => finding.targets.includes(textOf(id))).length;

/** The finding of a rule that points at most of the expected targets. */
function bestOf(findings: readonly Finding[], rule: Json | undefined, targets: readonly Json[]): Finding | undefined {
  return findings.filter((finding) => finding.rule === rule).toSorted((a, b) => hits(b, targets) - hits(a, targets))[0];
}

function mustClaims(asked: Asked, expected: JsonObject): Claim[] {
  const targets = listOf(expected['targets']);
  const path = `${asked.path}.findings.must.${textOf(expected['rule'])}`;
  const found = bestOf(asked.ours.findings, expected['rule'], targets);
  if (expected['optional'] === true && !found) return [];
  const claims: Claim[] = [
    { path: `${path}.targets`, expected: targets, ours: found ? found.targets : null, how: 'includes' },
    exact(`${path}.severity`, expected['severity'] ?? null, found ? found.severity : null),
  ];
  const price = expected['price'];
  if (!isObject(price)) return claims;
  const ours = found?.price ?? null;
  return [
    ...claims,
    ...Object.entries(price).map(([key, value]): Claim => {
      const figure = ours === null ? null : ((ours as JsonObject)[key] ?? null);
      return exact(`${path}.price.${key}`, value, figure);
    }),
  ];
}

function mustNotClaim(asked: Asked, expected: JsonObject): Claim {
  if (!RULES.some((rule) => rule.id === expected['rule'])) {
    // A rule that nobody knows would keep silent for ever.
    return {
      path: `${asked.path}.findings.mustNot`,
      expected: 'a rule of the engine',
      ours: textOf(expected['rule']),
      how: 'exact',
    };
  }
  const targets = listOf(expected['targets']);
  const wrong = asked.ours.findings.filter(
    (finding) => finding.rule === expected['rule'] && (targets.length === 0 || hits(finding, targets) > 0),
  );
  const path = [asked.path, 'findings.mustNot', expected['rule'], ...targets].map(textOf).join('.');
  return { path, expected: [], ours: wrong.map((finding) => finding.message), how: 'quiet' };
}

/** `may` is not judged. */
export function findingClaims(asked: Asked, expected: JsonObject): Claim[] {
  return [
    ...listOf(expected['must']).flatMap((entry) => mustClaims(asked, objectOf(entry))),
    ...listOf(expected['mustNot']).map((entry) => mustNotClaim(asked, objectOf(entry))),
  ];
}
