// The desktop app's life: one instance, its window, the files it is asked to open, and a clean end.
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import path from 'node:path';
import { app, BrowserWindow, dialog, screen, session } from 'electron';
import type { ActionId } from '../../shared/contract/actions.ts';
import { channelOf, type EventName } from '../../shared/contract/names.ts';
import { dataFolder } from '../services/dataFolder.ts';
import { createServices, type Services } from '../services/index.ts';
import { createLog } from '../services/log.ts';
import { pageFiles } from '../services/page.ts';
import { createWaiting } from '../services/waiting.ts';
import { createClosing } from './closing.ts';
import { askReload, askUnsaved, chooseFile, chooseTarget } from './dialogs.ts';
import { registerCalls } from './ipc.ts';
import { V8_FLAGS } from './memory.ts';
import { setMenu } from './menu.ts';
import { fileArguments, filesOfSecondStart } from './policy.ts';
import { registerScheme, servePage } from './protocol.ts';
import { guardPermissions, openWindow } from './window.ts';
import { keepPlace, placeOn, readPlace } from './windowPlace.ts';

const now = () => new Date();
const folder = dataFolder({ env: process.env, platform: process.platform, home: homedir() });
const log = createLog(folder, now);
// The built entry is out/main/index.js, beside out/renderer, out/preload and out/samples.
const out = path.join(import.meta.dirname, '..');
const preload = path.join(out, 'preload', 'preload.cjs');
const placeFile = path.join(folder, 'window.json');

const tellPage = (name: EventName) => () => {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.send(channelOf(name));
};
const startFiles = createWaiting<string>(tellPage('fileWaiting'));
const actions = createWaiting<ActionId>(tellPage('actionWaiting'));

let services: Services | undefined;
/** The user wants the whole application to end, which a window with a question holds up. */
let quitting = false;

const closing = createClosing({
  ask: askUnsaved,
  save: () => actions.push('save'),
  async discard({ id, fresh }) {
    if (id === null) return;
    await services?.dispatch('dropRecovery', { id });
    if (fresh) await services?.dispatch('trashProject', { id });
  },
  close() {
    // Without the page's own last word: it would keep what the user just gave up.
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    if (quitting) app.quit();
  },
  stay() {
    quitting = false;
  },
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
});

async function newWindow(): Promise<void> {
  closing.forget();
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  await openWindow(preload, placeOn(readPlace(placeFile), screens), {
    mayClose(place) {
      keepPlace(placeFile, place);
      return closing.mayClose();
    },
    pageDied(reason) {
      log.error(`the page died (${reason})`);
      // It cannot save any more; the recovery copy has what it had.
      closing.forget();
      return askReload();
    },
  });
}

/** Brings the window to the front, or makes one where the last was closed (macOS keeps the application). */
function showWindow(): void {
  const window = BrowserWindow.getAllWindows()[0];
  if (!window) {
    newWindow().catch((error: unknown) => log.error('the window did not open', error));
    return;
  }
  if (window.isMinimized()) window.restore();
  window.focus();
}

function onAction(id: ActionId): void {
  actions.push(id);
  if (BrowserWindow.getAllWindows().length === 0) showWindow();
}

async function run(): Promise<void> {
  await app.whenReady();
  const running = createServices({
    host: 'desktop',
    ...(process.versions['electron'] === undefined ? {} : { electron: process.versions['electron'] }),
    dataFolder: folder,
    samplesFolder: path.join(out, 'samples'),
    startFiles,
    actions,
    chooseFile,
    chooseTarget,
    onUnsaved: (unsaved) => closing.setUnsaved(unsaved),
    log,
    now,
    newId: randomUUID,
  });
  services = running;
  app.on('before-quit', () => (quitting = true));
  app.on('will-quit', () => running.close());
  guardPermissions(session.defaultSession);
  servePage(pageFiles(path.join(out, 'renderer')));
  registerCalls(running.dispatch);
  setMenu(process.platform, onAction);
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    for (const file of filesOfSecondStart(data)) startFiles.push(file);
    showWindow();
  });
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  await newWindow();
}

const files = fileArguments(process.argv.slice(1), process.cwd());
// Chromium's own files stay out of the way of ours. Before the lock, which is kept in this folder.
app.setPath('userData', path.join(folder, 'chromium'));
app.enableSandbox();
app.commandLine.appendSwitch('js-flags', V8_FLAGS.join(' '));
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
