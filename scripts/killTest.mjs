// `npm run test:kill [-- --kills N --seed N --page]`: kills the host at random moments while a project is edited and saved, and counts what was
// lost. By calls at the rhythm of the page, or with --page through the real page in a Chromium.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { callWriter } from './kill/callWriter.mjs';
import { startHost } from './kill/host.mjs';
import { mostBehindMs, nameOf, textOf, Work } from './kill/work.mjs';

/**
 * Who edits: with pauses and a save now and then, or saving all the time.
 * @typedef {'edit' | 'save'} Mode
 * @typedef {{
 *   open(host: import('./kill/host.mjs').Host): Promise<void>,
 *   work(mode: Mode, signal: AbortSignal): Promise<never>,
 *   leave(): Promise<void>,
 *   close(): Promise<void>,
 * }} Writer
 * @typedef {{
 *   kill: number, mode: Mode, afterMs: number, edits: number, saves: number, during: string, lostEdits: number, behindMs: number
 * }} Run
 */

/** The same numbers from the same seed. @param {number} seed */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The least time of work before a kill and what chance adds to it, ms; a page takes a second for each thing it is told to do. */
const SPANS = /** @type {const} */ ({ edit: [300, 8700], save: [100, 1400], page: [2000, 9000] });

/**
 * Throws at the first thing that was lost.
 * @param {{ kills: number, seed: number, page?: boolean, onRun?: (run: Run) => void }} options
 * @returns {Promise<Run[]>}
 */
export async function killTest({ kills, seed, page = false, onRun = () => {} }) {
  const random = randomFrom(seed);
  const folder = mkdtempSync(path.join(tmpdir(), 'topolith-kill-'));
  const data = path.join(folder, 'data');
  const file = path.join(folder, 'Order.topolith');
  const work = new Work();
  // Chromium is large; only the page needs it.
  const writer = page
    ? await (await import('./kill/pageWriter.mjs')).pageWriter(work, random)
    : callWriter(work, random);
  /** @type {import('./kill/host.mjs').Host | undefined} */
  let host;
  try {
    writeFileSync(file, textOf(0));
    host = await startHost(data, [file]);
    await host.call('startFile', {});
    work.id = (await host.call('createProject', { name: nameOf(0), text: textOf(0), path: file })).id;
    /** @type {Run[]} */
    const runs = [];
    for (let kill = 1; kill <= kills; kill++) {
      /** @type {Mode} */
      const mode = kill % 4 === 2 ? 'save' : 'edit';
      const [leastMs, spanMs] = SPANS[page ? 'page' : mode];
      const afterMs = leastMs + spanMs * random();
      const before = { edit: work.edit, revision: work.revision };
      await writer.open(host);
      const killedAt = await workUntilKilled(writer, host, mode, afterMs);
      const { during } = work;
      const edits = work.edit - before.edit;
      const saves = work.revision - before.revision;
      host = await startHost(data);
      const run = { kill, mode, afterMs, edits, saves, during, ...(await work.check(host, file, killedAt)) };
      runs.push(run);
      onRun(run);
    }
    // A last save clears what a killed writer may have left beside the file.
    const { id, revision: baseRevision, edit } = work;
    const saved = await host.call('saveProject', { id, baseRevision, text: textOf(edit + 1) });
    assert.equal(saved.file.state, 'written');
    assert.deepEqual(readdirSync(folder).toSorted(), ['Order.topolith', 'data']);
    assert.equal(await host.end('SIGTERM'), 0);
    host = undefined;
    assert.deepEqual(readdirSync(data), ['topolith.db'], 'nothing was damaged, and nothing logged');
    return runs;
  } finally {
    await writer.close();
    await host?.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** When the kill came. @param {Writer} writer @param {import('./kill/host.mjs').Host} host @param {Mode} mode @param {number} afterMs */
async function workUntilKilled(writer, host, mode, afterMs) {
  const stop = new AbortController();
  const killed = pause(afterMs).then(async () => {
    const at = performance.now();
    stop.abort();
    await host.end('SIGKILL');
    await writer.leave();
    return at;
  });
  await writer.work(mode, stop.signal).catch((/** @type {unknown} */ error) => {
    // After the kill anything breaks, except what was promised.
    if (!stop.signal.aborted || error instanceof assert.AssertionError) throw error;
  });
  return killed;
}

async function main() {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '20' },
      seed: { type: 'string' },
      page: { type: 'boolean', default: false },
    },
  });
  const kills = Number(values.kills);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!Number.isSafeInteger(kills) || kills < 1 || !Number.isSafeInteger(seed)) {
    console.error('Usage: npm run test:kill -- [--kills N] [--seed N] [--page]');
    process.exit(2);
  }
  console.log(`seed ${seed}\n`);
  console.log('kill  doing  after s  edits  saves  during        lost edits  behind s');
  const runs = await killTest({
    kills,
    seed,
    page: values.page,
    onRun: ({ kill, mode, afterMs, edits, saves, during, lostEdits, behindMs }) =>
      console.log(
        String(kill).padStart(4),
        mode.padStart(6),
        (afterMs / 1000).toFixed(1).padStart(8),
        String(edits).padStart(6),
        String(saves).padStart(6),
        ` ${during.padEnd(12)}`,
        String(lostEdits).padStart(11),
        (behindMs / 1000).toFixed(2).padStart(9),
      ),
  });
  const behind = runs.map(({ behindMs }) => behindMs / 1000).toSorted((a, b) => a - b);
  const saves = runs.reduce((sum, run) => sum + run.saves, 0);
  console.log(
    `\n${kills} kills, ${saves} saves acknowledged, all present; work lost: ` +
      `median ${(behind[Math.floor(behind.length / 2)] ?? 0).toFixed(2)} s, most ${(behind.at(-1) ?? 0).toFixed(2)} s ` +
      `(at most ${mostBehindMs / 1000} s allowed).`,
  );
}

if (import.meta.main) await main();
