// The built desktop app when the user gives changes up: the window closes, the recovery copy is gone, and the application ends.
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServices } from '../../main/services/index.ts';
import { silentLog } from '../../main/services/log.ts';
import { createWaiting } from '../../main/services/waiting.ts';
import { type LaunchedApp, launch } from '../standin/launch.ts';
import { state } from '../standin/state.ts';

let app: LaunchedApp;
const place = { x: 100, y: 50, width: 1200, height: 800, maximized: true };

beforeAll(async () => {
  app = await launch((folder) => writeFileSync(path.join(folder, 'window.json'), JSON.stringify(place)));
});

afterAll(async () => {
  await app.close();
});

test('the window comes up where it was', () => {
  const { x, y, width, height } = app.window.options;
  expect({ x, y, width, height, maximized: app.window.isMaximized() }).toEqual(place);
});

test('"Do not save" drops the recovery copy, closes the window without a word of the page, and ends the application', async () => {
  const id = await app.window.page.evaluate<string>(`(async () => {
    const value = async (name, request) => (await window.topolith.call(name, request)).value;
    const { text } = await value('openSample', { id: 'order' });
    const { id } = await value('createProject', { name: 'Shop', text });
    await value('keepRecovery', { id, baseRevision: 1, text: text + '\\n' });
    addEventListener('beforeunload', (event) => event.preventDefault());
    addEventListener('pagehide', () => void value('keepRecovery', { id, baseRevision: 1, text }));
    await value('setUnsaved', { name: 'Shop', id, fresh: true });
    return id;
  })()`);
  state.questionAnswers.push(1);
  app.window.close();
  expect(app.window.closed).toBe(false);
  await expect.poll(() => app.window.closed).toBe(true);
  expect(readdirSync(app.dataFolder)).not.toContain('topolith.db-wal');
  const services = createServices({
    host: 'browser',
    dataFolder: app.dataFolder,
    samplesFolder: '',
    startFiles: createWaiting(),
    log: silentLog,
    now: () => new Date(),
    newId: () => 'unused',
  });
  // It was there only because of the changes that were given up.
  expect(await services.dispatch('listProjects', {})).toMatchObject({
    value: [{ id, revision: 1, hasRecovery: false, trashedAt: expect.any(String) as string }],
  });
  services.close();
});
