// The real, built desktop app on the Electron stand-in: its window, what it refuses, and its calls through the real preload.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callNames, channelOf } from '../../shared/contract/names.ts';
import { application } from '../standin/electron.ts';
import { type LaunchedApp, launch, outFolder } from '../standin/launch.ts';
import { callsOf, type Frame, state } from '../standin/state.ts';

let app: LaunchedApp;

beforeAll(async () => {
  app = await launch();
});

afterAll(async () => {
  await app.close();
});

/** Runs text in the page, which has window.topolith and no Node. */
const inPage = (script: string): Promise<unknown> => app.window.page.evaluate(script);

const page: Frame = { url: 'app://topolith/', parent: null };

describe('start', () => {
  test('the sandbox and the scheme are set before ready, and Chromium keeps to its own folder', () => {
    expect(callsOf('app.enableSandbox')).toHaveLength(1);
    expect(callsOf('app.commandLine.appendSwitch')).toEqual([
      ['js-flags', '--max-semi-space-size=8 --no-allocation-site-pretenuring'],
    ]);
    expect(callsOf('protocol.registerSchemesAsPrivileged')).toEqual([
      [[{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]],
    ]);
    expect(callsOf('app.setPath')).toEqual([['userData', path.join(app.dataFolder, 'chromium')]]);
  });

  test('the one window has exactly the safe options', () => {
    expect(state.windows.map((window) => window.options.webPreferences)).toEqual([
      {
        preload: path.join(outFolder, 'preload/preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        spellcheck: false,
      },
    ]);
    expect(Object.isFrozen(app.window.options) && Object.isFrozen(app.window.options.webPreferences)).toBe(true);
  });

  test('there is one channel for each call of the contract and no other', () => {
    expect([...state.handlers.keys()]).toEqual(callNames.map(channelOf));
  });

  test('the page gets two functions and nothing of Node or of the stand-in', async () => {
    expect(
      await inPage(`({
        exposed: Object.keys(window.topolith), frozen: Object.isFrozen(window.topolith),
        node: [typeof require, typeof process, typeof module], binding: typeof window.__standin, title: document.title,
      })`),
    ).toEqual({
      exposed: ['call', 'on'],
      frozen: true,
      node: ['undefined', 'undefined', 'undefined'],
      binding: 'undefined',
      // With the name of a design before it, once the sample of the first start is there.
      title: expect.stringMatching(/Topolith$/) as string,
    });
  });

  test('the page asked for nothing outside', () => {
    expect(state.refusedRequests).toEqual([]);
  });
});

describe('calls through the real preload', () => {
  test('about tells the host', async () => {
    expect(await inPage(`window.topolith.call('about', {})`)).toEqual({
      ok: true,
      value: { version: expect.stringMatching(/^\d+\.\d+\.\d+$/), host: 'desktop' },
    });
  });

  test('every shipped sample is listed and opens', async () => {
    const shipped = readdirSync(path.join(outFolder, 'samples')).map((name) => name.replace(/\.topolith$/, ''));
    const opened = await inPage(`(async () => {
      const list = await window.topolith.call('listSamples', {});
      return Promise.all(list.value.map(async ({ id, name }) => {
        const sample = await window.topolith.call('openSample', { id });
        return { id, sameName: sample.value.name === name, path: sample.value.path, format: JSON.parse(sample.value.text).format };
      })).then((all) => all.sort((a, b) => (a.id < b.id ? -1 : 1)));
    })()`);
    expect(shipped.length).toBeGreaterThan(0);
    expect(opened).toEqual(shipped.sort().map((id) => ({ id, sameName: true, path: null, format: 'topolith' })));
  });

  test('a file chosen in the dialog opens and is recent from then on', async () => {
    const file = path.join(app.dataFolder, 'Bookshop.topolith');
    writeFileSync(file, '{"name":"Bücher"}');
    expect(await inPage(`window.topolith.call('openRecent', { path: ${JSON.stringify(file)} })`)).toMatchObject({
      error: { code: 'notRecent' },
    });
    state.dialogAnswers.push({ canceled: false, filePaths: [file] });
    const opened = { ok: true, value: { name: 'Bookshop', path: file, text: '{"name":"Bücher"}', project: null } };
    expect(await inPage(`window.topolith.call('openFile', {})`)).toEqual(opened);
    expect(await inPage(`window.topolith.call('openRecent', { path: ${JSON.stringify(file)} })`)).toEqual(opened);
    expect(await inPage(`window.topolith.call('listRecent', {})`)).toMatchObject({ value: [{ path: file }] });
  });

  test('a closed dialog is null', async () => {
    expect(await inPage(`window.topolith.call('openFile', {})`)).toEqual({ ok: true, value: null });
  });

  test('a file from a second start is announced to the page, waits for it, and is handed out once', async () => {
    const file = path.join(app.dataFolder, 'Second.topolith');
    writeFileSync(file, '{}');
    await inPage(
      `void (window.heard = new Promise((resolve) => { window.stop = window.topolith.on('fileWaiting', resolve); }))`,
    );
    application.emit('second-instance', {}, [], '/', { files: [file] });
    await inPage(`window.heard.then(() => { window.stop(); return window.topolith.call('startFile', {}); })`);
    // The page itself listens too and may have been first to ask; either way the file was opened.
    await expect
      .poll(() => inPage(`window.topolith.call('listRecent', {}).then(({ value }) => value[0].path)`))
      .toBe(file);
    expect(await inPage(`window.topolith.call('startFile', {})`)).toEqual({ ok: true, value: null });
  });

  test('an export goes to the file of the save dialog, which starts with a harmless name', async () => {
    const file = path.join(app.dataFolder, 'out.svg');
    const request = `{ name: '../Shop', kind: 'svg', data: '<svg/>' }`;
    expect(await inPage(`window.topolith.call('exportFile', ${request})`)).toEqual({ ok: true, value: null });
    state.saveAnswers.push({ canceled: false, filePath: file });
    expect(await inPage(`window.topolith.call('exportFile', ${request})`)).toEqual({ ok: true, value: { path: file } });
    expect(readFileSync(file, 'utf8')).toBe('<svg/>');
    expect(callsOf('dialog.showSaveDialog').at(-1)).toEqual([
      {
        defaultPath: 'Shop.svg',
        filters: [{ name: 'SVG drawings', extensions: ['svg'] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      },
    ]);
  });

  test('a project is linked to a file, saved into it, and does not go over a change from outside', async () => {
    const file = path.join(app.dataFolder, 'Linked.topolith');
    state.saveAnswers.push({ canceled: false, filePath: file });
    const steps = await inPage(`(async () => {
      const value = async (name, request) => (await window.topolith.call(name, request)).value;
      const { text } = await value('openSample', { id: 'order' });
      const { id } = await value('createProject', { name: 'Linked', text });
      const link = await value('linkFile', { id });
      const saved = await value('saveProject', { id, baseRevision: 1, text: text + '\\n' });
      window.linkedTest = { id, text };
      return { link, file: saved.file };
    })()`);
    expect(steps).toEqual({ link: { path: file }, file: { path: file, state: 'written', message: null } });
    const written = readFileSync(file, 'utf8');
    writeFileSync(file, '{}');
    expect(
      await inPage(`(async () => {
        const { id, text } = window.linkedTest;
        const saved = await window.topolith.call('saveProject', { id, baseRevision: 2, text: text + '\\n' });
        const kept = await window.topolith.call('writeFile', { id });
        return [saved.value.file.state, kept.value.file.message];
      })()`),
    ).toEqual(['changed', 'What the file held is kept as Linked.topolith.bak.']);
    expect([readFileSync(file, 'utf8'), readFileSync(`${file}.bak`, 'utf8')]).toEqual([written, '{}']);
  });

  test('an action of the menu is announced to the page and waits for it', async () => {
    await inPage(
      `void (window.asked = new Promise((resolve) => { window.stop = window.topolith.on('actionWaiting', resolve); }))`,
    );
    const items = state.menu?.flatMap(({ submenu }) => submenu ?? []) ?? [];
    items.find(({ id }) => id === 'keys')?.click?.();
    // The page listens too; whoever asks first gets the action.
    const answer = await inPage(
      `window.asked.then(() => { window.stop(); return window.topolith.call('nextAction', {}); })`,
    );
    expect([
      { ok: true, value: { id: 'keys' } },
      { ok: true, value: null },
    ]).toContainEqual(answer);
  });

  test('the preload knows only the names of the contract', async () => {
    expect(await inPage(`window.topolith.call('quit', {}).catch((error) => error.message)`)).toBe(
      'There is no such call.',
    );
    expect(
      await inPage(`(() => { try { window.topolith.on('x', () => {}); } catch (error) { return error.message; } })()`),
    ).toBe('There is no such event.');
  });
});

describe('refusals', () => {
  const junk: unknown[] = [undefined, null, 0, 'x', [], [{}], { extra: 1 }, { id: 7 }, { path: '' }, { id: '../x' }];

  test.each(callNames)('%s refuses junk', async (name) => {
    for (const request of junk) {
      const answer = await app.invokeAs({ sender: null, senderFrame: page }, channelOf(name), request);
      expect({ request, answer }).toMatchObject({ answer: { ok: false, error: { code: 'badRequest' } } });
    }
  });

  const strangers: [string, Frame | null][] = [
    ['another origin', { url: 'https://evil.example/', parent: null }],
    ['a look-alike', { url: 'app://topolith.evil/', parent: null }],
    ['an empty address', { url: '', parent: null }],
    ['a subframe', { url: 'app://topolith/', parent: page }],
    ['a frame that is gone', null],
  ];

  test.each(strangers)('no call is answered for %s', async (_who, senderFrame) => {
    for (const name of callNames) {
      expect(await app.invokeAs({ sender: null, senderFrame }, channelOf(name), {})).toMatchObject({
        error: { code: 'unauthorised' },
      });
    }
  });

  test('permissions are refused in both handlers', () => {
    const granted: boolean[] = [];
    state.permissionRequest?.(null, 'geolocation', (answer) => granted.push(answer));
    expect([granted, state.permissionCheck?.(null, 'geolocation')]).toEqual([[false], false]);
  });

  test('the page cannot leave, neither by script nor by a link', async () => {
    for (const move of [`location.href = 'https://evil.example/'`, `location.href = 'app://topolith.evil/'`]) {
      await inPage(`void (${move})`);
    }
    const refused = app.window.page.waitForEvent('requestfailed');
    await inPage(
      `(() => { const a = document.createElement('a'); a.href = 'https://evil.example/x'; document.body.append(a); a.click(); a.remove(); })()`,
    );
    await refused;
    expect(app.window.page.url()).toBe('https://topolith.app.standin.localhost/');
    expect(await inPage(`typeof window.topolith.call`)).toBe('function');
  });

  test('no window opens; plain https goes to the outside browser', async () => {
    await inPage(
      `['https://example.org/help', 'file:///etc/hostname', 'http://example.org/', 'javascript:1'].forEach((url) => window.open(url))`,
    );
    await expect.poll(() => callsOf('shell.openExternal')).toEqual([['https://example.org/help']]);
    expect(state.windows).toHaveLength(1);
  });

  test('inline script, eval and other origins are stopped by the policy', async () => {
    expect(
      await inPage(`(async () => {
        const script = document.createElement('script');
        script.textContent = 'window.inlineRan = true';
        document.body.append(script);
        // A later task: what the debugger itself evaluates is exempt from the policy.
        await new Promise((resolve) => setTimeout(resolve));
        let evaluated = 'ran';
        try { (0, eval)('1'); } catch { evaluated = 'refused'; }
        const outside = await fetch('https://evil.example/').then(() => 'read', () => 'refused');
        return { inline: window.inlineRan ?? 'refused', evaluated, outside };
      })()`),
    ).toEqual({ inline: 'refused', evaluated: 'refused', outside: 'refused' });
  });
});

describe('the window', () => {
  const unsaved = (name: string | null) =>
    inPage(`window.topolith.call('setUnsaved', ${JSON.stringify({ name, id: null, fresh: false })})`);
  const questions = () => callsOf('dialog.showMessageBox').map(([options]) => (options as { message: string }).message);

  test('whose page died offers to load it again', async () => {
    state.questionAnswers.push(0);
    const loaded = app.window.page.waitForEvent('load');
    app.window.contents.emit('render-process-gone', {}, { reason: 'crashed' });
    await loaded;
    expect([questions(), callsOf('webContents.reload')]).toEqual([['The window stopped working.'], [[]]]);
    await app.window.page.waitForFunction(`window.topolith !== undefined`);
  });

  test('with unsaved changes stays open when the question is cancelled, by its cross and by quitting', async () => {
    await unsaved('Shop');
    app.window.close();
    await expect.poll(questions).toHaveLength(2);
    application.quit();
    await expect.poll(questions).toHaveLength(3);
    expect(questions().slice(1)).toEqual(Array(2).fill('Save the changes of "Shop"?'));
    expect(app.window.closed).toBe(false);
  });

  test('is closed once the page has saved, and its place is kept', async () => {
    await inPage(
      `void window.topolith.on('actionWaiting', () => void window.topolith.call('setUnsaved', { name: null, id: null, fresh: false }))`,
    );
    await unsaved('Shop');
    state.questionAnswers.push(0);
    application.quit();
    await expect.poll(() => app.window.closed).toBe(true);
    const place = JSON.parse(readFileSync(path.join(app.dataFolder, 'window.json'), 'utf8')) as unknown;
    expect(place).toEqual({ x: 0, y: 0, width: 1440, height: 900, maximized: false });
    // The store was closed with the application: its log is folded into the file.
    expect(readdirSync(app.dataFolder)).not.toContain('topolith.db-wal');
  });
});
