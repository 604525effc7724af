// Opens the real, built application in a real Chromium: the browser-mode host as a child process on a free port, and a page that followed its address.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export interface HostProcess {
  /** `http://127.0.0.1:PORT/`; calls need the cookie that startUrl gives. */
  baseUrl: string;
  /** The printed address, which works once. */
  startUrl: string;
  dataFolder: string;
  /** What it wrote to the terminal until then. */
  printed: string;
  /** Sends a signal (SIGTERM if none is named) and resolves to the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface OpenedApp {
  page: Page;
  context: BrowserContext;
  baseUrl: string;
  /** Errors of the page and of its console so far; a good test ends with none. */
  problems: string[];
  close(): Promise<void>;
}

export interface OpenOptions {
  /** A .topolith file to open at start. */
  file?: string;
  viewport?: { width: number; height: number };
}

const root = path.join(import.meta.dirname, '../..');
/** The built host itself, and the script behind `npm start`, which ends up in the same host where there is no display. */
export const hostEntry = path.join(root, 'out/main/browser.js');
export const startEntry = path.join(root, 'scripts/start.mjs');

/** Starts the browser-mode host with a data folder of its own, or with one that the caller keeps for later starts. */
export async function startHost(
  args: readonly string[] = [],
  entry = hostEntry,
  keptFolder?: string,
): Promise<HostProcess> {
  const dataFolder = keptFolder ?? mkdtempSync(path.join(tmpdir(), 'topolith-window-'));
  const removeFolder = (): void => {
    if (keptFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
  };
  const child = spawn(process.execPath, [entry, '--port', '0', '--no-open', ...args], {
    env: { ...process.env, TOPOLITH_DATA: dataFolder, DISPLAY: '', WAYLAND_DISPLAY: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  try {
    const { startUrl, printed } = await printedAddress(child);
    return {
      startUrl,
      printed,
      baseUrl: new URL('/', startUrl).href,
      dataFolder,
      async stop(signal = 'SIGTERM') {
        child.kill(signal);
        const code = await exited;
        removeFolder();
        return code;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    removeFolder();
    throw error;
  }
}

function printedAddress(child: ChildProcess): Promise<{ startUrl: string; printed: string }> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (part: Buffer) => {
      text += part.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/start\/\S+/.exec(text);
      if (found) resolve({ startUrl: found[0], printed: text });
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Error(`the host ended early: ${text}`)));
  });
}

/** A Chromium of its own. The global set-up found the program; the tests also run as root, where its sandbox does not start. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env['TOPOLITH_CHROMIUM'];
  if (!executablePath) throw new Error('TOPOLITH_CHROMIUM is not set; the global set-up of the tests sets it');
  return chromium.launch({ executablePath, chromiumSandbox: false });
}

/** Host, Chromium and page together; `close` ends all three. */
export async function openApp({ file, viewport = { width: 1440, height: 900 } }: OpenOptions = {}): Promise<OpenedApp> {
  const host = await startHost(file === undefined ? [] : ['--', file]);
  const browser = await launchChromium().catch(async (error: unknown) => {
    await host.stop();
    throw error;
  });
  const close = async () => {
    await browser.close();
    await host.stop();
  };
  try {
    const context = await browser.newContext({ viewport, acceptDownloads: true });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.goto(host.startUrl);
    return { page, context, baseUrl: host.baseUrl, problems, close };
  } catch (error) {
    await close();
    throw error;
  }
}
