// The bar above a comparison: back, which two variants, the scenario for both, drawings, the report.
import { ArrowLeft, ArrowLeftRight, FileText, PencilRuler } from 'lucide-react';
import { openExport } from '../export/openExport.ts';
import { hueOf, VariantKey } from '../parts/Marks.tsx';
import { Select } from '../parts/Select.tsx';
import { showScenario } from '../state/actions.ts';
import { useProject, useWindow } from '../state/store.ts';
import { STYLE_WORD } from '../../shared/explain/words.ts';
import type { Side, Sides } from './compared.ts';
import { choose, closeCompare, swap, type Pair } from './openCompare.ts';

interface CompareBarProps {
  readonly sides: Sides | null;
  readonly drawings: boolean;
  readonly onDrawings: (shown: boolean) => void;
}

export function CompareBar({ sides, drawings, onDrawings }: CompareBarProps) {
  return (
    <header className="compare-bar">
      <button type="button" className="button lined" onClick={closeCompare} title="Back to the design (Esc)">
        <ArrowLeft size={15} strokeWidth={1.75} aria-hidden="true" />
        Design
      </button>
      <h1>Compare</h1>
      {sides ? (
        <>
          <span className="divider" />
          <Pick place="first" side={sides[0]} />
          <button
            type="button"
            className="button icon"
            onClick={swap}
            aria-label="Swap the two variants"
            title="Swap the two variants"
          >
            <ArrowLeftRight size={14} strokeWidth={1.75} aria-hidden="true" />
          </button>
          <Pick place="second" side={sides[1]} />
          <div className="compare-end">
            <Scenario />
            <button
              type="button"
              className="button lined"
              aria-pressed={drawings}
              onClick={() => onDrawings(!drawings)}
              title="Both drawings, with what differs marked"
            >
              <PencilRuler size={14} strokeWidth={1.75} aria-hidden="true" />
              Drawings
            </button>
            <button type="button" className="button primary" onClick={() => openExport('report')}>
              <FileText size={14} strokeWidth={1.75} aria-hidden="true" />
              Export report
            </button>
          </div>
        </>
      ) : null}
    </header>
  );
}

function Pick({ place, side: { variant, index } }: { readonly place: keyof Pair; readonly side: Side }) {
  const { variants } = useProject();
  return (
    <span className={`pick variant-${hueOf(index)}`}>
      <VariantKey index={index} />
      <Select
        label={place === 'first' ? 'First variant' : 'Second variant'}
        value={variant.id}
        options={variants.map(({ id, name }) => ({ value: id, word: name }))}
        onChange={(id) => choose(place, id)}
      />
      {variant.style ? <span className="badge">{STYLE_WORD[variant.style]}</span> : null}
    </span>
  );
}

function Scenario() {
  const { scenarios = [] } = useProject();
  const scenario = useWindow((state) => state.scenario);
  if (scenarios.length === 0) return null;
  return (
    <span className={`scenario ${scenario === null ? '' : 'active'}`}>
      <Select
        label="Scenario"
        value={scenario ?? ''}
        options={[
          { value: '', word: 'As designed' },
          ...scenarios.map((one) => ({ value: one.id, word: `What if: ${one.name}` })),
        ]}
        onChange={(id) => showScenario(id === '' ? null : id)}
      />
    </span>
  );
}
