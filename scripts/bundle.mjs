// Programs for Node as the app ships them.
import { build } from 'vite';

/**
 * One Node-side bundle. Everything but Electron and the native store is bundled, so that an installed app needs only better-sqlite3.
 * @param {Record<string, string>} input
 * @param {string} outDir
 * @param {'es' | 'cjs'} format
 * @param {string} extension
 * @param {boolean} emptyOutDir
 */
export const buildNode = (input, outDir, format, extension, emptyOutDir = true) =>
  build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      emptyOutDir,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input,
        external: ['electron', 'better-sqlite3', /^node:/],
        output: { format, entryFileNames: `[name].${extension}`, chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  });
