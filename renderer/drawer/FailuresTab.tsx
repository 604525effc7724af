// What one fault does to every journey; and what costs a journey most over a month.
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { VariantAnswer } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { Choice } from '../parts/Choice.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Select } from '../parts/Select.tsx';
import { set, useWindow } from '../state/store.ts';
import { FaultTable } from './FaultTable.tsx';
import { LossPart } from './LossPart.tsx';
import { Waiting } from './Waiting.tsx';

type Part = 'faults' | 'losses';

const PARTS: readonly { readonly value: Part; readonly word: string }[] = [
  { value: 'faults', word: 'One fault at a time' },
  { value: 'losses', word: 'What costs most' },
];

/** Stays while other tabs are looked at. */
let left: Part = 'faults';

export function FailuresTab({ project, result }: { readonly project: Project; readonly result: VariantAnswer }) {
  const [part, setPart] = useState(left);
  const shown = useWindow((state) => state.journey);
  const journey = project.journeys.find(({ id }) => id === shown) ?? project.journeys[0];
  if (!result.faults) return <Waiting />;
  if (result.faults.length === 0) {
    return (
      <Empty icon={<ShieldCheck size={20} strokeWidth={1.75} />} title="No faults to try yet">
        Each component, deployable, replica and zone of the design is broken in turn here, against every journey.
      </Empty>
    );
  }
  const turn = (to: Part): void => {
    left = to;
    setPart(to);
  };
  return (
    <>
      <div className="drawer-bar">
        <Choice label="Part of the failures" value={part} options={PARTS} onChange={turn} />
        {part === 'losses' && journey ? (
          <Select
            label="Journey"
            value={journey.id}
            options={project.journeys.map(({ id, name }) => ({ value: id, word: name }))}
            onChange={(id) => set({ journey: id })}
          />
        ) : null}
      </div>
      {part === 'losses' && journey ? (
        <LossPart project={project} journey={journey.id} answer={result.journeys[journey.id]} />
      ) : (
        <FaultTable project={project} faults={result.faults} />
      )}
    </>
  );
}
