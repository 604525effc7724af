// A white card with a title, as every part of the comparison stands in one.
import type { ReactNode } from 'react';

/** The part of a card that scrolls, from the keyboard too. */
export function Scroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="card-scroll" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

interface CardProps {
  readonly title: string;
  readonly className: string;
  readonly end?: ReactNode;
  readonly children: ReactNode;
}

export function Card({ title, className, end, children }: CardProps) {
  return (
    <section className={`compare-card ${className}`} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {end ? <span className="card-end">{end}</span> : null}
      </header>
      {children}
    </section>
  );
}
