// What a user can ask for by name: the one list behind the menus, the keys, the command palette and the sheet of keys.

export const MENUS = ['File', 'Edit', 'View', 'Design', 'Help'] as const;
export type Menu = (typeof MENUS)[number];

export interface ActionEntry {
  readonly id: string;
  readonly menu: Menu;
  /** As a menu says it; sentence case. */
  readonly label: string;
  /** "Mod" is Ctrl, on macOS Cmd. The first is shown. Plain letters do nothing while a field has the keyboard. */
  readonly keys?: readonly string[];
  /** False: works on the start screen too. */
  readonly needsDesign: boolean;
  /** True: a line parts it from what stands above in its menu. */
  readonly parted?: boolean;
}

const entry = <const Id extends string>(
  id: Id,
  menu: Menu,
  label: string,
  keys: readonly string[] = [],
  more: { readonly anywhere?: boolean; readonly parted?: boolean } = {},
) => ({ id, menu, label, keys, needsDesign: !more.anywhere, parted: more.parted ?? false });

export const actions = [
  entry('new-project', 'File', 'New project', ['Mod+Alt+N'], { anywhere: true }),
  entry('open', 'File', 'Open a file…', ['Mod+O'], { anywhere: true }),
  entry('import', 'File', 'Import a copy…', [], { anywhere: true }),
  entry('save', 'File', 'Save', ['Mod+S'], { parted: true }),
  entry('link-file', 'File', 'Link to a file…', ['Mod+Shift+S']),
  entry('revisions', 'File', 'Revisions…'),
  entry('export', 'File', 'Export…', ['Mod+Shift+E'], { parted: true }),
  entry('to-start', 'File', 'To the start screen', [], { parted: true }),

  entry('undo', 'Edit', 'Undo', ['Mod+Z']),
  entry('redo', 'Edit', 'Redo', ['Mod+Shift+Z', 'Mod+Y']),
  entry('cut', 'Edit', 'Cut', ['Mod+X'], { parted: true }),
  entry('copy', 'Edit', 'Copy', ['Mod+C']),
  entry('paste', 'Edit', 'Paste', ['Mod+V']),
  entry('duplicate', 'Edit', 'Duplicate', ['Mod+D']),
  entry('delete', 'Edit', 'Delete', ['Delete', 'Backspace']),
  entry('select-all', 'Edit', 'Select all', ['Mod+A'], { parted: true }),
  entry('rename', 'Edit', 'Rename', ['F2', 'Enter']),
  entry('find', 'Edit', 'Find a part', ['Mod+F']),
  entry('palette', 'Edit', 'Run a command', ['Mod+K', 'Mod+Shift+P', 'Mod+/']),

  entry('compare', 'View', 'Compare variants', ['Mod+Alt+C']),
  entry('fit', 'View', 'Show everything', ['Shift+1', 'Mod+Shift+H'], { parted: true }),
  entry('fit-selection', 'View', 'Show the selection', ['Shift+2']),
  entry('zoom-in', 'View', 'Zoom in', ['Mod+=', 'Mod++']),
  entry('zoom-out', 'View', 'Zoom out', ['Mod+-']),
  entry('zoom-100', 'View', 'Zoom to 100 %', ['Mod+0', 'Shift+0']),
  entry('next-lens', 'View', 'Next lens', ['L'], { parted: true }),
  entry('toggle-parts', 'View', 'Show or hide the parts list', ['P'], { parted: true }),
  entry('toggle-inspector', 'View', 'Show or hide the inspector', ['I']),
  entry('toggle-results', 'View', 'Show or hide the results', ['R']),
  entry('theme', 'View', 'Switch between light and dark', [], { anywhere: true, parted: true }),

  entry('add-part', 'Design', 'Add a part…', ['A']),
  entry('connect', 'Design', 'Connect the selected part to…', ['C']),
  entry('new-variant', 'Design', 'New empty variant', [], { parted: true }),
  entry('duplicate-variant', 'Design', 'Duplicate this variant', ['Mod+Shift+D']),
  entry('deploy-together', 'Design', 'Deploy together', ['Mod+G'], { parted: true }),
  entry('deploy-apart', 'Design', 'Deploy apart', ['Mod+Shift+G']),
  entry('tidy', 'Design', 'Tidy the drawing', ['Mod+Alt+T'], { parted: true }),
  entry('pin', 'Design', 'Pin or unpin', ['Mod+Shift+L']),
  entry('align-left', 'Design', 'Align left', ['Alt+A'], { parted: true }),
  entry('align-right', 'Design', 'Align right', ['Alt+D']),
  entry('align-top', 'Design', 'Align top', ['Alt+W']),
  entry('align-bottom', 'Design', 'Align bottom', ['Alt+S']),
  entry('align-centre', 'Design', 'Align centres, across', ['Alt+H']),
  entry('align-middle', 'Design', 'Align middles, down', ['Alt+V']),
  entry('distribute-across', 'Design', 'Distribute across', ['Alt+Shift+H']),
  entry('distribute-down', 'Design', 'Distribute down', ['Alt+Shift+V']),

  entry('keys', 'Help', 'Keys and gestures', ['?'], { anywhere: true }),
] as const;

export type ActionId = (typeof actions)[number]['id'];

/** Every id, for checking what comes from outside. */
export const actionIds: readonly ActionId[] = actions.map(({ id }) => id);
