/**
 * One round of edits in a process of its own, bundled or not: `node editsChild.ts VARIANT SEED` prints {times, peakMiB}; "bare" does
 * the same with a thread that only echoes. Times are ms from sending an edit to holding its answer.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { diff } from '../../shared/model/diff.ts';
import { largeProject } from '../support/largeProject.ts';
import { seeded } from '../support/randomProject.ts';
import type { FromEngine } from '../../renderer/worker/messages.ts';
import { Unpacker } from '../../renderer/worker/unpacker.ts';
import { EDITS, edited, WARM_UP } from './edits.ts';

/** What a worker of the app may have at most for new objects. Node would give it twice as much on a machine with much memory. */
const YOUNG_MIB = 96;

const [variant = 'services', seed = '1'] = process.argv.slice(2);
const bare = variant === 'bare';
const { dir, ext } = path.parse(import.meta.filename);
const worker = new Worker(path.join(dir, (bare ? 'bareWorker' : 'deskWorker') + ext), {
  resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
});
const unpacker = new Unpacker();
const answered = (): Promise<unknown> =>
  new Promise((done) =>
    worker.once('message', (message: FromEngine) =>
      done(message.type === 'answer' ? unpacker.unpack(message.packed) : message),
    ),
  );

let project = largeProject(300);
worker.postMessage({ type: 'open', project });
const next = seeded(Number(seed));
const times: number[] = [];
for (let i = 0; i < WARM_UP + EDITS; i++) {
  const after = edited(project, bare ? 'services' : variant, next);
  const changes = diff(project, after);
  project = after;
  const start = performance.now();
  worker.postMessage({ type: 'change', changes });
  worker.postMessage({ type: 'ask', request: i, question: { variant, scenario: null, part: 'now' } });
  await answered();
  if (i >= WARM_UP) times.push(performance.now() - start);
}
await worker.terminate();
console.log(JSON.stringify({ times, peakMiB: process.resourceUsage().maxRSS / 1024 }));
