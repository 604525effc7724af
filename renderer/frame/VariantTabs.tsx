// One tab a variant: letter, name, style; p99 of the first journey, its availability, the bill.
import { Blocks, Cloud, Grid2x2, Layers, Square, type LucideIcon } from 'lucide-react';
import type { JourneyResult, VariantAnalysis } from '../../shared/engine/types.ts';
import type { Journey, Style, Variant } from '../../shared/model/types.ts';
import { Figure, Pending } from '../parts/Figure.tsx';
import { hueOf, VariantKey } from '../parts/Marks.tsx';
import { StateMark, StateShape } from '../parts/StateMark.tsx';
import { showVariant } from '../state/actions.ts';
import { useProject, useWindow } from '../state/store.ts';
import { availability, duration, usdAMonth } from '../text/numbers.ts';
import { STYLE_WORD } from '../text/words.ts';

const STYLE_ICON: Readonly<Record<Style, LucideIcon>> = {
  monolith: Square,
  'modular-monolith': Blocks,
  microservices: Grid2x2,
  serverless: Cloud,
  hybrid: Layers,
};

export function VariantTabs() {
  const project = useProject();
  const visible = useWindow((state) => state.variant);
  return (
    <div className="tabs" role="tablist" aria-label="Variants">
      {project.variants.map((variant, index) => (
        <Tab
          key={variant.id}
          variant={variant}
          index={index}
          on={variant.id === visible}
          journey={project.journeys[0]}
        />
      ))}
    </div>
  );
}

interface TabProps {
  readonly variant: Variant;
  readonly index: number;
  readonly on: boolean;
  readonly journey: Journey | undefined;
}

function Tab({ variant, index, on, journey }: TabProps) {
  const result = useWindow((state) => state.results[variant.id]);
  const Icon = STYLE_ICON[variant.style ?? 'hybrid'];
  return (
    <button
      type="button"
      role="tab"
      aria-selected={on}
      className={`tab variant-${hueOf(index)}`}
      onClick={() => showVariant(variant.id)}
      title={variant.note}
    >
      <span className="tab-name">
        <VariantKey index={index} />
        <strong className="cut">{variant.name}</strong>
        {variant.style ? (
          <span className="badge">
            <Icon size={11} strokeWidth={1.75} aria-hidden="true" />
            {STYLE_WORD[variant.style]}
          </span>
        ) : null}
      </span>
      <span className="tab-figures">{result ? <TabFigures result={result} journey={journey} /> : <Pending />}</span>
    </button>
  );
}

function TabFigures({ result, journey }: { readonly result: VariantAnalysis; readonly journey: Journey | undefined }) {
  const answer = journey ? result.journeys[journey.id] : undefined;
  return (
    <>
      {answer ? (
        <JourneyFigures answer={answer} objective={journey?.objective} />
      ) : (
        <span className="quiet">Not part of it</span>
      )}
      <Figure value={usdAMonth(result.cost.monthlyUsd)} />
    </>
  );
}

function JourneyFigures({
  answer,
  objective,
}: {
  readonly answer: JourneyResult;
  readonly objective: Journey['objective'];
}) {
  const slow = answer.latencyMs !== null && objective?.p99Ms !== undefined && answer.latencyMs.p99 > objective.p99Ms;
  const down = objective?.availability !== undefined && answer.availability.full < objective.availability;
  return (
    <>
      {answer.latencyMs ? (
        <span className="tab-figure">
          <Figure value={duration(answer.latencyMs.p99)} suffix="p99" />
          {slow ? <Missed /> : null}
        </span>
      ) : (
        <StateMark mark={answer.state === 'ok' ? 'failed' : answer.state} />
      )}
      <span className="tab-figure">
        <Figure value={availability(answer.availability.full)} />
        {down ? <Missed /> : null}
      </span>
    </>
  );
}

function Missed() {
  return (
    <span title="Misses its objective" role="img" aria-label="misses its objective">
      <StateShape mark="degraded" size={11} />
    </span>
  );
}
