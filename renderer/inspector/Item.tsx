// One record of a list in a panel: a line that opens to its fields, with what can be done to it.
import { ArrowDown, ArrowUp, ChevronRight, Trash2 } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { press } from './press.ts';

interface ItemProps {
  readonly title: string;
  /** What it says in short, at the end of the line. */
  readonly summary?: ReactNode;
  readonly open?: boolean;
  readonly onUp?: (() => void) | undefined;
  readonly onDown?: (() => void) | undefined;
  readonly onRemove?: (() => void) | undefined;
  readonly children?: ReactNode;
}

export function Item({ title, summary, open = false, onUp, onDown, onRemove, children }: ItemProps) {
  const id = useId();
  const [shown, setShown] = useState(open);
  return (
    <div className={`item ${shown ? 'open' : ''}`} role="group" aria-label={title}>
      <div className="item-head">
        <button
          type="button"
          className="item-turn"
          aria-expanded={shown}
          aria-controls={id}
          onClick={() => setShown(!shown)}
        >
          <ChevronRight size={12} strokeWidth={2} aria-hidden="true" />
          <span className="cut">{title}</span>
          {summary === undefined ? null : <span className="item-summary cut">{summary}</span>}
        </button>
        <span className="item-tools">
          {onUp ? <Tool label={`Move ${title} up`} icon={<ArrowUp size={13} />} onClick={onUp} /> : null}
          {onDown ? <Tool label={`Move ${title} down`} icon={<ArrowDown size={13} />} onClick={onDown} /> : null}
          {onRemove ? <Tool label={`Remove ${title}`} icon={<Trash2 size={13} />} onClick={onRemove} /> : null}
        </span>
      </div>
      {shown ? (
        <div className="item-body" id={id}>
          {children}
        </div>
      ) : null}
    </div>
  );
}

interface ToolProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
}

function Tool({ label, icon, onClick }: ToolProps) {
  return (
    <button type="button" className="item-tool" aria-label={label} title={label} onClick={press(onClick)}>
      {icon}
    </button>
  );
}
