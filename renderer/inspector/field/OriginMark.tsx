// Where a value comes from: book = default, pencil = typed, split = typed for this variant. It opens what can be done about it.
import { BookOpen, Pencil, RotateCcw, Split } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';

export interface OriginProps {
  readonly origin: 'default' | 'typed' | 'here';
  readonly label: string;
  /** What stands there when nothing is typed, and where that comes from. */
  readonly assumed?: string | undefined;
  readonly source?: string | undefined;
  readonly reset?: (() => void) | undefined;
  readonly onlyHere?: (() => void) | undefined;
  readonly likeElsewhere?: (() => void) | undefined;
}

const ICON = { default: BookOpen, typed: Pencil, here: Split };

export function OriginMark({ origin, label, assumed, source, reset, onlyHere, likeElsewhere }: OriginProps) {
  const Icon = ICON[origin];
  const standIn = [assumed ?? 'none', source ?? ''].filter((part) => part !== '').join(', ');
  const says = {
    default: `Default: ${standIn}`,
    typed: 'Typed in this design',
    here: 'Typed for this variant only',
  }[origin];
  const back = assumed === undefined ? 'Take the value out' : `Back to the default: ${assumed}`;
  const backWithSource = assumed === undefined ? back : `Back to the default: ${standIn}`;
  const mark = <Icon size={13} strokeWidth={1.75} aria-hidden="true" />;
  const choices = [
    { words: back, does: reset },
    { words: 'Only in this variant', does: onlyHere },
    { words: 'As in the other variants', does: likeElsewhere },
  ].flatMap(({ words, does }) => (does ? [{ words, does }] : []));
  return (
    <span className="field-end">
      {reset ? (
        <button
          type="button"
          tabIndex={-1}
          className="field-reset"
          title={backWithSource}
          aria-label={`${label}: ${backWithSource}`}
          onClick={reset}
        >
          <RotateCcw size={13} strokeWidth={1.75} aria-hidden="true" />
        </button>
      ) : null}
      {choices.length === 0 || (choices.length === 1 && reset) ? (
        <span className={`origin ${origin}`} role="img" aria-label={says} title={says}>
          {mark}
        </span>
      ) : (
        <DropdownMenu.Root>
          <DropdownMenu.Trigger
            tabIndex={-1}
            className={`origin ${origin}`}
            title={`${says} (Alt Enter)`}
            aria-label={`${label}: ${says}`}
            aria-keyshortcuts="Alt+Enter"
          >
            {mark}
          </DropdownMenu.Trigger>
          <DropdownMenu.Portal>
            <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
              <DropdownMenu.Label className="menu-head">{says}</DropdownMenu.Label>
              {choices.map(({ words, does }) => (
                <DropdownMenu.Item key={words} className="menu-item" onSelect={does}>
                  {words}
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Content>
          </DropdownMenu.Portal>
        </DropdownMenu.Root>
      )}
    </span>
  );
}
