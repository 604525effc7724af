// The stand-in's BrowserWindow: a page in a real Chromium that runs the real preload and asks the real main for its files.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Frame as ChromiumFrame,
  type Page,
  type Route,
} from 'playwright-core';
import { fromChromium, isOurs, toChromium } from './address.ts';
import { bindingName, initScript } from './preloadHost.ts';
import { type Frame, record, state } from './state.ts';
import { cloned, strict } from './strict.ts';

export interface WindowOptions {
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  show?: boolean;
  webPreferences?: Record<string, unknown>;
}

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

let browser: Promise<Browser> | undefined;

const launched = (): Promise<Browser> => {
  const executablePath = process.env['TOPOLITH_CHROMIUM'];
  if (!executablePath) throw new Error('TOPOLITH_CHROMIUM is not set; the global set-up of the tests sets it');
  // The tests also run as root, where Chromium's own sandbox does not start.
  return (browser ??= chromium.launch({ executablePath, chromiumSandbox: false }));
};

export async function closeChromium(): Promise<void> {
  await (await browser)?.close();
}

export class StandInContents extends EventEmitter {
  openHandler: OpenHandler | undefined;
  page: Page | undefined;

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  send(channel: string): void {
    const emit = `window[Symbol.for('standin')].emit(${JSON.stringify(channel)})`;
    this.page?.evaluate(emit).catch(() => {});
  }

  /** Asks main whether a window may open. The stand-in models refusal only, which is all that the application wants. */
  ask(url: string): void {
    const answer = this.openHandler?.({ url });
    if (answer?.action !== 'deny') throw new Error(`electron stand-in: a window for ${url} was allowed`);
  }

  /** Loads the page again, as after the death of its process. */
  reload(): void {
    record('webContents.reload');
    void this.page?.reload();
  }

  /** True if a listener prevented it. */
  prevented(name: string, url: string): boolean {
    let prevented = false;
    this.emit(name, { url, preventDefault: () => (prevented = true) });
    return prevented;
  }
}

export class StandInWindow extends EventEmitter {
  readonly options: WindowOptions;
  readonly contents = new StandInContents();
  readonly webContents: StandInContents = strict('webContents', this.contents);
  closed = false;
  visible: boolean;
  #context: BrowserContext | undefined;
  #maximized = false;
  /** Set while main itself loads an address: that is no navigation to ask about. */
  #loading = false;

  static getAllWindows(): StandInWindow[] {
    return state.windows.filter((window) => !window.closed);
  }

  static getFocusedWindow(): StandInWindow | null {
    return StandInWindow.getAllWindows().find((window) => window.visible) ?? null;
  }

  constructor(options: WindowOptions) {
    super();
    if (!state.ready) throw new Error('Cannot create BrowserWindow before app is ready');
    this.options = options;
    this.visible = options.show !== false;
    state.windows.push(this);
    record('new BrowserWindow', options);
  }

  get page(): Page {
    if (!this.contents.page) throw new Error('the window has loaded nothing yet');
    return this.contents.page;
  }

  show(): void {
    this.visible = true;
    this.emit('show');
  }

  focus(): void {
    record('window.focus');
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {}

  async loadURL(url: string): Promise<void> {
    const preload = this.#preload();
    this.#context = await (
      await launched()
    ).newContext({ viewport: { width: this.options.width ?? 800, height: this.options.height ?? 600 } });
    await this.#context.route('**/*', (route) => this.#answer(route));
    const page = await this.#context.newPage();
    this.contents.page = page;
    await page.exposeBinding(bindingName, (source, kind: string, name: string, args: unknown[]) =>
      kind === 'open' ? this.contents.ask(fromChromium(name)) : this.#invoke(source.frame, name, args),
    );
    await page.addInitScript({ content: initScript(preload) });
    this.#loading = true;
    await page.goto(toChromium(url)).finally(() => (this.#loading = false));
    this.emit('ready-to-show');
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    const { x = 0, y = 0, width = 800, height = 600 } = this.options;
    return { x, y, width, height };
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  maximize(): void {
    this.#maximized = true;
  }

  isDestroyed(): boolean {
    return this.closed;
  }

  /** As the user's click on the cross: main may prevent it. */
  close(): void {
    if (this.closed) return;
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (!prevented) this.destroy();
  }

  /** Closes without asking main, and without the page's own events. */
  destroy(): void {
    if (this.closed) return;
    this.closed = true;
    // Chromium itself may be ending already.
    this.#context?.close().catch(() => {});
    this.emit('closed');
    if (StandInWindow.getAllWindows().length === 0) state.onAllClosed();
  }

  #preload(): string {
    const { preload, sandbox } = this.options.webPreferences ?? {};
    if (typeof preload !== 'string') return '';
    if (sandbox !== false && !/\.c?js$/.test(preload)) throw new Error('a sandboxed preload must be CommonJS');
    return readFileSync(preload, 'utf8');
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = fromChromium(request.url());
    if (request.isNavigationRequest() && !this.#loading && !this.#mayNavigate(request.frame(), url)) {
      return route.abort('aborted');
    }
    const handler = isOurs(request.url()) ? state.schemes.get(new URL(url).protocol.slice(0, -1)) : undefined;
    if (!handler) {
      state.refusedRequests.push(url);
      return route.abort('internetdisconnected');
    }
    const response = await handler(new Request(url, { method: request.method() }));
    const body = Buffer.from(await response.arrayBuffer());
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body });
  }

  #mayNavigate(frame: ChromiumFrame, url: string): boolean {
    if (frame.page() !== this.contents.page) {
      this.contents.ask(url);
      // The refused window exists in Chromium already; in Electron it never would.
      void frame.page().close();
      return false;
    }
    const names = frame.parentFrame() === null ? ['will-navigate', 'will-frame-navigate'] : ['will-frame-navigate'];
    return !names.some((name) => this.contents.prevented(name, url));
  }

  async #invoke(frame: ChromiumFrame, channel: string, args: unknown[]): Promise<{ value?: unknown; error?: string }> {
    const handler = state.handlers.get(channel);
    if (!handler) return { error: `Error invoking remote method '${channel}': No handler registered` };
    try {
      const event = { sender: this.webContents, senderFrame: frameOf(frame) };
      return { value: cloned(await handler(event, ...(cloned(args) as unknown[]))) };
    } catch (error) {
      return { error: `Error invoking remote method '${channel}': ${String(error)}` };
    }
  }
}

function frameOf(frame: ChromiumFrame): Frame {
  const parent = frame.parentFrame();
  return { url: fromChromium(frame.url()), parent: parent === null ? null : frameOf(parent) };
}
