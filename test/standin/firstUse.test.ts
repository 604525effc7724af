// A new user in the desktop app: the real built main and preload, killed half-way and started again on the same data.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'topolith-first-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly printed: string;
}

function run(half: 'first' | 'second'): Promise<End> {
  const script = path.join(import.meta.dirname, 'firstUseHalf.ts');
  const child = spawn(process.execPath, [script, half, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout.on('data', (part: Buffer) => (printed += part.toString()));
  child.stderr.on('data', (part: Buffer) => (printed += part.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, printed }));
  });
}

test(
  'a new user draws, cuts, undoes, saves, loses the host, finds everything again and hands it on',
  { timeout: 240_000 },
  async () => {
    expect(await run('first')).toEqual({ code: null, signal: 'SIGKILL', printed: '' });
    expect(await run('second')).toEqual({ code: 0, signal: null, printed: '' });
  },
);
