/**
 * One round of edits in a process of its own, bundled or not: `node editsChild.ts VARIANT SEED` prints {times, peakMiB}; "bare" does
 * the same with a thread that only echoes. Times are ms from sending an edit to holding its answer.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { diff } from '../../shared/model/diff.ts';
import { largeProject } from '../support/largeProject.ts';
import { seeded } from '../support/randomProject.ts';
import type { FromEngine } from '../../renderer/worker/messages.ts';
import { Unpacker } from '../../renderer/worker/unpacker.ts';
import { EDITS, edited, WARM_UP } from './edits.ts';

const [variant = 'services', seed = '1'] = process.argv.slice(2);
const bare = variant === 'bare';
const { dir, ext } = path.parse(import.meta.filename);
const worker = new Worker(path.join(dir, (bare ? 'bareWorker' : 'deskWorker') + ext));
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
console.log(JSON.stringify({ times, peakMiB: peakMiB() }));

/** Most memory of this process. Linux counts in `maxRSS` what the parent had when it started us, so its own file comes first. */
function peakMiB(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Number(kib) / 1024;
}
