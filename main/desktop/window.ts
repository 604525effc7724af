// The application's window: its options, and the answers to every attempt to leave it.
import { BrowserWindow, type BrowserWindowConstructorOptions, type Session, shell, type WebContents } from 'electron';
import { externalLinkAllowed, navigationAllowed, pageUrl, permissionAllowed } from './policy.ts';

/** Says the safe defaults aloud, so that a test can hold them. Frozen: nothing may loosen them on the way. */
export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return Object.freeze({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Topolith',
    backgroundColor: '#ffffff',
    webPreferences: Object.freeze({
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
    }),
  });
}

export async function openWindow(preload: string): Promise<BrowserWindow> {
  const window = new BrowserWindow(windowOptions(preload));
  guardContents(window.webContents);
  // Shown when painted, so that no empty frame flashes up.
  window.once('ready-to-show', () => window.show());
  await window.loadURL(pageUrl);
  return window;
}

function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!navigationAllowed(event.url)) event.preventDefault();
  });
  // "will-navigate" speaks for the main frame only.
  contents.on('will-frame-navigate', (event) => {
    if (!navigationAllowed(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!navigationAllowed(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (externalLinkAllowed(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/** Both handlers are needed: one answers requests, the other silent checks. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, name, callback) => callback(permissionAllowed(name)));
  session.setPermissionCheckHandler((_contents, name) => permissionAllowed(name));
}
