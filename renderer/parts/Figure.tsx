// A figure with its unit and, where asked for, its accuracy mark.
import type { Accuracy } from '../../shared/engine/types.ts';
import type { FigureText } from '../../shared/explain/numbers.ts';
import { ACCURACY_WORD } from '../../shared/explain/words.ts';

interface FigureProps {
  readonly value: FigureText;
  readonly size?: 18 | 24 | 32;
  readonly suffix?: string;
  readonly accuracy?: Accuracy;
  readonly light?: boolean;
}

export function Figure({ value, size, suffix, accuracy, light }: FigureProps) {
  const unit = [value.unit, suffix]
    .filter((part) => part)
    .join(' ')
    .replace(' /', '/');
  return (
    <span className={`figure${size ? ` h${size}` : ''}${light ? ' light' : ''}`}>
      {value.before ? <i className="before">{value.before}</i> : null}
      <b>{value.text}</b>
      {unit === '' ? null : (
        <i className={unit.startsWith('/') ? 'close' : ''}>{unit.startsWith('/') ? unit : ` ${unit}`}</i>
      )}
      {accuracy ? <AccuracyMark accuracy={accuracy} /> : null}
    </span>
  );
}

/** Three ticks: all = exact, two = good, one = rough, struck out = not valid. */
export function AccuracyMark({ accuracy }: { readonly accuracy: Accuracy }) {
  const full = { exact: 3, good: 2, rough: 1, invalid: 0 }[accuracy];
  return (
    <span className="accuracy" title={ACCURACY_WORD[accuracy]}>
      <svg width="11" height="10" viewBox="0 0 11 10" role="img" aria-label={ACCURACY_WORD[accuracy]}>
        {[0, 1, 2].map((tick) => (
          <rect
            key={tick}
            x={tick * 4}
            y="1"
            width="2"
            height="8"
            rx="0.6"
            fill="currentColor"
            opacity={tick < full ? 1 : 0.28}
          />
        ))}
        {accuracy === 'invalid' ? <path d="M0 9.5 10.5 0.5" stroke="currentColor" strokeWidth="1.4" /> : null}
      </svg>
    </span>
  );
}

/** Two grey bars where a figure will stand. */
export function Pending() {
  return (
    <span className="pending" role="status" aria-label="Working out">
      <span />
      <span />
    </span>
  );
}
