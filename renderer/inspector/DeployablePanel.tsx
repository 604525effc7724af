// A selected deployable: how busy it is, what it costs, how it is set, what it holds.
import type { Command } from '../../shared/model/commands.ts';
import type { VariantAnswer } from '../../shared/engine/types.ts';
import type { Deployable, Project, Variant } from '../../shared/model/types.ts';
import { PlatformTile } from '../parts/Marks.tsx';
import type { MenuItem } from '../parts/Menu.tsx';
import { select } from '../state/actions.ts';
import { DEPLOYABLE_WORD } from '../../shared/explain/words.ts';
import { DeployableResults } from './deployable/DeployableResults.tsx';
import { PlaceFields } from './deployable/PlaceFields.tsx';
import { SizeFields } from './deployable/SizeFields.tsx';
import { ColdStartFields, UptimeFields } from './deployable/UptimeFields.tsx';
import { QuotaFields, WorkFields } from './deployable/WorkFields.tsx';
import { Section } from './Fields.tsx';
import { TitleField } from './field/TitleField.tsx';
import { Fold } from './Fold.tsx';
import { HeadMenu } from './HeadMenu.tsx';
import { useEdit } from './useEdit.ts';

interface Props {
  readonly project: Project;
  readonly variant: Variant;
  readonly deployable: Deployable;
  readonly result: VariantAnswer | undefined;
}

export function DeployablePanel({ project, variant, deployable, result }: Props) {
  const path = `deployables/${deployable.id}`;
  const held = variant.placements.filter((one) => one.deployable === deployable.id);
  const { trouble, run } = useEdit();
  return (
    <>
      <header className="inspector-head">
        <PlatformTile kind={deployable.kind} />
        <div>
          <TitleField path={`${path}/name`} label="Name of the deployable" />
          <p>{DEPLOYABLE_WORD[deployable.kind]}</p>
        </div>
        <HeadMenu label="More for this deployable" items={removals(variant, deployable, held.length, run)} />
      </header>
      {trouble === null ? null : (
        <p className="inspector-note trouble" role="alert">
          {trouble}
        </p>
      )}
      {result ? <DeployableResults deployable={deployable} result={result} /> : null}
      <Fold title="Size" open>
        <SizeFields deployable={deployable} path={path} />
      </Fold>
      <Fold title="Work" open>
        <WorkFields deployable={deployable} path={path} />
      </Fold>
      <Fold title="Staying up" open>
        <UptimeFields deployable={deployable} path={path} />
      </Fold>
      <Fold title="Place and release" open>
        <PlaceFields project={project} variant={variant} path={path} />
      </Fold>
      <Fold title="Ceilings" open={deployable.quota !== undefined}>
        <QuotaFields path={path} />
      </Fold>
      {deployable.kind === 'function' || deployable.coldStart ? (
        <Fold title="Cold starts" open>
          <ColdStartFields deployable={deployable} path={path} />
        </Fold>
      ) : null}
      <Section title="Holds" badge={String(held.length)}>
        {held.length === 0 ? <p className="quiet">Nothing yet. Drag a component into its box.</p> : null}
        <ul className="links-of">
          {held.map((one) => (
            <li key={one.component}>
              <button type="button" onClick={() => select({ kind: 'component', id: one.component })}>
                <span className="cut">
                  {project.components.find((candidate) => candidate.id === one.component)?.name ?? one.component}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

/** An empty deployable just goes; the components of a full one need a place, or leave the variant. */
function removals(
  variant: Variant,
  { id, name }: Deployable,
  held: number,
  run: (command: Command) => boolean,
): readonly MenuItem[] {
  const remove = (moveTo?: string): void => {
    const command: Command = { type: 'removeDeployable', variant: variant.id, id };
    if (run(moveTo === undefined ? command : { ...command, moveTo })) select(null);
  };
  if (held === 0) return [{ label: `Remove ${name}`, onSelect: () => remove() }];
  const others = variant.deployables.filter((one) => one.id !== id && one.kind !== 'external');
  const moves = others.map((one) => ({ label: one.name, onSelect: () => remove(one.id) }));
  return [
    ...(moves.length > 0 ? [{ label: 'Remove, move its components to', items: moves }] : []),
    { label: 'Remove, leave its components out', onSelect: () => remove() },
  ];
}
