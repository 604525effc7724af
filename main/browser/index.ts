// Starts browser mode: the same page and the same calls as the desktop app, served on this machine only.
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import path from 'node:path';
import { createServices } from '../services/index.ts';
import { dataFolder } from '../services/dataFolder.ts';
import { messageOf } from '../services/errors.ts';
import { createLog } from '../services/log.ts';
import { pageFiles } from '../services/page.ts';
import { createWaiting } from '../services/waiting.ts';
import { openBrowser } from './openBrowser.ts';
import { browserOptions } from './options.ts';
import { startServer } from './server.ts';

async function main(): Promise<void> {
  const options = browserOptions(process.argv.slice(2));
  const now = () => new Date();
  const folder = dataFolder({ env: process.env, platform: process.platform, home: homedir() });
  const log = createLog(folder, now);
  // The built entry is out/main/browser.js, beside out/renderer and out/samples.
  const out = path.join(import.meta.dirname, '..');
  const startFiles = createWaiting<string>();
  if (options.file !== undefined) startFiles.push(path.resolve(options.file));
  const page = pageFiles(path.join(out, 'renderer'));
  const services = createServices({
    host: 'browser',
    dataFolder: folder,
    samplesFolder: path.join(out, 'samples'),
    startFiles,
    log,
    now,
    newId: randomUUID,
  });
  const server = await startServer({
    port: options.port,
    page,
    dispatch: services.dispatch,
    log,
    onNewAddress: (url) => console.log(`That address was used before. A fresh one: ${url}`),
  }).catch((error: unknown) => {
    services.close();
    throw error;
  });

  // First of all, so that a signal right after start-up stops cleanly too.
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void server.close().finally(() => {
      services.close();
      process.exit(0);
    });
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  console.log(`Topolith is at ${server.startUrl}`);
  console.log('This address works once and on this machine only. Ctrl+C stops Topolith.');
  if (options.open) openBrowser(server.startUrl);
}

main().catch((error: unknown) => {
  console.error(`Topolith cannot start: ${messageOf(error)}.`);
  process.exit(1);
});
