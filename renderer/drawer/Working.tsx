// What the engine is at: how long the last answer took, what is still being worked out, and a way to stop that.
import { Zap } from 'lucide-react';
import { resumeLater, cancelLater } from '../state/analysis.ts';
import { usePending, useWindow } from '../state/store.ts';
import { duration, plain } from '../../shared/explain/numbers.ts';

export function Working() {
  const working = useWindow((state) => state.working);
  const workMs = useWindow((state) => state.workMs);
  const fault = useWindow((state) => state.engineFault);
  const pending = usePending();
  if (fault) {
    return (
      <span className="work trouble cut" role="alert" title={fault}>
        Not worked out: {fault}
      </span>
    );
  }
  if (working) return <span className="work">Working out</span>;
  return (
    <span className="work">
      {pending ? <Later /> : null}
      {workMs === null ? null : (
        <span className="work-time" title="Time the engine took for latency, load and cost of this variant">
          <Zap size={12} strokeWidth={1.75} aria-hidden="true" />
          {plain(duration(workMs))}
        </span>
      )}
    </span>
  );
}

/** Availability, faults and findings follow later: how far they are, once that takes long. */
function Later() {
  const progress = useWindow((state) => state.progress);
  const stopped = useWindow((state) => state.stopped);
  if (stopped) {
    return (
      <>
        Faults and findings are those of an earlier design
        <button type="button" className="button text" onClick={resumeLater}>
          Work them out
        </button>
      </>
    );
  }
  return (
    <>
      <span role="status" className="later">
        Faults and findings are being worked out
      </span>
      {progress === null ? null : (
        <progress value={progress} aria-label="How many are worked out">
          {Math.round(progress * 100)} %
        </progress>
      )}
      {progress === null ? null : (
        <button type="button" className="button text" onClick={cancelLater}>
          Stop
        </button>
      )}
    </>
  );
}
