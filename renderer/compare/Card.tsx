// A white card with a title, as every part of the comparison stands in one.
import type { ReactNode } from 'react';

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
