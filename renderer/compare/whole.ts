// The engine's answers for several variants as one analysis, once all of them are there.
import type { Analysis, VariantAnalysis, VariantAnswer } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';

/** True once no part of the answer is missing. */
function isWhole(answer: VariantAnswer): answer is VariantAnalysis {
  const journeys = Object.values(answer.journeys);
  return (
    answer.faults !== undefined &&
    answer.findings !== undefined &&
    answer.scorecard !== undefined &&
    journeys.every(({ availability }) => availability !== undefined)
  );
}

interface Answers {
  readonly project: Project;
  readonly scenario: string | null;
  readonly results: Readonly<Record<string, VariantAnswer>>;
  /** Variants whose answer is in part that of the design before. */
  readonly pending: ReadonlySet<string>;
}

/** Null while an answer, or the part of it that is worked out last, is on its way. */
export function wholeAnalysis(
  { project, scenario, results, pending }: Answers,
  ids: readonly string[],
): Analysis | null {
  const variants: Record<string, VariantAnalysis> = {};
  for (const id of ids) {
    const answer = results[id];
    if (!answer || pending.has(id) || !isWhole(answer)) return null;
    variants[id] = answer;
  }
  return { project: { id: project.id, name: project.name }, scenario, at: 'peak', variants };
}
