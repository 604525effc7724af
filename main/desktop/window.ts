// The application's window: its options, and the answers to every attempt to leave it.
import { BrowserWindow, type BrowserWindowConstructorOptions, type Session, shell, type WebContents } from 'electron';
import { externalLinkAllowed, navigationAllowed, pageUrl, permissionAllowed } from './policy.ts';
import { leastSize, type Place } from './windowPlace.ts';

/** Says the safe defaults aloud, so that a test can hold them. Frozen: nothing may loosen them on the way. */
export function windowOptions(preload: string, place: Place | null): BrowserWindowConstructorOptions {
  return Object.freeze({
    ...(place === null
      ? { width: 1440, height: 900 }
      : { x: place.x, y: place.y, width: place.width, height: place.height }),
    minWidth: leastSize.width,
    minHeight: leastSize.height,
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

export interface WindowEvents {
  /** The user wants it closed. False keeps it open. */
  mayClose(place: Place): boolean;
  /** The page's process died; true loads the page again. */
  pageDied(reason: string): Promise<boolean>;
}

export async function openWindow(preload: string, place: Place | null, events: WindowEvents): Promise<BrowserWindow> {
  const window = new BrowserWindow(windowOptions(preload, place));
  guardContents(window.webContents);
  // Shown when painted, so that no empty frame flashes up.
  window.once('ready-to-show', () => {
    if (place?.maximized) window.maximize();
    window.show();
  });
  window.on('close', (event) => {
    if (!events.mayClose({ ...window.getNormalBounds(), maximized: window.isMaximized() })) event.preventDefault();
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    void events.pageDied(reason).then((again) => {
      if (window.isDestroyed()) return;
      if (again) window.webContents.reload();
      else window.destroy();
    });
  });
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
  // What would be lost was asked about before; preventing the event lets the page go.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
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
