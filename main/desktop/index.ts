// The desktop app's life: one instance, its window, the files it is asked to open, and a clean end.
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import path from 'node:path';
import { app, BrowserWindow, dialog, session } from 'electron';
import { channelOf } from '../../shared/contract/names.ts';
import { dataFolder } from '../services/dataFolder.ts';
import { createServices } from '../services/index.ts';
import { createLog } from '../services/log.ts';
import { pageFiles } from '../services/page.ts';
import { createStartFiles } from '../services/startFiles.ts';
import { registerCalls } from './ipc.ts';
import { setMenu } from './menu.ts';
import { fileArguments, filesOfSecondStart } from './policy.ts';
import { registerScheme, servePage } from './protocol.ts';
import { guardPermissions, openWindow } from './window.ts';

const now = () => new Date();
const folder = dataFolder({ env: process.env, platform: process.platform, home: homedir() });
const log = createLog(folder, now);
// The built entry is out/main/index.js, beside out/renderer, out/preload and out/samples.
const out = path.join(import.meta.dirname, '..');
const preload = path.join(out, 'preload', 'preload.cjs');

const startFiles = createStartFiles(() => {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.send(channelOf('fileWaiting'));
});

/** Brings the window to the front, or makes one where the last was closed (macOS keeps the application). */
function showWindow(): void {
  const window = BrowserWindow.getAllWindows()[0];
  if (!window) {
    openWindow(preload).catch((error: unknown) => log.error('the window did not open', error));
    return;
  }
  if (window.isMinimized()) window.restore();
  window.focus();
}

async function chooseFile(): Promise<string | null> {
  const options: Electron.OpenDialogOptions = {
    properties: ['openFile'],
    filters: [{ name: 'Topolith projects', extensions: ['topolith'] }],
  };
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
}

async function run(): Promise<void> {
  await app.whenReady();
  const services = createServices({
    host: 'desktop',
    ...(process.versions['electron'] === undefined ? {} : { electron: process.versions['electron'] }),
    dataFolder: folder,
    samplesFolder: path.join(out, 'samples'),
    startFiles,
    chooseFile,
    log,
    now,
    newId: randomUUID,
  });
  app.on('will-quit', () => services.close());
  guardPermissions(session.defaultSession);
  servePage(pageFiles(path.join(out, 'renderer')));
  registerCalls(services.dispatch);
  setMenu(process.platform);
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    for (const file of filesOfSecondStart(data)) startFiles.push(file);
    showWindow();
  });
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  await openWindow(preload);
}

const files = fileArguments(process.argv.slice(1), process.cwd());
// Chromium's own files stay out of the way of ours. Before the lock, which is kept in this folder.
app.setPath('userData', path.join(folder, 'chromium'));
app.enableSandbox();
registerScheme();

// The files go as data, because Chromium reorders a second instance's arguments.
if (app.requestSingleInstanceLock({ files })) {
  // macOS hands over files by this event, which may come before the application is ready.
  app.on('open-file', (event, file) => {
    event.preventDefault();
    startFiles.push(file);
  });
  for (const file of files) startFiles.push(file);
  run().catch((error: unknown) => {
    log.error('the application did not start', error);
    dialog.showErrorBox('Topolith cannot start', error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
} else {
  app.quit();
}
