// Nothing selected: the variant as a whole.
import { MousePointerClick } from 'lucide-react';
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import type { Project, Variant } from '../../shared/model/types.ts';
import { Figure } from '../parts/Figure.tsx';
import { VariantKey } from '../parts/Marks.tsx';
import { usdAMonth } from '../text/numbers.ts';
import { counted, STYLE_WORD } from '../text/words.ts';
import { Line, Section } from './Fields.tsx';

export function VariantPanel({
  project,
  variant,
  result,
}: {
  readonly project: Project;
  readonly variant: Variant;
  readonly result: VariantAnalysis | undefined;
}) {
  const absent = new Set(variant.absent?.components);
  const present = project.components.filter((one) => !absent.has(one.id));
  const natures = Object.values(result?.links ?? {}).map((link) => link.nature);
  const network = natures.filter((nature) => nature === 'network' || nature === 'mixed').length;
  return (
    <>
      <header className="inspector-head">
        <VariantKey index={project.variants.findIndex((one) => one.id === variant.id)} />
        <div>
          <h2>{variant.name}</h2>
          <p>{variant.style ? STYLE_WORD[variant.style] : 'Variant'}</p>
        </div>
      </header>
      {variant.note ? <p className="inspector-note">{variant.note}</p> : null}
      {project.note ? <p className="inspector-note">{project.note}</p> : null}
      <Section title="What it is made of">
        <Line label="Components">{present.length}</Line>
        <Line label="Deployables">{variant.deployables.length}</Line>
        {result ? (
          <>
            <Line label="Links over a network">
              {network} of {natures.length}
            </Line>
            <Line label="Bill">
              <Figure value={usdAMonth(result.cost.monthlyUsd)} />
            </Line>
          </>
        ) : null}
      </Section>
      {result && result.notes.length > 0 ? (
        <Section title="Worth knowing" badge={counted(result.notes.length, 'note')}>
          <ul className="notes">
            {result.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      <div className="inspector-hint">
        <MousePointerClick size={18} strokeWidth={1.75} aria-hidden="true" />
        <span>Click a part, a box or a link to see its facts, where each value comes from, and its figures.</span>
      </div>
    </>
  );
}
