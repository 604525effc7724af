// `npm run test:kill [-- --kills N --seed N]`: kills the host at random moments while a project is edited and saved, and counts what was lost.
// It speaks to the built browser-mode host as the page does: printed address, cookie, calls one after the other.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { recoverAfterMs, recoverWithinMs } from '../shared/contract/recovery.ts';

const root = path.join(import.meta.dirname, '..');
const sample = JSON.parse(readFileSync(path.join(root, 'samples/order.topolith'), 'utf8'));

/** Work that may be lost, in ms. */
const mostBehindMs = 5000;

/**
 * @typedef {{
 *   kill: number, mode: 'edit' | 'save', afterMs: number, edits: number, saves: number, during: string,
 *   lostEdits: number, behindMs: number
 * }} Run
 * @typedef {Awaited<ReturnType<typeof startHost>>} Host
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

/** @param {number} edit */
const textOf = (edit) => JSON.stringify({ ...sample, note: `edit ${edit}` });
/** @param {string} text */
const editOf = (text) => Number(JSON.parse(text).note.slice('edit '.length));

/** Starts the host on a data folder, and enters by the address that it prints. @param {string} data @param {string[]} files */
async function startHost(data, files) {
  const args = [path.join(root, 'out/main/browser.js'), '--no-open', ...files];
  const env = { ...process.env, TOPOLITH_DATA: data };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  /** @type {Promise<number | null>} */
  const exited = new Promise((resolve) => child.once('exit', resolve));
  /** @type {string} */
  const start = await new Promise((resolve, reject) => {
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (part) => {
      printed += part;
      const address = /http:\S+\/start\/\S+/.exec(printed);
      if (address) resolve(address[0]);
    });
    child.once('exit', () => reject(new Error(`the host ended early: ${printed}`)));
  });
  const { origin } = new URL(start);
  const entered = await fetch(start, { redirect: 'manual' });
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  const headers = { 'content-type': 'application/json', 'x-topolith': '1', origin, cookie };
  return {
    /** The value of the answer; throws if the call failed. @param {string} name @param {unknown} request @returns {Promise<any>} */
    async call(name, request) {
      const response = await fetch(`${origin}/api/${name}`, { method: 'POST', headers, body: JSON.stringify(request) });
      /** @type {any} */
      const envelope = await response.json();
      if (!envelope.ok) throw new Error(`${name}: ${envelope.error.message}`);
      return envelope.value;
    },
    /** @param {NodeJS.Signals} signal */
    end(signal) {
      child.kill(signal);
      return exited;
    },
  };
}

/** What the page knows, and what it was told; all of it must be true after any kill. */
class Work {
  id = '';
  revision = 1;
  /** The number of the newest edit, and when each was made. */
  edit = 0;
  /** @type {Map<number, number>} */
  madeAt = new Map();
  /** Acknowledged: texts by revision, and the newest edit in a copy or a revision. @type {Map<number, string>} */
  saved = new Map();
  keptEdit = 0;
  /** Under way when the kill came: it may have reached the store or not. */
  during = '-';
  /** @type {string | null} */
  saving = null;

  /** @param {Host} host */
  async keep(host) {
    const edit = this.edit;
    this.during = 'keepRecovery';
    await host.call('keepRecovery', { id: this.id, baseRevision: this.revision, text: textOf(edit) });
    this.keptEdit = edit;
    this.during = '-';
  }

  /** @param {Host} host */
  async save(host) {
    const edit = this.edit;
    this.saving = textOf(edit);
    this.during = 'saveProject';
    const { revision, file } = await host.call('saveProject', {
      id: this.id,
      baseRevision: this.revision,
      text: this.saving,
    });
    assert.equal(file.state, 'written', 'nobody else changes the linked file');
    this.saved.set(revision, this.saving);
    this.revision = revision;
    this.keptEdit = edit;
    this.saving = null;
    this.during = '-';
  }
}

/**
 * Edits as a person does, or saves as fast as the host answers, until the kill.
 * @param {Work} work @param {Host} host @param {Run['mode']} mode @param {() => number} random @param {AbortSignal} signal
 */
async function workUntil(work, host, mode, random, signal) {
  /** @param {number} time */
  const until = (time) => pause(Math.max(0, time - performance.now()), undefined, { signal });
  /** When the copy is due, and since when an edit waits for it. */
  let due = Infinity;
  let waitingSince = Infinity;
  const caughtUp = () => {
    due = Infinity;
    waitingSince = Infinity;
  };
  for (;;) {
    if (mode === 'edit') {
      const next = performance.now() + (random() < 0.1 ? 1500 * random() : 20 + 250 * random());
      if (due <= next) {
        await until(due);
        caughtUp();
        await work.keep(host);
      }
      await until(next);
    }
    signal.throwIfAborted();
    const at = performance.now();
    work.madeAt.set(++work.edit, at);
    waitingSince = Math.min(waitingSince, at);
    due = Math.min(at + recoverAfterMs, waitingSince + recoverWithinMs);
    if (mode === 'save') await work.keep(host);
    if (mode === 'save' || random() < 0.04) {
      caughtUp();
      await work.save(host);
    }
  }
}

