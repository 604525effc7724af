/**
 * One round of edits in a process of its own: `node editsChild.ts VARIANT SEED` prints {times, peakMiB}; "bare" as VARIANT does
 * the same with a thread that only echoes. Times are ms from sending an edit to holding its answer.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { diff } from '../../shared/model/diff.ts';
import { largeProject } from '../support/largeProject.ts';
import { seeded } from '../support/randomProject.ts';
import type { FromEngine } from '../../renderer/worker/messages.ts';
import { unpack } from '../../renderer/worker/packed.ts';
import { EDITS, edited, WARM_UP } from './edits.ts';

const [variant = 'services', seed = '1'] = process.argv.slice(2);
const bare = variant === 'bare';
const worker = new Worker(path.join(import.meta.dirname, bare ? 'bareWorker.ts' : 'deskWorker.ts'), { resourceLimits: { maxYoungGenerationSizeMb: 32 } });
const answered = (): Promise<unknown> =>
  new Promise((done) =>
    worker.once('message', (message: FromEngine) => done(message.type === 'answer' ? unpack(message.packed) : message)),
  );

let project = largeProject(bare ? 3 : 300);
worker.postMessage({ type: 'open', project });
if (bare) await answered();
const next = seeded(Number(seed));
const times: number[] = [];
for (let i = 0; i < (bare ? 1 : WARM_UP + EDITS); i++) {
  const after = edited(project, bare ? 'services' : variant, next);
  const changes = diff(project, after);
  project = after;
  const start = performance.now();
  if (!bare) worker.postMessage({ type: 'change', changes });
  worker.postMessage({ type: 'ask', request: i, question: { variant, scenario: null, part: 'now' } });
  await answered();
  if (i >= WARM_UP) times.push(performance.now() - start);
}
await worker.terminate();
console.log(JSON.stringify({ times, peakMiB: process.resourceUsage().maxRSS / 1024 }));
