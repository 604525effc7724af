/** Turns an expected file into claims: each expected value beside the engine's own. */
import type { Analysis, LossOf, VariantAnalysis } from '../../shared/engine/types.ts';
import type { Json, JsonObject, ReferenceCase } from './cases.ts';
import { isObject, listOf, objectOf, textOf } from './cases.ts';
import type { Claim, Ours } from './check.ts';
import { NO_RESULT } from './check.ts';
import { billClaims, comparisonClaims, oneStreamClaims } from './claimsCost.ts';
import { claim, figureClaims, own, PROSE, without } from './claimsFigures.ts';
import { faultClaims, findingClaims, outageClaims, stalenessClaims } from './claimsParts.ts';

/** Answers by scenario id; the plain one under ''. */
export type Answers = ReadonlyMap<string, Analysis>;

export interface Asked {
  readonly reference: ReferenceCase;
  readonly variantId: string;
  readonly ours: VariantAnalysis;
  readonly path: string;
}

/** What a sampled grid may be off, as a share, where the file allows for one. */
const GRID: Readonly<Record<string, number>> = { mean: 1e-6, p999: 1e-2 };
const GRID_PERCENTILE = 5e-3;
const TEXT_AT_TOP = new Set(['case', 'at', 'needs', 'gridTolerance', 'ruleNames', 'relations']);

function latencyClaims(asked: Asked, path: string, expected: Json, ours: object | null): Claim[] {
  if (!isObject(expected)) return [claim(path, expected, ours as Ours)];
  const grid = asked.reference.expected['gridTolerance'] !== undefined;
  return Object.entries(expected)
    .filter(([key]) => !PROSE.has(key))
    .map(([key, value]) => {
      const looser = grid ? (GRID[key] ?? GRID_PERCENTILE) : 0;
      return { ...claim(`${path}.${key}`, value, own(ours, key)), looser };
    });
}

function journeyClaims(asked: Asked, id: string, expected: JsonObject): Claim[] {
  const ours = asked.ours.journeys[id];
  const path = `${asked.path}.journeys.${id}`;
  if (!ours) return [without(path, 'an answer for this journey')];
  const journey = asked.reference.project.journeys.find((candidate) => candidate.id === id);
  return Object.entries(expected).flatMap(([key, value]): Claim[] => {
    const at = `${path}.${key}`;
    switch (key) {
      case 'state': {
        const note = expected['note'];
        const either = typeof note === 'string' && note.includes('both accepted') ? ['ok', 'saturated'] : [];
        return [{ ...claim(at, value, ours.state), orElse: [...either, ...listOf([expected['alsoAccept'] ?? value])] }];
      }
      case 'saturatedAt':
        return [claim(at, value, ours.saturatedAt, 'set')];
      case 'latencyMs':
        return latencyClaims(asked, at, value, ours.latencyMs);
      case 'attemptsPerCall':
        return [claim(at, value, ours.attempts)];
      case 'capacityPerSecond': {
        const factor = ours.capacityFactor;
        return [claim(at, value, factor === null ? null : factor * ours.throughputPerSecond)];
      }
      case 'waitMs': {
        const variant = asked.reference.project.variants.find((candidate) => candidate.id === asked.variantId);
        const host = variant?.placements.find((placement) => placement.component === journey?.entry.component);
        return [claim(at, value, own(asked.ours.deployables[host?.deployable ?? ''], 'waitMs'))];
      }
      case 'expectedLoss':
        return Object.entries(objectOf(value)).flatMap(([cause, figures]) =>
          figureClaims(`${at}.${cause}`, figures, lossOf(ours.expectedLoss, cause)),
        );
      case 'birnbaum':
        return Object.entries(objectOf(value)).map(([cause, of]) =>
          claim(`${at}.${cause}`, of, own(lossOf(ours.expectedLoss, cause), 'birnbaum')),
        );
      case 'cutSets':
        return [claim(at, hostNames(value, ours.cutSets), ours.cutSets, 'setOfSets')];
      default:
        return PROSE.has(key) ? [] : figureClaims(at, value, own(ours, key));
    }
  });
}

const lossOf = (losses: readonly LossOf[], cause: string): JsonObject | null =>
  (losses.find((loss) => loss.cause === cause) as JsonObject | undefined) ?? null;

/** Case 09 names what stands in "h-db" after its component "db". */
function hostNames(expected: Json, ours: readonly (readonly string[])[]): Json {
  const known = new Set(ours.flat());
  return listOf(expected).map((set) =>
    listOf(set).map((part) => (known.has(textOf(part)) ? part : `h-${textOf(part)}`)),
  );
}

function givesWayFirst(ours: VariantAnalysis): Ours {
  const limited = Object.values(ours.journeys).filter((journey) => journey.capacityFactor !== null);
  const first = limited.toSorted((a, b) => (a.capacityFactor ?? 0) - (b.capacityFactor ?? 0))[0];
  return first ? first.givesWayFirst : NO_RESULT;
}

