// `npm start`: builds if needed, then opens the desktop app where it can run, and browser mode where it cannot.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fetchElectron, installedElectron, whyNoWindow } from './electronRuntime.mjs';
import { isStale } from './freshness.mjs';
import { unfitNode } from './nodeVersion.mjs';

const usage = 'npm start -- [--browser] [--port N] [--no-open] [FILE.topolith]';

/** @returns {never} @param {string} sentence */
function refuse(sentence, code = 1) {
  console.error(sentence);
  process.exit(code);
}

const unfit = unfitNode(process.versions.node);
if (unfit) refuse(unfit, 3);

// Below the check, since older versions do not know import.meta.dirname.
const root = path.join(import.meta.dirname, '..');
const options = readOptions();
if (isStale(root)) {
  const built = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
  if (built.status !== 0) refuse('Topolith was not built; the reason is above.');
}

const electron = options.browser ? null : await findElectron();
process.exitCode = electron === null ? await runBrowserMode() : await runDesktop(electron);

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        browser: { type: 'boolean', default: false },
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    if (positionals.length > 1) throw new Error('only one file can be opened at start');
    // npm runs scripts in the package's folder; the user meant the folder that npm was called in.
    const file = positionals[0] && path.resolve(process.env['INIT_CWD'] ?? process.cwd(), positionals[0]);
    return { browser: values.browser, port: values.port, noOpen: values['no-open'], file };
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}`, 2);
  }
}

/** Electron's program, or null with the reason printed. */
async function findElectron() {
  const reason = whyNoWindow();
  if (reason) {
    console.log(`Browser mode, because ${reason}.`);
    return null;
  }
  const installed = installedElectron();
  if (installed) return installed;
  console.log("Fetching Electron's runtime (once) ...");
  const fetched = await fetchElectron();
  if (!fetched) console.log("Browser mode, because Electron's runtime is not installed and could not be fetched.");
  return fetched;
}

/** @param {string} program */
async function runDesktop(program) {
  const env = { ...process.env };
  // Terminals inside Electron-based editors set it; it would make Electron a plain Node.
  delete env['ELECTRON_RUN_AS_NODE'];
  const started = Date.now();
  const code = await run(program, [root, ...(options.file ? [options.file] : [])], env);
  // A machine whose sandbox or libraries do not fit ends Electron at once; the user still gets the application.
  if (code === 0 || Date.now() - started > 10_000) return code;
  console.log(`Browser mode, because Electron ended at once (code ${code}).`);
  return runBrowserMode();
}

function runBrowserMode() {
  const args = [path.join(root, 'out/main/browser.js')];
  if (options.port !== undefined) args.push('--port', options.port);
  if (options.noOpen) args.push('--no-open');
  if (options.file) args.push('--', options.file);
  return run(process.execPath, args, process.env);
}

/**
 * Runs a child to its end and hands it the signals that this process gets.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
function run(program, args, env) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit', env });
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => child.kill(signal);
    const done = (/** @type {number} */ code) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve(code);
    };
    process.on('SIGINT', pass).on('SIGTERM', pass);
    child.on('error', () => done(1));
    child.on('exit', (code, signal) => done(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
  });
}
