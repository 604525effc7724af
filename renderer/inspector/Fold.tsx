// A section of a panel that folds; it stays as it was left while other parts are looked at.
import { ChevronDown } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';

const left = new Map<string, boolean>();

interface FoldProps {
  readonly title: string;
  readonly badge?: string | undefined;
  /** At first. */
  readonly open?: boolean;
  readonly children: ReactNode;
}

export function Fold({ title, badge, open = false, children }: FoldProps) {
  const id = useId();
  const [shown, setShown] = useState(left.get(title) ?? open);
  const turn = (): void => {
    left.set(title, !shown);
    setShown(!shown);
  };
  return (
    <section className={`inspector-section fold ${shown ? 'open' : ''}`} aria-label={title}>
      <h3>
        <button type="button" aria-expanded={shown} aria-controls={id} onClick={turn}>
          {title}
          {badge === undefined ? null : <span className="quiet">{badge}</span>}
          <ChevronDown size={13} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </h3>
      {shown ? (
        <div className="fold-body" id={id}>
          {children}
        </div>
      ) : null}
    </section>
  );
}
