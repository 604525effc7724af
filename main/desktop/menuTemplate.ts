// The application menu as data: the one list of actions, and between them what only a window of the system has.
import type { MenuItemConstructorOptions } from 'electron';
import { type ActionEntry, type ActionId, actions, type Menu, MENUS } from '../../shared/contract/actions.ts';

/** What each menu has besides the list, at its end. On macOS quitting and "about" are in the application's own menu. */
const systemItems = (menu: Menu, mac: boolean): MenuItemConstructorOptions[] => {
  switch (menu) {
    case 'File':
      return [{ role: mac ? 'close' : 'quit' }];
    case 'View':
      return [{ role: 'togglefullscreen' }, { role: 'toggleDevTools' }];
    case 'Help':
      return mac ? [] : [{ role: 'about' }];
    case 'Edit':
    case 'Design':
      return [];
  }
};

type Role = MenuItemConstructorOptions['role'];

/** The page hears these as clipboard events, in a text field and outside; an action could not read the clipboard. */
const clipboardRoles: Partial<Record<ActionId, Role>> = { cut: 'cut', copy: 'copy', paste: 'paste' };
/** On macOS the menu owns the key, so that without the system's role it would do nothing in a text field. */
const macRoles: Partial<Record<ActionId, Role>> = { ...clipboardRoles, 'select-all': 'selectAll' };

const electronNames: Readonly<Record<string, string>> = { Mod: 'CmdOrCtrl', '+': 'Plus' };

/** A key of the list as Electron spells it. macOS takes what it shows, even from a text field, so that it is shown only keys no text has. */
export function accelerator(keys: readonly string[], mac: boolean): string | undefined {
  const [first] = keys;
  if (first === undefined || (mac && !/^Mod\+|^F\d+$/.test(first))) return undefined;
  // The last sign may be the plus itself.
  const parts = first.endsWith('++') ? [...first.slice(0, -2).split('+'), '+'] : first.split('+');
  return parts.map((part) => electronNames[part] ?? part).join('+');
}

export function menuTemplate(
  platform: NodeJS.Platform,
  onAction: (id: ActionId) => void,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const item = ({ id, label, keys }: ActionEntry & { id: ActionId }): MenuItemConstructorOptions => {
    const role = (mac ? macRoles : clipboardRoles)[id];
    if (role) return { id, label, role };
    const shown = accelerator(keys ?? [], mac);
    // Shown only: the page hears its keys itself, and knows when a text field wants them.
    return {
      id,
      label,
      click: () => onAction(id),
      ...(shown === undefined ? {} : { accelerator: shown, registerAccelerator: false }),
    };
  };
  const menus = MENUS.map((menu): MenuItemConstructorOptions => {
    const own = actions
      .filter((action) => action.menu === menu)
      .flatMap((action) => [...(action.parted ? [{ type: 'separator' } as const] : []), item(action)]);
    const system = systemItems(menu, mac);
    return {
      label: menu,
      submenu: [...own, ...(system.length > 0 ? [{ type: 'separator' } as const] : []), ...system],
    };
  });
  return mac ? [{ role: 'appMenu' }, ...menus.slice(0, -1), { role: 'windowMenu' }, ...menus.slice(-1)] : menus;
}
