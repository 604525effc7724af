// One sentence at the foot of the canvas: why something was not done, or what was done where one does not look.
import { CircleAlert, Info, X } from 'lucide-react';
import { useEffect } from 'react';
import { set, useWindow } from '../state/store.ts';

const STAYS_MS = 9000;

export function Notice() {
  const notice = useWindow((state) => state.notice);
  useEffect(() => {
    if (!notice) return undefined;
    const wait = setTimeout(() => set({ notice: null }), STAYS_MS);
    return () => clearTimeout(wait);
  }, [notice]);
  return (
    // Always there, so that a reader speaks what comes into it.
    <div className="notice-place" role="status">
      {notice ? (
        <p className={`float notice ${notice.tone}`}>
          {notice.tone === 'refused' ? (
            <CircleAlert size={15} strokeWidth={1.75} aria-hidden="true" />
          ) : (
            <Info size={15} strokeWidth={1.75} aria-hidden="true" />
          )}
          <span>{notice.text}</span>
          <button
            type="button"
            className="button icon small"
            aria-label="Close the message"
            onClick={() => set({ notice: null })}
          >
            <X size={13} strokeWidth={1.75} aria-hidden="true" />
          </button>
        </p>
      ) : null}
    </div>
  );
}
