// What the fault on the screen does, in one sentence with shares of traffic, and what the shapes mean.
import { faultTitle } from '../../shared/explain/names.ts';
import { blastSentences } from '../lenses/blastWords.ts';
import { faultResult } from '../lenses/blast.ts';
import { StateShape } from '../parts/StateMark.tsx';
import { useProject, useResult, useWindow } from '../state/store.ts';

const SHAPES = [
  ['failed', 'Failed', 'no answer'],
  ['degraded', 'Degraded', 'answers with less'],
  ['delayed', 'Delayed', 'right, but late'],
  ['ok', 'Carries on', 'nothing changes'],
] as const;

export function BlastBanner() {
  const project = useProject();
  const lens = useWindow((state) => state.lens);
  const fault = useWindow((state) => state.fault);
  const result = useResult();
  if (lens !== 'blast' || !result) return null;
  const answer = fault ? faultResult(result, fault) : undefined;
  return (
    <div className="float banner" role="status" aria-live="polite">
      <p>
        {fault ? <strong>{faultTitle(project, fault)}</strong> : <strong>Nothing is broken</strong>}
        {answer ? blastSentences(project, answer).map((line) => <span key={line}>{line}</span>) : null}
        {fault && !answer && result.faults ? <span>Nothing depends on it in this variant.</span> : null}
        {fault && !answer && !result.faults ? <span>What follows is being worked out.</span> : null}
        <span className="hint">
          {fault
            ? 'Click another part to break it instead, Esc to mend'
            : 'Click a part to break it and see who feels it'}
        </span>
      </p>
      <ul className="shapes">
        {SHAPES.map(([mark, word, meaning]) => (
          <li key={mark}>
            <span className={`shape-tile ${mark}`}>
              <StateShape mark={mark} size={14} />
            </span>
            <span>
              <b>{word}</b> {meaning}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
