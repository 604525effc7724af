/** Programs of the bench as the app ships its own: bundled JavaScript, so that no compiler of TypeScript is in the memory that is measured. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildNode } from '../../scripts/bundle.mjs';

/** Calls `measure` with the folder in which the programs are, as NAME.mjs; it is gone afterwards. */
export async function bundled<T>(names: readonly string[], measure: (folder: string) => T): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'topolith-bench-'));
  try {
    const input = Object.fromEntries(names.map((name) => [name, path.join(import.meta.dirname, `${name}.ts`)]));
    await buildNode(input, folder, 'es', 'mjs', false);
    return measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