/** A pause that was cut short, or the broken connection to a killed host. @param {unknown} error */
const isDeath = (error) => error instanceof TypeError || (error instanceof Error && error.name === 'AbortError');

/** Asks the restarted host for everything that was acknowledged. @param {Work} work @param {Host} host @param {string} file @param {number} killedAt */
async function check(work, host, file, killedAt) {
  const { id } = work;
  /** @type {{ number: number }[]} */
  const listed = await host.call('listRevisions', { id });
  const numbers = listed.map(({ number }) => number).toReversed();
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
    'revisions are there without a gap',
  );
  for (const [number, text] of work.saved) {
    assert.equal((await host.call('openRevision', { id, number })).text, text, `revision ${number} is whole`);
  }
  const project = await host.call('openProject', { id });
  if (project.revision > work.revision) {
    // Committed, and killed before the answer.
    assert.deepEqual([project.revision, project.text], [work.revision + 1, work.saving], 'the save under way is whole');
    work.saved.set(project.revision, project.text);
    work.revision = project.revision;
  }
  assert.equal(project.revision, work.revision, 'the newest acknowledged save is the newest revision');
  assert.equal(project.file.state, 'unchanged', 'the linked file holds what Topolith wrote');
  assert([...work.saved.values()].slice(-2).includes(readFileSync(file, 'utf8')), 'the linked file is whole');

  const found = editOf(project.recovery?.text ?? project.text);
  assert(found >= work.keptEdit, `edit ${work.keptEdit} was acknowledged, edit ${found} came back`);
  const lostEdits = work.edit - found;
  const behindMs = lostEdits === 0 ? 0 : killedAt - (work.madeAt.get(found + 1) ?? 0);
  assert(behindMs <= mostBehindMs, `the copy is ${Math.round(behindMs)} ms behind`);
  work.edit = found;
  work.keptEdit = found;
  work.saving = null;
  work.during = '-';
  return { lostEdits, behindMs };
}

/**
 * Throws at the first thing that was lost.
 * @param {{ kills: number, seed: number, onRun?: (run: Run) => void }} options
 * @returns {Promise<Run[]>}
 */
export async function killTest({ kills, seed, onRun = () => {} }) {
  const random = randomFrom(seed);
  const folder = mkdtempSync(path.join(tmpdir(), 'topolith-kill-'));
  const data = path.join(folder, 'data');
  const file = path.join(folder, 'Order.topolith');
  /** @type {Host | undefined} */
  let host;
  try {
    writeFileSync(file, textOf(0));
    host = await startHost(data, [file]);
    await host.call('startFile', {});
    const work = new Work();
    work.saved.set(1, textOf(0));
    work.id = (await host.call('createProject', { name: 'Order', text: textOf(0), path: file })).id;
    /** @type {Run[]} */
    const runs = [];
    for (let kill = 1; kill <= kills; kill++) {
      /** @type {Run['mode']} */
      const mode = kill % 4 === 2 ? 'save' : 'edit';
      const afterMs = mode === 'save' ? 100 + 1400 * random() : 300 + 8700 * random();
      const before = { edit: work.edit, revision: work.revision };
      const stop = new AbortController();
      const killed = pause(afterMs).then(async () => {
        const at = performance.now();
        stop.abort();
        await host?.end('SIGKILL');
        return at;
      });
      await workUntil(work, host, mode, random, stop.signal).catch((/** @type {unknown} */ error) => {
        if (!stop.signal.aborted || !isDeath(error)) throw error;
      });
      const { during } = work;
      const edits = work.edit - before.edit;
      const saves = work.revision - before.revision;
      const killedAt = await killed;
      host = await startHost(data, []);
      const run = { kill, mode, afterMs, edits, saves, during, ...(await check(work, host, file, killedAt)) };
      runs.push(run);
      onRun(run);
    }
    // The work goes on, and a last save clears what a killed writer left beside the file.
    work.edit += 1;
    await work.save(host);
    assert.deepEqual(readdirSync(folder).toSorted(), ['Order.topolith', 'data']);
    assert.equal(await host.end('SIGTERM'), 0);
    host = undefined;
    assert.deepEqual(readdirSync(data), ['topolith.db'], 'nothing was damaged, and nothing logged');
    return runs;
  } finally {
    await host?.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main() {
  const { values } = parseArgs({ options: { kills: { type: 'string', default: '20' }, seed: { type: 'string' } } });
  const kills = Number(values.kills);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!Number.isSafeInteger(kills) || kills < 1 || !Number.isSafeInteger(seed)) {
    console.error('Usage: npm run test:kill -- [--kills N] [--seed N]');
    process.exit(2);
  }
  console.log(`seed ${seed}\n`);
  console.log('kill  doing  after s  edits  saves  during        lost edits  behind s');
  const runs = await killTest({
    kills,
    seed,
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
    `\n${kills} kills, ${saves} saves acknowledged, all present with their bytes; work lost: ` +
      `median ${(behind[Math.floor(behind.length / 2)] ?? 0).toFixed(2)} s, most ${(behind.at(-1) ?? 0).toFixed(2)} s ` +
      `(at most ${mostBehindMs / 1000} s allowed).`,
  );
}

if (import.meta.main) await main();
