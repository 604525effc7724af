// Fields of the inspector: label, value, unit, and the mark of its origin with the source in the tip.
import { BookOpen, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Field } from './field.ts';

export function Fields({ fields }: { readonly fields: readonly Field[] }) {
  return (
    <dl className="fields">
      {fields.map((field) => (
        <div key={field.label} className="field">
          <dt>{field.label}</dt>
          <dd title={field.origin === 'default' ? `Default: ${field.source ?? ''}` : 'Typed in this design'}>
            <span className="cut">
              {field.value}
              {field.unit ? <i> {field.unit}</i> : null}
            </span>
            <Origin origin={field.origin} source={field.source} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Origin({ origin, source }: { readonly origin: Field['origin']; readonly source: string | undefined }) {
  const label = origin === 'default' ? `Default, ${source ?? ''}` : 'Typed';
  const Icon = origin === 'default' ? BookOpen : Pencil;
  return (
    <span className={`origin ${origin}`} role="img" aria-label={label}>
      <Icon size={13} strokeWidth={1.75} aria-hidden="true" />
    </span>
  );
}

export function OriginLegend() {
  return (
    <div className="origins">
      <span>
        <BookOpen size={13} strokeWidth={1.75} aria-hidden="true" /> Default, source in the tip
      </span>
      <span>
        <Pencil size={13} strokeWidth={1.75} aria-hidden="true" /> Typed
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
