/**
 * One cold solve of 1,000 stations in a process of its own, after a warm-up on another design: `node solveChild.ts SIDE SEED`,
 * SIDE "ours" or "limit". Prints {ms, firstMs, journeys, monthlyUsd}; firstMs is the warm-up, the first call of the process.
 */
import { answerFor } from '../../shared/engine/analyse.ts';
import { readProject } from '../../shared/format/projectFile.ts';
import { type LimitAnswer, limitOfNetwork } from './limit/network.ts';
import { thousand } from './thousand.ts';

function ours(text: string): LimitAnswer {
  const read = readProject(text);
  if (!read.ok) throw new Error('the bench design is not valid');
  const { journeys, cost } = answerFor(read.project, 'services', null).now;
  const figures = Object.entries(journeys).map(([id, { latencyMs }]) => {
    const { mean, p50, p90, p95, p99, p999 } = latencyMs!;
    return [id, [mean, p50, p90, p95, p99, p999]] as const;
  });
  return { journeys: Object.fromEntries(figures), monthlyUsd: cost.monthlyUsd };
}

const [side, seed = '1'] = process.argv.slice(2);
const solve = side === 'limit' ? limitOfNetwork : ours;
const timed = (text: string): { ms: number; answer: LimitAnswer } => {
  const start = performance.now();
  const answer = solve(text);
  return { ms: performance.now() - start, answer };
};
// Another design, so that nothing that is kept of it can be of use.
const first = timed(thousand(Number(seed) + 1));
const { ms, answer } = timed(thousand(Number(seed)));
console.log(JSON.stringify({ ms, firstMs: first.ms, ...answer }));
