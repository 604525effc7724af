// Starts the real, built desktop app on the stand-in: its own data folder, the resolve hook, main's entry, and then "ready".
import { mkdtempSync, rmSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { application } from './electron.ts';
import { type InvokeEvent, state } from './state.ts';
import { closeChromium, type StandInWindow } from './window.ts';

export interface LaunchedApp {
  window: StandInWindow;
  dataFolder: string;
  /** Calls a registered handler as if a frame of the given address had asked. */
  invokeAs(event: InvokeEvent, channel: string, request: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export const outFolder = path.join(import.meta.dirname, '../../out');

/**
 * Once for each test file: a module is evaluated once in a process, and so is main. `prepare` fills the data folder before; one that
 * is named stays when the app is closed.
 */
export async function launch(
  prepare: (dataFolder: string) => void = () => {},
  keptFolder?: string,
): Promise<LaunchedApp> {
  const dataFolder = keptFolder ?? mkdtempSync(path.join(tmpdir(), 'topolith-standin-'));
  prepare(dataFolder);
  process.env['TOPOLITH_DATA'] = dataFolder;
  const standIn = pathToFileURL(path.join(import.meta.dirname, 'electron.ts')).href;
  registerHooks({
    resolve: (name, context, next) =>
      name === 'electron' ? { url: standIn, shortCircuit: true } : next(name, context),
  });
  await import(pathToFileURL(path.join(outFolder, 'main/index.js')).href);
  application.start();
  return {
    window: await firstVisibleWindow(),
    dataFolder,
    async invokeAs(event, channel, request) {
      const handler = state.handlers.get(channel);
      if (!handler) throw new Error(`no handler for ${channel}`);
      return handler(event, request);
    },
    async close() {
      // Without questions: a test may leave anything unsaved.
      for (const window of state.windows) window.destroy();
      application.quit();
      await closeChromium();
      if (keptFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Main shows its window when the page is painted; until then there is only main's error box to look at. */
async function firstVisibleWindow(): Promise<StandInWindow> {
  const deadline = AbortSignal.timeout(30_000);
  while (!deadline.aborted) {
    const failed = state.calls.find((call) => call.api === 'dialog.showErrorBox');
    if (failed) throw new Error(`the application did not start: ${failed.args.join(': ')}`);
    const window = state.windows.find((candidate) => candidate.visible);
    if (window) return window;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('no window was shown');
}
