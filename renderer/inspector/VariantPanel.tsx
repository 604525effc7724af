// Nothing selected: the variant as a whole, and what is said about the design in all variants.
import { MousePointerClick } from 'lucide-react';
import type { VariantAnswer } from '../../shared/engine/types.ts';
import { newId, newName } from '../../shared/model/newId.ts';
import type { Project, Variant } from '../../shared/model/types.ts';
import { Explained } from '../explain/Explained.tsx';
import { Figure } from '../parts/Figure.tsx';
import { VariantKey } from '../parts/Marks.tsx';
import { showVariant } from '../state/actions.ts';
import { plain, usdAMonth } from '../../shared/explain/numbers.ts';
import { counted, STYLE_WORD } from '../../shared/explain/words.ts';
import { useDesign } from './design.ts';
import { Line, Section } from './Fields.tsx';
import { NoteField } from './field/NoteField.tsx';
import { SelectField } from './field/SelectField.tsx';
import { TextField } from './field/TextField.tsx';
import { TitleField } from './field/TitleField.tsx';
import { Fold } from './Fold.tsx';
import { HeadMenu } from './HeadMenu.tsx';
import { useEdit } from './useEdit.ts';
import { AssumptionFields } from './variant/AssumptionFields.tsx';
import { Journeys } from './variant/Journeys.tsx';
import { LeftOut } from './variant/LeftOut.tsx';
import { Measures } from './variant/Measures.tsx';
import { Overrides } from './variant/Overrides.tsx';
import { Scenarios } from './variant/Scenarios.tsx';
import { Teams } from './variant/Teams.tsx';

const STYLES = Object.entries(STYLE_WORD).map(([value, word]) => ({ value, word }));

interface Props {
  readonly project: Project;
  readonly variant: Variant;
  readonly result: VariantAnswer | undefined;
}

export function VariantPanel({ project, variant, result }: Props) {
  const design = useDesign().project;
  const path = `variants/${variant.id}`;
  const raw = design.variants.find((one) => one.id === variant.id);
  const own = raw?.overrides ?? [];
  return (
    <>
      <header className="inspector-head">
        <VariantKey index={project.variants.findIndex((one) => one.id === variant.id)} />
        <div>
          <TitleField path={`${path}/name`} label="Name of the variant" />
          <p>{variant.style ? STYLE_WORD[variant.style] : 'Variant'}</p>
        </div>
        <VariantMenu variant={variant} />
      </header>
      <NoteField path={`${path}/note`} label="Note on the variant" empty="Add a note on this variant" />
      <MadeOf project={project} variant={variant} result={result} />
      <Journeys project={project} />
      <LeftOut project={design} variant={raw ?? variant} />
      {own.length > 0 ? (
        <Fold title="Only in this variant" badge={String(own.length)}>
          <Overrides label="Facts of this variant only" overrides={own} path={`${path}/overrides`} />
        </Fold>
      ) : null}
      <Scenarios project={design} />
      <Measures project={design} />
      <Teams project={design} />
      <AssumptionFields project={project} />
      <Fold title="Project">
        <TextField label="Name" path="name" most="name" required />
        <NoteField path="note" label="Note on the project" empty="Add a note on the project" />
      </Fold>
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

function MadeOf({ project, variant, result }: Props) {
  const absent = new Set(variant.absent?.components);
  const present = project.components.filter((one) => !absent.has(one.id));
  const natures = Object.values(result?.links ?? {}).map((link) => link.nature);
  const network = natures.filter((nature) => nature === 'network' || nature === 'mixed').length;
  return (
    <Section title="What it is made of">
      <SelectField label="Style" path={`variants/${variant.id}/style`} options={STYLES} empty="Not said" />
      <Line label="Components">{present.length}</Line>
      <Line label="Deployables">{variant.deployables.length}</Line>
      {result ? (
        <>
          <Line label="Links over a network">
            {network} of {natures.length}
          </Line>
          <Line label="Bill">
            <Explained label={`Bill, ${plain(usdAMonth(result.cost.monthlyUsd))}`} what={{ kind: 'bill' }} side="left">
              <Figure value={usdAMonth(result.cost.monthlyUsd)} />
            </Explained>
          </Line>
        </>
      ) : null}
    </Section>
  );
}

function VariantMenu({ variant }: { readonly variant: Variant }) {
  const { project } = useDesign();
  const { run } = useEdit();
  const duplicate = (): void => {
    const name = newName(project.variants, variant.name);
    const id = newId(project, name);
    if (run({ type: 'duplicateVariant', id: variant.id, newId: id, name })) showVariant(id);
  };
  const remove = (): void => {
    run({ type: 'remove', kind: 'variant', id: variant.id });
  };
  return (
    <HeadMenu
      label="More for this variant"
      items={[
        { label: 'Duplicate', onSelect: duplicate },
        ...(project.variants.length > 1 ? [{ label: `Remove ${variant.name}`, onSelect: remove }] : []),
      ]}
    />
  );
}
