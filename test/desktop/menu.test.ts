// The menus on each system: every action of the list once, the keys as Electron spells them, and what the system itself expects.
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { accelerator, menuTemplate } from '../../main/desktop/menuTemplate.ts';
import { actions, MENUS } from '../../shared/contract/actions.ts';

const menus = (platform: NodeJS.Platform, onAction: (id: string) => void = () => {}) =>
  menuTemplate(platform, onAction) as (MenuItemConstructorOptions & { submenu?: MenuItemConstructorOptions[] })[];
const items = (platform: NodeJS.Platform, onAction?: (id: string) => void) =>
  menus(platform, onAction).flatMap(({ submenu }) => submenu ?? []);

describe.each(['linux', 'win32', 'darwin'] as const)('on %s', (platform) => {
  test('each action stands in its menu once, in the order and words of the list', () => {
    const shown = menus(platform).flatMap(({ label, submenu }) =>
      (submenu ?? []).filter(({ id }) => id).map((item) => ({ menu: label, id: item.id, label: item.label })),
    );
    const listed = MENUS.flatMap((menu) => actions.filter((action) => action.menu === menu));
    expect(shown).toEqual(listed.map(({ menu, id, label }) => ({ menu, id, label })));
  });

  test('no menu takes a key that the page should hear, and none starts or ends with a line', () => {
    const taken = items(platform).filter((item) => item.accelerator && item.registerAccelerator !== false);
    expect(taken).toEqual([]);
    for (const { submenu = [] } of menus(platform)) {
      expect([submenu[0]?.type, submenu.at(-1)?.type]).toEqual([undefined, undefined]);
    }
  });
});

test('a click asks for its action', () => {
  const asked: string[] = [];
  for (const { click } of items('linux', (id) => asked.push(id))) (click as (() => void) | undefined)?.();
  const roles = ['cut', 'copy', 'paste'];
  expect(asked).toEqual(
    MENUS.flatMap((menu) => actions.filter((action) => action.menu === menu && !roles.includes(action.id))).map(
      ({ id }) => id,
    ),
  );
});

test('the clipboard works by roles, and on macOS so does selecting all in a text field; quitting and "about" are where each system has them', () => {
  const roles = (platform: NodeJS.Platform) =>
    [...menus(platform), ...items(platform)].map(({ role }) => role).filter((role) => role !== undefined);
  expect(roles('darwin').toSorted()).toEqual([
    'appMenu',
    'close',
    'copy',
    'cut',
    'paste',
    'selectAll',
    'toggleDevTools',
    'togglefullscreen',
    'windowMenu',
  ]);
  expect(roles('linux').toSorted()).toEqual([
    'about',
    'copy',
    'cut',
    'paste',
    'quit',
    'toggleDevTools',
    'togglefullscreen',
  ]);
});

test.each([
  [['Mod+S'], 'CmdOrCtrl+S', 'CmdOrCtrl+S'],
  [['Mod+Alt+N'], 'CmdOrCtrl+Alt+N', 'CmdOrCtrl+Alt+N'],
  [['Mod+Z', 'Mod+Y'], 'CmdOrCtrl+Z', 'CmdOrCtrl+Z'],
  [['Mod+='], 'CmdOrCtrl+=', 'CmdOrCtrl+='],
  [['Mod++'], 'CmdOrCtrl+Plus', 'CmdOrCtrl+Plus'],
  [['F2', 'Enter'], 'F2', 'F2'],
  [['L'], 'L', undefined],
  [['Shift+1'], 'Shift+1', undefined],
  [['Alt+A'], 'Alt+A', undefined],
  [['Delete'], 'Delete', undefined],
  [['?'], '?', undefined],
  [[], undefined, undefined],
])('the keys %j are shown as %s, on macOS as %s', (keys, shown, onMac) => {
  expect([accelerator(keys, false), accelerator(keys, true)]).toEqual([shown, onMac]);
});
