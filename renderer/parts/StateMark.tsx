// The state of a part or journey: hue, shape and word, never hue alone.
import { useId } from 'react';
import { MARK_WORD, type Mark } from '../../shared/explain/words.ts';

export function StateShape({ mark, size = 14 }: { readonly mark: Mark; readonly size?: number }) {
  const id = useId();
  return (
    <svg className={`shape ${mark}`} width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      {shape(mark, id)}
    </svg>
  );
}

function shape(mark: Mark, id: string) {
  switch (mark) {
    case 'failed':
    case 'down':
      return (
        <>
          <rect x="0.5" y="0.5" width="13" height="13" rx="2.6" fill="currentColor" />
          <path d="m4.6 4.6 4.8 4.8m0-4.8L4.6 9.4" stroke="var(--bg-raised)" strokeWidth="1.7" strokeLinecap="round" />
        </>
      );
    case 'degraded':
      return (
        <>
          <path d="M7 .9 13.6 12.4a.6.6 0 0 1-.5.9H.9a.6.6 0 0 1-.5-.9z" fill="var(--degraded-line)" />
          <path d="M7 5v3.6" stroke="var(--bg-raised)" strokeWidth="1.7" strokeLinecap="round" />
          <circle cx="7" cy="11" r=".95" fill="var(--bg-raised)" />
        </>
      );
    case 'delayed':
      return (
        <>
          <circle cx="7" cy="7" r="5.9" fill="none" stroke="currentColor" strokeWidth="1.7" />
          <path
            d="M7 3.8V7l2 1.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      );
    case 'saturated':
      return (
        <>
          <defs>
            <pattern id={id} width="3.2" height="3.2" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="1.5" height="3.2" fill="currentColor" />
            </pattern>
          </defs>
          <rect
            x="1"
            y="1"
            width="12"
            height="12"
            rx="2.4"
            fill={`url(#${id})`}
            stroke="currentColor"
            strokeWidth="1.5"
          />
        </>
      );
    case 'idle':
      return <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2.2 2" />;
    case 'ok':
      return (
        <>
          <circle cx="7" cy="7" r="5.9" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path
            d="m4.4 7.1 1.8 1.8 3.4-3.6"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      );
  }
}

export function StateMark({ mark, word }: { readonly mark: Mark; readonly word?: string }) {
  return (
    <span className={`state ${mark}`}>
      <StateShape mark={mark} size={13} />
      {word ?? MARK_WORD[mark]}
    </span>
  );
}
