// Saves against sudden death: whatever was acknowledged before a SIGKILL is in the store afterwards, whole and in order.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createServices } from '../../main/services/index.ts';
import { silentLog } from '../../main/services/log.ts';
import { createStartFiles } from '../../main/services/startFiles.ts';
import { textOf } from './projectSamples.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'topolith-kill-'));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Lets a child save until it has acknowledged that many, kills it in the middle of its work, and gives the last number it printed. */
function killAfter(saves: number): Promise<{ last: number; signal: string | null; errors: string }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'saveUntilKilled.ts'), folder]);
  let printed = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    printed += part;
    if (printed.split('\n').length > saves) child.kill('SIGKILL');
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => (errors += part));
  return new Promise((resolve) => {
    child.on('close', (_code, signal) => {
      // A line that was cut off is no acknowledgement.
      const whole = printed.split('\n').slice(0, -1);
      resolve({ last: Number(whole.at(-1)), signal, errors });
    });
  });
}

async function stored() {
  const services = createServices({
    host: 'browser',
    dataFolder: folder,
    samplesFolder: '',
    startFiles: createStartFiles(),
    log: silentLog,
    now: () => new Date(),
    newId: () => 'unused',
  });
  const value = async (name: string, request: unknown) => {
    const envelope = await services.dispatch(name, request);
    if (!envelope.ok) throw new Error(envelope.error.message);
    return envelope.value;
  };
  const numbers = ((await value('listRevisions', { id: 'p' })) as { number: number }[])
    .map(({ number }) => number)
    .toReversed();
  const texts: string[] = [];
  for (const number of numbers) {
    texts.push(((await value('openRevision', { id: 'p', number })) as { text: string }).text);
  }
  const { recovery } = (await value('openProject', { id: 'p' })) as { recovery: { baseRevision: number } | null };
  services.close();
  return { numbers, texts, recoveryBase: recovery?.baseRevision ?? null };
}

test('five kills during saves lose no acknowledged save', async () => {
  for (const saves of [1, 3, 10, 25, 40]) {
    const { last, signal, errors } = await killAfter(saves);
    expect([signal, errors]).toEqual(['SIGKILL', '']);
    const { numbers, texts, recoveryBase } = await stored();
    const newest = numbers.length;
    // The kill may come between a commit and its line, and never the other way round.
    expect([last, last + 1]).toContain(newest);
    expect(numbers).toEqual(Array.from({ length: newest }, (_, i) => i + 1));
    expect(texts).toEqual(numbers.map((number) => textOf(String(number))));
    expect([null, newest]).toContain(recoveryBase);
  }
  expect(readdirSync(folder)).toEqual(['topolith.db']);
});
