// Where a value comes from: book = default, pencil = typed, split = typed for this variant. It opens what can be done about it.
import { BookOpen, Pencil, RotateCcw, Split } from 'lucide-react';
import { Menu } from '../../parts/Menu.tsx';

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
    { label: back, onSelect: reset },
    { label: 'Only in this variant', onSelect: onlyHere },
    { label: 'As in the other variants', onSelect: likeElsewhere },
  ].flatMap(({ label: words, onSelect }) => (onSelect ? [{ label: words, onSelect }] : []));
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
        <Menu
          label={`${label}: ${says}`}
          className={`origin ${origin}`}
          align="end"
          note={says}
          items={choices}
          trigger={{ tabIndex: -1, title: `${says} (Alt Enter)`, 'aria-keyshortcuts': 'Alt+Enter' }}
        >
          {mark}
        </Menu>
      )}
    </span>
  );
}