function variantClaims(asked: Asked, expected: JsonObject): Claim[] {
  return Object.entries(expected).flatMap(([key, value]): Claim[] => {
    const entries = Object.entries(objectOf(value));
    switch (key) {
      case 'journeys':
        return entries.flatMap(([id, of]) => journeyClaims(asked, id, objectOf(of)));
      case 'deployables':
      case 'links':
      case 'day':
        return figureClaims(`${asked.path}.${key}`, value, own(asked.ours, key));
      case 'cost':
        return billClaims(asked, objectOf(value));
      case 'faults':
        return faultClaims(asked, listOf(value));
      case 'staleness':
      case 'measures':
        return stalenessClaims(asked, key, objectOf(value));
      case 'findings':
        return findingClaims(asked, objectOf(value));
      case 'givesWayFirst':
        return [claim(`${asked.path}.${key}`, value, givesWayFirst(asked.ours))];
      default:
        // A list of things the engine does not answer: one row each, so that notYet.ts names them.
        return isObject(value)
          ? entries
              .filter(([part]) => !PROSE.has(part))
              .map(([part, of]) => without(`${asked.path}.${key}.${part}`, of))
          : [without(`${asked.path}.${key}`, value)];
    }
  });
}

function variantsOf(reference: ReferenceCase, expected: Json | undefined, analysis: Analysis, path: string): Claim[] {
  return Object.entries(objectOf(expected)).flatMap(([variantId, of]) => {
    if (variantId === 'compare') return comparisonClaims(analysis, objectOf(of), `${path}.compare`);
    const ours = analysis.variants[variantId];
    if (!ours) return [without(`${path}.${variantId}`, 'an answer for this variant')];
    return variantClaims({ reference, variantId, ours, path: `${path}.${variantId}` }, objectOf(of));
  });
}

/** Counts that hold for every variant (visits) or for the first one (network calls). */
function countClaims(expected: JsonObject, analysis: Analysis): Claim[] {
  const visits = Object.entries(analysis.variants).flatMap(([variantId, ours]) =>
    Object.entries(objectOf(expected['visits'])).map(([id, of]) =>
      claim(`visits.${variantId}.${id}`, counts(Object.entries(objectOf(of))), visitCounts(ours, id)),
    ),
  );
  const first = Object.values(analysis.variants)[0];
  const calls = Object.entries(objectOf(expected['networkCalls'])).map(([id, of]) =>
    claim(`networkCalls.${id}`, of, own(first?.journeys[id], 'networkCalls')),
  );
  return [...visits, ...calls];
}

/** "cart 1, catalog 7": a whole count as one text, in the order of the ids. */
const counts = (entries: readonly (readonly [string, Json])[]): string =>
  entries
    .map(([id, count]) => `${id} ${textOf(count)}`)
    .toSorted()
    .join(', ');

function visitCounts(ours: VariantAnalysis, id: string): Ours {
  const visits = ours.journeys[id]?.visits;
  if (!visits) return NO_RESULT;
  const visited = Object.entries(visits).filter(([, count]) => count !== 0);
  return counts(visited.map(([component, count]) => [component, Math.round(count * 1e9) / 1e9]));
}

/** Every expected value of the case with ours beside it. */
export function claimsOf(reference: ReferenceCase, answers: Answers): Claim[] {
  const { expected } = reference;
  const plain = answers.get('');
  if (!plain) throw new Error(`${reference.name}: no answer without a scenario`);
  return Object.entries(expected).flatMap(([key, value]): Claim[] => {
    if (TEXT_AT_TOP.has(key)) return [];
    if (key === 'variants') return variantsOf(reference, value, plain, key);
    if (key === 'compare') return comparisonClaims(plain, objectOf(value), key);
    if (key === 'visits') return countClaims(expected, plain);
    if (key === 'networkCalls') return [];
    if (key === 'oneStream') return oneStreamClaims(reference, answers.get('one-stream'), objectOf(value));
    if (key === 'secondInput') {
      const served = plain.variants['second']?.journeys['trains']?.availability.served;
      return [claim('secondInput.trainsServed', objectOf(value)['trainsServed'] ?? null, served ?? NO_RESULT)];
    }
    if (key === 'outage') return outageClaims(plain.variants['microservices']?.staleness['email'], objectOf(value));
    if (key === 'scenarios') {
      return Object.entries(objectOf(value)).flatMap(([id, of]) => {
        const answer = answers.get(id);
        return answer
          ? variantsOf(reference, of, answer, `scenarios.${id}`)
          : [without(`scenarios.${id}`, 'an answer')];
      });
    }
    return Object.entries(objectOf(value))
      .filter(([part]) => !PROSE.has(part))
      .map(([part, of]) => without(`${key}.${part}`, of));
  });
}
