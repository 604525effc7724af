// The frame of every field: label, control, where the value comes from, and under it what is wrong or differs.
import { CircleAlert } from 'lucide-react';
import { useId, type KeyboardEvent as KeyPress, type PointerEvent, type ReactNode } from 'react';
import { OriginMark, type OriginProps } from './OriginMark.tsx';

export interface FrameProps {
  readonly label: string;
  /** What the label means, for those who rest on it. */
  readonly tip?: string | undefined;
  readonly origin: OriginProps | null;
  readonly trouble: string | null;
  /** Of a value that other variants do not have: what they have. */
  readonly elsewhere?: string | undefined;
  /** Gets the ids that tie a control to its label and to what is wrong. */
  readonly children: (ids: ControlIds) => ReactNode;
}

export interface ControlIds {
  readonly id: string;
  readonly labelled: string;
  readonly described: string | undefined;
  readonly invalid: boolean;
}

export function Frame({ label, tip, origin, trouble, elsewhere, children }: FrameProps) {
  const id = useId();
  const notes = [trouble === null ? '' : `${id}-trouble`, elsewhere === undefined ? '' : `${id}-elsewhere`];
  const described = notes.filter((one) => one !== '').join(' ');
  return (
    <div className={`field ${trouble === null ? '' : 'wrong'}`}>
      <label id={`${id}-label`} htmlFor={id} title={tip} className={tip === undefined ? '' : 'explained'}>
        {label}
      </label>
      <div className="field-box" onPointerDown={focusControl} onKeyDown={openOrigin}>
        {children({
          id,
          labelled: `${id}-label`,
          described: described === '' ? undefined : described,
          invalid: trouble !== null,
        })}
        {trouble === null ? null : <CircleAlert className="wrong-mark" size={13} strokeWidth={2} aria-hidden="true" />}
        {trouble === null && origin ? <OriginMark {...origin} /> : null}
      </div>
      {trouble === null ? null : (
        <p className="field-trouble" id={`${id}-trouble`} role="alert">
          {trouble}
        </p>
      )}
      {elsewhere === undefined ? null : (
        <p className="field-hint" id={`${id}-elsewhere`}>
          In this variant; elsewhere {elsewhere}
        </p>
      )}
    </div>
  );
}

/** The whole box is the field: a press beside the text goes to its end, not nowhere. */
function focusControl(event: PointerEvent<HTMLDivElement>): void {
  if (event.target !== event.currentTarget && !(event.target as Element).matches('.field-unit')) return;
  const input = event.currentTarget.querySelector('input');
  if (!input) return;
  event.preventDefault();
  input.focus();
}

/** The marks stand outside the order of Tab, which goes from field to field; Alt Enter opens the one of this field. */
function openOrigin(event: KeyPress<HTMLDivElement>): void {
  if (event.key !== 'Enter' || !event.altKey) return;
  const mark = event.currentTarget.querySelector('button.origin');
  if (!mark || mark === event.target) return;
  event.preventDefault();
  mark.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
}
