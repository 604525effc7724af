// Two variants of one design, side by side: the verdict, every figure, the aspects, latency, bill, blast radius and drawings.
import { useEffect, useMemo, useState } from 'react';
import { compareVariants } from '../../shared/engine/compare.ts';
import type { Project, Variant } from '../../shared/model/types.ts';
import { draw } from '../state/drawings.ts';
import { useProject, useWindow } from '../state/store.ts';
import { AspectsCard } from './AspectsCard.tsx';
import { BlastCard } from './BlastCard.tsx';
import { CompareBar } from './CompareBar.tsx';
import type { Compared, Side } from './compared.ts';
import { CostCard } from './CostCard.tsx';
import { DrawingsView } from './DrawingsView.tsx';
import { HeadlineCard } from './HeadlineCard.tsx';
import { LatencyCard } from './LatencyCard.tsx';
import { NeedsTwo } from './NeedsTwo.tsx';
import { closeCompare, usePair } from './openCompare.ts';
import { SideBySide } from './SideBySide.tsx';
import { useHeld } from './useHeld.ts';
import { wholeAnalysis } from './whole.ts';
import { workOut } from './workOut.ts';

export function CompareScreen() {
  const project = useProject();
  const compared = useCompared(project);
  const [drawings, setDrawings] = useState(false);
  useEscape();
  return (
    <div className="compare">
      <CompareBar sides={compared?.sides ?? null} drawings={drawings} onDrawings={setDrawings} />
      {compared ? (
        <main className="compare-body" aria-label="Comparison">
          <HeadlineCard {...compared} />
          <EngineFault />
          {drawings ? <DrawingsView {...compared} /> : <Cards {...compared} />}
        </main>
      ) : (
        <NeedsTwo />
      )}
    </div>
  );
}

function Cards(compared: Compared) {
  return (
    <div className="compare-cards">
      <SideBySide {...compared} />
      <LatencyCard {...compared} />
      <CostCard {...compared} />
      <AspectsCard {...compared} />
      <BlastCard {...compared} />
    </div>
  );
}

/** The chosen pair as it stands in the design now: an undo may have taken a variant away. Null where there are no two. */
function useCompared(project: Project): Compared | null {
  const pair = usePair();
  const scenario = useWindow((state) => state.scenario);
  const results = useWindow((state) => state.results);
  const pending = useWindow((state) => state.pending);
  const { variants } = project;
  const first = variants.find(({ id }) => id === pair.first) ?? variants[0];
  const second =
    variants.find(({ id }) => id === pair.second && id !== first?.id) ?? variants.find(({ id }) => id !== first?.id);
  const ids = [first?.id ?? '', second?.id ?? ''] as const;
  useEffect(() => {
    void draw(ids[0]);
    void draw(ids[1]);
    workOut();
    // The design, too: its drawings and answers start anew after an edit.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [project, ids[0], ids[1]]);
  const found = useMemo(() => {
    const analysis = wholeAnalysis({ project, scenario, results, pending }, ids);
    return analysis && ids[0] !== ids[1] ? { analysis, comparison: compareVariants(analysis, ids) } : null;
    // oxlint-disable-next-line react/exhaustive-deps
  }, [project, scenario, results, pending, ids[0], ids[1]]);
  const shown = useHeld(found, ids.join(' '));
  if (!first || !second) return null;
  const side = (variant: Variant): Side => ({
    variant,
    index: variants.indexOf(variant),
    result: results[variant.id],
  });
  return {
    project,
    sides: [side(first), side(second)],
    analysis: shown?.analysis ?? null,
    comparison: shown?.comparison ?? null,
  };
}

/** Escape leads back, unless something above the screen wants it. */
function useEscape(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return;
      if (event.target instanceof HTMLInputElement && event.target.value !== '') return;
      event.preventDefault();
      closeCompare();
    };
    // Before the keys of the window, for which Escape means something else.
    addEventListener('keydown', press, true);
    return () => removeEventListener('keydown', press, true);
  }, []);
}

function EngineFault() {
  const fault = useWindow((state) => state.engineFault);
  return fault === null ? null : (
    <p className="compare-fault trouble" role="alert">
      The engine could not answer: {fault}
    </p>
  );
}
