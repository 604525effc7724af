// The module that stands in for "electron": the parts that main uses, with Electron's rules about order, on a real Chromium.
import { EventEmitter } from 'node:events';
import { type InvokeHandler, type MenuItem, type ProtocolHandler, record, state } from './state.ts';
import { strict } from './strict.ts';
import { StandInWindow } from './window.ts';

class App extends EventEmitter {
  #becomeReady: () => void = () => {};
  readonly #ready = new Promise<void>((resolve) => (this.#becomeReady = resolve));
  #quit: 'no' | 'trying' | 'done' = 'no';

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

  readonly commandLine = {
    appendSwitch(name: string, value?: string): void {
      if (state.ready) throw new Error('switches have no effect once app is ready');
      record('app.commandLine.appendSwitch', name, value);
    },
  };

  setPath(name: string, folder: string): void {
    record('app.setPath', name, folder);
  }

  requestSingleInstanceLock(data?: unknown): boolean {
    record('app.requestSingleInstanceLock', data);
    return true;
  }

  /** Asks each window to close; one that stays open calls the end off. */
  quit(): void {
    record('app.quit');
    if (this.#quit !== 'no') return;
    this.#quit = 'trying';
    this.emit('before-quit', { preventDefault() {} });
    for (const window of StandInWindow.getAllWindows()) window.close();
    if (StandInWindow.getAllWindows().length > 0) {
      this.#quit = 'no';
      return;
    }
    this.#quit = 'done';
    this.emit('will-quit', { preventDefault() {} });
  }

  allClosed(): void {
    if (this.#quit === 'no') this.emit('window-all-closed');
  }

  exit(code: number): void {
    record('app.exit', code);
  }
}

export const application = new App();
state.onAllClosed = () => application.allClosed();
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
  async showSaveDialog(...args: unknown[]) {
    record('dialog.showSaveDialog', args.at(-1));
    return state.saveAnswers.shift() ?? { canceled: true, filePath: '' };
  },
  async showMessageBox(...args: unknown[]) {
    const options = args.at(-1) as { cancelId?: number };
    record('dialog.showMessageBox', options);
    return { response: state.questionAnswers.shift() ?? options.cancelId ?? 0, checkboxChecked: false };
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

const wholeScreen = { x: 0, y: 0, width: 1920, height: 1080 };

export const screen = strict('screen', {
  getAllDisplays() {
    if (!state.ready) throw new Error('The screen module can only be used after app is ready');
    return [{ id: 1, bounds: wholeScreen, workArea: wholeScreen }];
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
