// The module that stands in for "electron": the parts that main uses, with Electron's rules about order, on a real Chromium.
import { EventEmitter } from 'node:events';
import { type InvokeHandler, type MenuItem, type ProtocolHandler, record, state } from './state.ts';
import { strict } from './strict.ts';
import { StandInWindow } from './window.ts';

class App extends EventEmitter {
  #becomeReady: () => void = () => {};
  readonly #ready = new Promise<void>((resolve) => (this.#becomeReady = resolve));

  /** Called by the launcher once main's entry was evaluated, as Electron does. */
  start(): void {
    state.ready = true;
    this.emit('ready');
    this.#becomeReady();
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  enableSandbox(): void {
    if (state.ready) throw new Error('app.enableSandbox() can only be called before app is ready');
    record('app.enableSandbox');
  }

  setPath(name: string, folder: string): void {
    record('app.setPath', name, folder);
  }

  requestSingleInstanceLock(data?: unknown): boolean {
    record('app.requestSingleInstanceLock', data);
    return true;
  }

  quit(): void {
    record('app.quit');
    this.emit('before-quit', { preventDefault() {} });
    this.emit('will-quit', { preventDefault() {} });
  }

  exit(code: number): void {
    record('app.exit', code);
  }
}

export const application = new App();
export const app = strict('app', application);

export const ipcMain = strict('ipcMain', {
  handle(channel: string, handler: InvokeHandler): void {
    if (state.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    state.handlers.set(channel, handler);
  },
});

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: unknown): void {
    if (state.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    record('protocol.registerSchemesAsPrivileged', schemes);
  },
  handle(scheme: string, handler: ProtocolHandler): void {
    if (!state.ready) throw new Error('protocol.handle can only be called after app is ready');
    state.schemes.set(scheme, handler);
  },
});

export const dialog = strict('dialog', {
  async showOpenDialog(...args: unknown[]) {
    record('dialog.showOpenDialog', args.at(-1));
    return state.dialogAnswers.shift() ?? { canceled: true, filePaths: [] };
  },
  showErrorBox(title: string, content: string): void {
    record('dialog.showErrorBox', title, content);
  },
});

export const shell = strict('shell', {
  async openExternal(url: string): Promise<void> {
    record('shell.openExternal', url);
  },
});

export const session = strict('session', {
  defaultSession: strict('session.defaultSession', {
    setPermissionRequestHandler(handler: NonNullable<typeof state.permissionRequest>): void {
      state.permissionRequest = handler;
    },
    setPermissionCheckHandler(handler: NonNullable<typeof state.permissionCheck>): void {
      state.permissionCheck = handler;
    },
  }),
});

export const Menu = strict('Menu', {
  buildFromTemplate: (template: MenuItem[]): MenuItem[] => template,
  setApplicationMenu(menu: MenuItem[]): void {
    state.menu = menu;
  },
});

export const BrowserWindow = StandInWindow;
