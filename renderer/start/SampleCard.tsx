// One sample: its drawing, its name, and three figures of the first variants.
import type { SampleEntry } from '../../shared/contract/calls.ts';
import type { Project, Variant } from '../../shared/model/types.ts';
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import { Figure, Pending } from '../parts/Figure.tsx';
import { VariantKey } from '../parts/Marks.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { openSample } from '../state/open.ts';
import { usePreviews } from '../state/previews.ts';
import { availability, duration, usdAMonth } from '../text/numbers.ts';
import { Thumbnail } from './Thumbnail.tsx';

export function SampleCard({ sample }: { readonly sample: SampleEntry }) {
  const preview = usePreviews((state) => state.previews[sample.id]);
  const variants = preview?.project.variants.slice(0, 3) ?? [];
  return (
    <button
      type="button"
      className="start-card sample"
      onClick={() => void openSample(sample.id, sample.name)}
      aria-label={`Open the sample ${sample.name}`}
    >
      <span className="card-drawing">
        {preview ? <Thumbnail drawing={preview.drawing} project={preview.project} /> : null}
      </span>
      <span className="card-body">
        <strong className="cut">{sample.name}</strong>
        <span className="card-note">{sample.note}</span>
        <span className="card-figures">
          {variants.map((variant, index) => (
            <Row
              key={variant.id}
              index={index}
              variant={variant}
              project={preview!.project}
              result={preview!.results[variant.id]}
            />
          ))}
        </span>
      </span>
    </button>
  );
}

interface RowProps {
  readonly index: number;
  readonly variant: Variant;
  readonly project: Project;
  readonly result: VariantAnalysis | undefined;
}

function Row({ index, variant, project, result }: RowProps) {
  const journey = result?.journeys[project.journeys[0]?.id ?? ''];
  return (
    <span className="card-row" title={variant.name}>
      <VariantKey index={index} />
      {result ? (
        <>
          {journey?.latencyMs ? (
            <Figure value={duration(journey.latencyMs.p99)} suffix="p99" />
          ) : (
            <StateMark mark={journey?.state ?? 'idle'} />
          )}
          {journey ? <Figure value={availability(journey.availability.full)} /> : <span />}
          <Figure value={usdAMonth(result.cost.monthlyUsd)} />
        </>
      ) : (
        <Pending />
      )}
    </span>
  );
}
