// What the colours of the lens mean.
import { categoryOf } from '../lenses/ownership.ts';
import type { Scale } from '../lenses/types.ts';
import { Select } from '../parts/Select.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { set, useProject, useResult, useWindow } from '../state/store.ts';
import { plain, type FigureText } from '../../shared/explain/numbers.ts';
import { useLens } from './useLens.ts';

export function Legend() {
  const lens = useWindow((state) => state.lens);
  const journeys = useWindow((state) => state.project?.journeys.length ?? 0);
  // Without a journey there are no times to colour.
  if (lens === 'blast' || (lens === 'latency' && journeys === 0)) return null;
  if (lens === 'plain') return <LinkKinds />;
  if (lens === 'ownership') return <Teams />;
  return <ScaleLegend />;
}

function ScaleLegend() {
  const project = useProject();
  const lens = useWindow((state) => state.lens);
  const journey = useWindow((state) => state.journey);
  const result = useResult();
  const top = useLens()?.top ?? null;
  const scale: Scale = lens === 'latency' ? 'latency' : lens === 'cost' ? 'cost' : 'util';
  const answer = result?.journeys[journey];
  // Without an answer there are no times to colour.
  const silent =
    lens === 'latency' && answer && !answer.latencyMs ? (answer.state === 'ok' ? 'failed' : answer.state) : null;
  return (
    <div className="float legend">
      {lens === 'latency' ? (
        <Select
          label="Journey of the lens"
          value={journey}
          options={project.journeys.map((one) => ({ value: one.id, word: one.name }))}
          onChange={(id) => set({ journey: id })}
        />
      ) : (
        <span className="legend-word">{lens === 'cost' ? 'USD a month' : 'Busy'}</span>
      )}
      <span className="divider" />
      {silent ? <StateMark mark={silent} /> : <Steps scale={scale} top={top} />}
      {lens === 'latency' && !silent ? (
        <>
          <span className="divider" />
          <span className="legend-item">
            <svg width="22" height="8" aria-hidden="true">
              <path d="M0 4h22" stroke="var(--link-strong)" strokeWidth="2" />
            </svg>
            longest path
          </span>
        </>
      ) : null}
    </div>
  );
}

function Steps({ scale, top }: { readonly scale: Scale; readonly top: FigureText | null }) {
  return (
    <span className="legend-item">
      0
      <span className="steps" aria-hidden="true">
        {[1, 2, 3, 4, 5].map((step) => (
          <i key={step} className={`${scale}-${step}`} />
        ))}
      </span>
      {top ? plain(top) : 'no figures'}
    </span>
  );
}

function LinkKinds() {
  return (
    <div className="float legend">
      {(['sync', 'async', 'data'] as const).map((kind) => (
        <span key={kind} className="legend-item">
          <svg className={`link ${kind}`} width="30" height="10" viewBox="0 0 30 10" aria-hidden="true">
            <path className="link-line" d={kind === 'sync' ? 'M0 5H22' : kind === 'async' ? 'M0 5H28' : 'M0 5H23'} />
            {kind === 'sync' ? <path className="head" d="M30 5L21 0.8V9.2Z" /> : null}
            {kind === 'async' ? <path className="head open" d="M23 0.8L29 5L23 9.2" /> : null}
            {kind === 'data' ? <circle className="head ring" cx="26" cy="5" r="3" /> : null}
          </svg>
          {{ sync: 'waits for the answer', async: 'does not wait', data: 'reads and writes' }[kind]}
        </span>
      ))}
    </div>
  );
}

function Teams() {
  const project = useProject();
  const teams = project.teams ?? [];
  if (teams.length === 0) return <div className="float legend">This design names no teams yet</div>;
  return (
    <div className="float legend">
      {teams.map((team) => {
        const { hue, letter } = categoryOf(project, team.id);
        return (
          <span key={team.id} className="legend-item">
            <i className={`category c${hue}`}>{letter}</i>
            {team.name}
          </span>
        );
      })}
    </div>
  );
}
