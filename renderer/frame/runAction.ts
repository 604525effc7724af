// What each named action does. The menus of the desktop, the keys, the command palette and the buttons all end here.
import { actions, type ActionId } from '../../shared/contract/actions.ts';
import { call } from '../api/client.ts';
import { view } from '../drawing/view.ts';
import { openCompare } from '../compare/openCompare.ts';
import { openExport } from '../export/openExport.ts';
import { linkFile } from '../projects/linkFile.ts';
import { save } from '../projects/save.ts';
import { nextLens } from '../state/actions.ts';
import { align, pin, tidy } from '../drawing/arrange.ts';
import { tell } from '../drawing/attempt.ts';
import { startConnecting } from '../drawing/connect.ts';
import { duplicate, paste, removeSelected } from '../drawing/copy.ts';
import { onlyComponent, selectEverything, showSelection } from '../drawing/picked.ts';
import { deployApart, deployTogether } from '../drawing/recut.ts';
import { startRename } from '../drawing/rename.ts';
import { addVariant, duplicateVariant } from '../drawing/variants.ts';
import { redo, undo } from '../state/edit.ts';
import { importWithDialog, newProject, openWithDialog, toStart } from '../state/open.ts';
import { now, set } from '../state/store.ts';
import { toggleTheme } from '../state/theme.ts';

const ZOOM_STEP = 1.25;

const DO: Readonly<Record<ActionId, () => unknown>> = {
  'new-project': newProject,
  open: openWithDialog,
  import: importWithDialog,
  save,
  'link-file': linkFile,
  revisions: () => set({ dialog: 'revisions' }),
  export: () => openExport('png'),
  'to-start': toStart,

  undo,
  redo,
  cut: () => document.execCommand('cut'),
  copy: () => document.execCommand('copy'),
  paste: pasteFromMenu,
  duplicate: duplicate,
  delete: removeSelected,
  'select-all': selectEverything,
  rename: startRename,
  find: () => set({ paletteOpen: true }),
  palette: () => set({ paletteOpen: true }),

  compare: openCompare,
  fit: () => set({ fitAsked: now().fitAsked + 1 }),
  'fit-selection': showSelection,
  'zoom-in': () => view()?.zoomBy(ZOOM_STEP),
  'zoom-out': () => view()?.zoomBy(1 / ZOOM_STEP),
  'zoom-100': () => view()?.zoomTo(1),
  'next-lens': () => nextLens(1),
  'toggle-parts': () => set({ partsOpen: !now().partsOpen }),
  'toggle-inspector': () => set({ inspectorOpen: !now().inspectorOpen }),
  'toggle-results': () => set({ drawerOpen: !now().drawerOpen }),
  theme: toggleTheme,

  'add-part': () => set({ picker: { screen: null, at: null, from: onlyComponent() } }),
  connect: startConnecting,
  'new-variant': () => addVariant('empty'),
  'duplicate-variant': duplicateVariant,
  'deploy-together': deployTogether,
  'deploy-apart': deployApart,
  tidy: tidy,
  pin: pin,
  'align-left': () => align('left'),
  'align-right': () => align('right'),
  'align-top': () => align('top'),
  'align-bottom': () => align('bottom'),
  'align-centre': () => align('centre'),
  'align-middle': () => align('middle'),
  'distribute-across': () => align('across'),
  'distribute-down': () => align('down'),

  keys: () => set({ shortcutsOpen: !now().shortcutsOpen }),
};

export function runAction(id: ActionId): void {
  void DO[id]();
}

/** Reading the clipboard outside its own event may be forbidden; the key always works. */
async function pasteFromMenu(): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => null);
  if (text === null) tell('Press Ctrl V to paste.');
  else if (!paste(text)) tell('The clipboard holds no parts of a drawing.', 'refused');
}

/** Saving works wherever a design is open, also from the comparison: a window that closes asks for it. The rest needs the drawing. */
export function mayRun(id: ActionId): boolean {
  const { screen, project } = now();
  const needsDesign = actions.find((one) => one.id === id)?.needsDesign ?? true;
  return !needsDesign || screen === 'design' || (id === 'save' && project !== null);
}

/** What was chosen in the menus of the desktop. A dialog that is open comes first, as it does for the keys. */
export async function runWaiting(): Promise<void> {
  for (;;) {
    const answer = await call('nextAction', {});
    if (!answer.ok || !answer.value) return;
    const { id } = answer.value;
    const busy = id !== 'save' && document.querySelector('dialog[open]') !== null;
    if (!busy && mayRun(id)) runAction(id);
  }
}
