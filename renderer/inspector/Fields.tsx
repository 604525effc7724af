// What panels are laid out of: sections, lines, and the key to the marks of origin.
import { BookOpen, Pencil, Split } from 'lucide-react';
import type { ReactNode } from 'react';

export function OriginLegend() {
  return (
    <div className="origins">
      <span>
        <BookOpen size={13} strokeWidth={1.75} aria-hidden="true" /> Default
      </span>
      <span>
        <Pencil size={13} strokeWidth={1.75} aria-hidden="true" /> Typed
      </span>
      <span>
        <Split size={13} strokeWidth={1.75} aria-hidden="true" /> This variant
      </span>
    </div>
  );
}

export function Section({
  title,
  badge,
  children,
}: {
  readonly title: string;
  readonly badge?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="inspector-section" aria-label={title}>
      <h3>
        {title}
        {badge === undefined ? null : <span className="quiet"> {badge}</span>}
      </h3>
      {children}
    </section>
  );
}

/** A label and a figure or word at the end of the line. */
export function Line({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="line">
      <span className="cut">{label}</span>
      <span className="line-end">{children}</span>
    </div>
  );
}
