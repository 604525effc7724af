/** Claims about faults, staleness and findings. */
import { RULES } from '../../shared/engine/rules/index.ts';
import type { Finding, StalenessResult } from '../../shared/engine/types.ts';
import type { Json, JsonObject } from './cases.ts';
import { isObject, listOf, objectOf, textOf } from './cases.ts';
import type { Claim, Ours } from './check.ts';
import type { Asked } from './claims.ts';
import { claim, figureClaims } from './claimsFigures.ts';

export function faultClaims(asked: Asked, expected: readonly Json[]): Claim[] {
  return expected.flatMap((entry): Claim[] => {
    const { kind, target, ...figures } = objectOf(entry);
    const path = `${asked.path}.faults.${textOf(kind)}.${textOf(target)}`;
    const ours = asked.ours.faults.find((candidate) => candidate.kind === kind && candidate.target === target);
    return figureClaims(path, figures, (ours ?? null) as Ours);
  });
}

export function stalenessClaims(asked: Asked, section: 'staleness' | 'measures', expected: JsonObject): Claim[] {
  return Object.entries(expected).flatMap(([id, of]) =>
    figureClaims(`${asked.path}.${section}.${id}`, of, (asked.ours[section][id] ?? null) as Ours),
  );
}

/** The hour without a consumer that every analysis answers. */
export function outageClaims(ours: StalenessResult | undefined, expected: JsonObject): Claim[] {
  const { growth = null, drainMinutes = null } = ours ?? {};
  return [
    claim('outage.backlogMessages', expected['backlogMessages'] ?? null, growth && growth.backlog),
    claim('outage.drainSeconds', expected['drainSeconds'] ?? null, drainMinutes && drainMinutes * 60),
    claim('outage.oldestSeconds', expected['oldestSeconds'] ?? null, growth && growth.oldestMs / 1000),
  ];
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
    claim(`${path}.severity`, expected['severity'] ?? null, found ? found.severity : null),
  ];
  const price = expected['price'];
  if (!isObject(price)) return claims;
  const ours = found?.price ?? null;
  return [
    ...claims,
    ...Object.entries(price).map(([key, value]): Claim => {
      const figure = ours === null ? null : ((ours as JsonObject)[key] ?? null);
      return claim(`${path}.price.${key}`, value, figure);
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
