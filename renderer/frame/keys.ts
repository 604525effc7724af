// From a key press to the action that has it, and from an action to the words for its keys.
import { actions, type ActionId } from '../../shared/contract/actions.ts';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Those the browser has events of its own for: copying and pasting work only inside them. */
const BY_EVENT: readonly ActionId[] = ['cut', 'copy', 'paste'];

interface Press {
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly key: string;
}

function pressOf(text: string): Press {
  const parts = text.split(/(?<=.)\+/);
  return {
    mod: parts.includes('Mod'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
    key: (parts.at(-1) ?? '').toLowerCase(),
  };
}

const PRESSES = actions
  .filter(({ id }) => !BY_EVENT.includes(id))
  .flatMap(({ id, keys }) => keys.map((text) => ({ id, ...pressOf(text) })));

/** With Alt or Shift a key may stand for another sign; its place on the keyboard says what it is. */
function keyOf(event: KeyboardEvent): string {
  const place = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1];
  return (event.altKey || event.shiftKey) && place ? place.toLowerCase() : event.key.toLowerCase();
}

export function actionOf(event: KeyboardEvent): ActionId | null {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const found = PRESSES.find(
    (one) =>
      one.mod === mod &&
      one.alt === event.altKey &&
      // A sign such as "?" or "+" may need Shift to be typed at all.
      (one.key === event.key.toLowerCase() && !/[a-z0-9]/.test(one.key)
        ? true
        : one.shift === event.shiftKey && one.key === keyOf(event)),
  );
  return found?.id ?? null;
}

const WORD: Readonly<Record<string, string>> = isMac
  ? { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
  : { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt' };

/** The keys of an action as words: `['Ctrl', 'D']`; empty when it has none. */
export function keyWords(id: ActionId): readonly string[] {
  const [first] = actions.find((one) => one.id === id)?.keys ?? [];
  return first === undefined ? [] : first.split(/(?<=.)\+/).map((part) => WORD[part] ?? part);
}

export const keysOf = (id: ActionId): string => keyWords(id).join(' ');
