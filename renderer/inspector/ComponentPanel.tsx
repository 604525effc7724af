// A selected component: what it is, what it does, where it runs, what it calls.
import type { VariantAnswer } from '../../shared/engine/types.ts';
import { KIND_WORD } from '../../shared/format/drawingText.ts';
import type { Component, Project, Variant } from '../../shared/model/types.ts';
import { Figure } from '../parts/Figure.tsx';
import { KindTile } from '../parts/Marks.tsx';
import { select } from '../state/actions.ts';
import { duration, plain, quantity, share } from '../../shared/explain/numbers.ts';
import { ComponentFields } from './component/ComponentFields.tsx';
import { Homes } from './component/Homes.tsx';
import { LinksOf } from './component/LinksOf.tsx';
import { Operations } from './component/Operations.tsx';
import { DeployableResults } from './deployable/DeployableResults.tsx';
import { Line, Section } from './Fields.tsx';
import { NoteField } from './field/NoteField.tsx';
import { TitleField } from './field/TitleField.tsx';
import { Fold } from './Fold.tsx';
import { HeadMenu } from './HeadMenu.tsx';
import { useEdit } from './useEdit.ts';

interface Props {
  readonly project: Project;
  readonly variant: Variant;
  readonly component: Component;
  readonly result: VariantAnswer | undefined;
}

export function ComponentPanel({ project, variant, component, result }: Props) {
  const team = project.teams?.find((one) => one.id === component.team)?.name;
  const first = variant.placements.find((one) => one.component === component.id)?.deployable;
  const home = variant.deployables.find((one) => one.id === first);
  const { trouble, run } = useEdit();
  const remove = (): void => {
    if (run({ type: 'remove', kind: 'component', id: component.id })) select(null);
  };
  return (
    <>
      <header className="inspector-head">
        <KindTile kind={component.kind} />
        <div>
          <TitleField path={`components/${component.id}/name`} label="Name of the component" />
          <p>{[KIND_WORD[component.kind], team ? `team ${team}` : ''].filter((part) => part !== '').join(', ')}</p>
        </div>
        <HeadMenu
          label="More for this component"
          items={[
            ...(home
              ? [{ label: `Go to ${home.name}`, onSelect: () => select({ kind: 'deployable', id: home.id }) }]
              : []),
            { label: `Remove ${component.name}`, onSelect: remove },
          ]}
        />
      </header>
      {trouble === null ? null : (
        <p className="inspector-note trouble" role="alert">
          {trouble}
        </p>
      )}
      {home && result ? <DeployableResults deployable={home} result={result} /> : null}
      <Staleness component={component} result={result} />
      <NoteField path={`components/${component.id}/note`} label="Note on the component" empty="Add a note" />
      <Fold title="Component" open>
        <ComponentFields project={project} component={component} />
      </Fold>
      {component.kind === 'client' ? null : <Operations project={project} component={component} />}
      <Homes variant={variant} component={component} />
      <LinksOf project={project} variant={variant} component={component} result={result} />
    </>
  );
}

function Staleness({ component, result }: Pick<Props, 'component' | 'result'>) {
  const stale = result?.staleness?.[component.id];
  if (!stale) return null;
  const { staleRead, growth } = stale;
  return (
    <Section title="How stale it gets">
      {stale.state === 'saturated' ? <Line label="Behind its producer">never catches up</Line> : null}
      {stale.meanMs === null ? null : (
        <Line label="Mean">
          <Figure value={duration(stale.meanMs)} />
        </Line>
      )}
      {stale.p99 === null ? null : (
        <Line label="p99">
          <Figure value={duration(stale.p99)} accuracy={stale.accuracy} />
        </Line>
      )}
      {staleRead === null ? null : (
        <Line label="A read sees an old value">
          <Figure
            value={share(staleRead.share)}
            suffix={staleRead.writesPerSecond === null && staleRead.share > 0 ? 'at most' : ''}
          />
        </Line>
      )}
      {growth === null ? null : (
        <Line label={`Waiting after ${plain(duration(growth.outageMinutes * 60_000))} away`}>
          <Figure value={quantity(growth.backlog)} />
        </Line>
      )}
    </Section>
  );
}
