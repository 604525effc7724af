// One tab a variant: letter, name, style; p99 of the first journey, its availability, the bill.
import { Blocks, Cloud, Grid2x2, Layers, Plus, Square, type LucideIcon } from 'lucide-react';
import type { JourneyAnswer, VariantAnswer } from '../../shared/engine/types.ts';
import type { Journey, Style, Variant } from '../../shared/model/types.ts';
import { Figure, Pending } from '../parts/Figure.tsx';
import { hueOf, VariantKey } from '../parts/Marks.tsx';
import { Menu } from '../parts/Menu.tsx';
import { StateMark, StateShape } from '../parts/StateMark.tsx';
import { START_STYLES, type StartStyle } from '../edits/variants.ts';
import { showVariant } from '../state/actions.ts';
import { addVariant, duplicateVariant } from '../drawing/variants.ts';
import { useProject, useWindow } from '../state/store.ts';
import { availability, duration, usdAMonth } from '../../shared/explain/numbers.ts';
import { STYLE_WORD } from '../../shared/explain/words.ts';
import { walk } from './walk.ts';

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
    <div className="tabs">
      <div className="tab-row" role="tablist" aria-label="Variants" onKeyDown={walk}>
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
      <AddVariant />
    </div>
  );
}

/** Another cut of the same design. */
function AddVariant() {
  return (
    <Menu
      label="Add a variant"
      className="button add-variant"
      items={[
        { label: 'Duplicate this one', onSelect: duplicateVariant },
        ...START_STYLES.map((start, index) => ({
          label: START_WORD[start],
          onSelect: () => addVariant(start),
          parted: index === 0,
        })),
      ]}
    >
      <Plus size={14} strokeWidth={1.75} aria-hidden="true" />
      <span>Variant</span>
    </Menu>
  );
}

const START_WORD: Readonly<Record<StartStyle, string>> = {
  monolith: 'New: all modules in one process',
  microservices: 'New: every module on its own',
  empty: 'New: empty',
};

interface TabProps {
  readonly variant: Variant;
  readonly index: number;
  readonly on: boolean;
  readonly journey: Journey | undefined;
}

function Tab({ variant, index, on, journey }: TabProps) {
  const result = useWindow((state) => state.results[variant.id]);
  const older = useWindow((state) => state.pending.has(variant.id));
  const Icon = STYLE_ICON[variant.style ?? 'hybrid'];
  return (
    <button
      type="button"
      role="tab"
      aria-selected={on}
      tabIndex={on ? 0 : -1}
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
      <span className="tab-figures">
        {result ? <TabFigures result={result} journey={journey} older={older} /> : <Pending />}
      </span>
    </button>
  );
}

interface TabFiguresProps {
  readonly result: VariantAnswer;
  readonly journey: Journey | undefined;
  /** Its availability is that of the design before. */
  readonly older: boolean;
}

function TabFigures({ result, journey, older }: TabFiguresProps) {
  const answer = journey ? result.journeys[journey.id] : undefined;
  return (
    <>
      {answer ? (
        <JourneyFigures answer={answer} objective={journey?.objective} older={older} />
      ) : (
        <span className="quiet">{journey ? 'Not part of it' : 'No journey yet'}</span>
      )}
      <Figure value={usdAMonth(result.cost.monthlyUsd)} />
    </>
  );
}

function JourneyFigures({
  answer,
  objective,
  older,
}: {
  readonly answer: JourneyAnswer;
  readonly objective: Journey['objective'];
  readonly older: boolean;
}) {
  const slow = answer.latencyMs !== null && objective?.p99Ms !== undefined && answer.latencyMs.p99 > objective.p99Ms;
  const standing = answer.availability;
  const down =
    objective?.availability !== undefined && standing !== undefined && standing.full < objective.availability;
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
      {standing ? (
        <span className={`tab-figure${older ? ' older' : ''}`}>
          <Figure value={availability(standing.full)} />
          {down ? <Missed /> : null}
        </span>
      ) : (
        <Pending />
      )}
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
