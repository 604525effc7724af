/** Programs of the bench as the app ships its own: bundled JavaScript, so that no compiler of TypeScript is in the memory that is measured. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';

/** Calls `measure` with the folder in which the programs are, as NAME.mjs; it is gone afterwards. */
export async function bundled<T>(names: readonly string[], measure: (folder: string) => T): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'topolith-bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      publicDir: false,
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir: folder,
        emptyOutDir: false,
        target: 'node24',
        minify: false,
        rolldownOptions: {
          input: Object.fromEntries(names.map((name) => [name, path.join(import.meta.dirname, `${name}.ts`)])),
          external: /^node:/,
          output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
        },
      },
    });
    return measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
