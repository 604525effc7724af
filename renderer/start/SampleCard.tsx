// One sample: its drawing, its name, and three figures of the first variants.
import { useEffect } from 'react';
import type { SampleEntry } from '../../shared/contract/calls.ts';
import { call } from '../api/client.ts';
import { VariantKey } from '../parts/Marks.tsx';
import { openSample } from '../state/open.ts';
import { usePreviews, wantPreview } from '../state/previews.ts';
import { Figures } from './Figures.tsx';
import { Thumbnail } from './Thumbnail.tsx';

const VARIANTS_SHOWN = 3;

export function SampleCard({ sample }: { readonly sample: SampleEntry }) {
  const { id } = sample;
  const key = `sample ${id}`;
  const preview = usePreviews((state) => state[key]);
  useEffect(() => {
    const text = async (): Promise<string | null> => {
      const answer = await call('openSample', { id });
      return answer.ok ? answer.value.text : null;
    };
    wantPreview({ key, text, figures: 'all' });
  }, [id, key]);
  return (
    <li className="start-card sample">
      <span className="card-drawing">
        {preview ? <Thumbnail drawing={preview.drawing} project={preview.project} /> : null}
      </span>
      <span className="card-body">
        <strong className="cut">{sample.name}</strong>
        <span className="sample-note">{sample.note}</span>
        <span className="card-figures">
          {preview?.project.variants.slice(0, VARIANTS_SHOWN).map((variant, index) => (
            <span key={variant.id} className="card-row" title={variant.name}>
              <VariantKey index={index} />
              <Figures journey={preview.project.journeys[0]?.id} result={preview.results[variant.id]} />
            </span>
          ))}
        </span>
      </span>
      <button
        type="button"
        className="card-open"
        onClick={() => void openSample(id, sample.name)}
        aria-label={`Open the sample ${sample.name}`}
      />
    </li>
  );
}
