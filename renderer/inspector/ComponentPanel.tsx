// A selected component: what it is, what it does, where it runs, what it calls.
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import { INTERACTION_WORD, KIND_WORD } from '../../shared/format/drawingText.ts';
import type { Component, Link, Project, Variant } from '../../shared/model/types.ts';
import { Figure } from '../parts/Figure.tsx';
import { KindTile } from '../parts/Marks.tsx';
import { select } from '../state/actions.ts';
import { duration, perSecond } from '../text/numbers.ts';
import { counted } from '../text/words.ts';
import { DeployableResults } from './DeployablePanel.tsx';
import { componentFields, demandField, deployableFields } from './facts.ts';
import { Fields, Line, Section } from './Fields.tsx';

interface Props {
  readonly project: Project;
  readonly variant: Variant;
  readonly component: Component;
  readonly result: VariantAnalysis | undefined;
}

export function ComponentPanel({ project, variant, component, result }: Props) {
  const team = project.teams?.find((one) => one.id === component.team)?.name;
  const homes = variant.placements
    .filter((one) => one.component === component.id)
    .map((one) => variant.deployables.find((deployable) => deployable.id === one.deployable))
    .filter((one) => one !== undefined);
  const own = componentFields(project, component);
  const stale = result?.staleness[component.id];
  return (
    <>
      <header className="inspector-head">
        <KindTile kind={component.kind} />
        <div>
          <h2>{component.name}</h2>
          <p>{[KIND_WORD[component.kind], team ? `team ${team}` : ''].filter((part) => part !== '').join(', ')}</p>
        </div>
      </header>
      {homes[0] && result ? <DeployableResults deployable={homes[0]} result={result} /> : null}
      {component.note ? <p className="inspector-note">{component.note}</p> : null}
      {stale ? (
        <Section title="How stale it gets">
          {stale.meanMs === null ? (
            <Line label="Behind its producer">never catches up</Line>
          ) : (
            <>
              <Line label="Mean">
                <Figure value={duration(stale.meanMs)} />
              </Line>
              {stale.p99 === null ? null : (
                <Line label="p99">
                  <Figure value={duration(stale.p99)} accuracy={stale.accuracy} />
                </Line>
              )}
            </>
          )}
        </Section>
      ) : null}
      {own.length > 0 ? (
        <Section title="Component">
          <Fields fields={own} />
        </Section>
      ) : null}
      <Operations component={component} project={project} />
      {homes.map((home) => (
        <Section key={home.id} title="Deployable" badge={home.name}>
          <Fields fields={deployableFields(home)} />
        </Section>
      ))}
      <LinksOf project={project} variant={variant} component={component} result={result} />
    </>
  );
}

function Operations({ component, project }: { readonly component: Component; readonly project: Project }) {
  const operations = component.operations ?? [];
  if (component.kind === 'client') return null;
  return (
    <Section title="Operations" badge={operations.length === 0 ? '1, default' : String(operations.length)}>
      {operations.length === 0 ? <Fields fields={[demandField(component, undefined)]} /> : null}
      {operations.map((operation) => (
        <div key={operation.id} className="operation">
          <strong>{operation.name}</strong>
          <Fields fields={[demandField(component, operation)]} />
          {operation.steps && operation.steps.length > 0 ? (
            <ol>
              {operation.steps.map((step, index) => {
                const link = project.links.find((one) => one.id === step.link);
                const name = project.components.find((one) => one.id === link?.to)?.name ?? step.link;
                const often = step.repeat !== undefined && step.repeat !== 1 ? ` × ${step.repeat}` : '';
                const odds =
                  step.probability === undefined ? '' : `, ${Math.round(step.probability * 100)} % of visits`;
                return (
                  // Two steps may call the same thing: only the place in the order tells them apart.
                  <li key={`${index} ${step.link}`}>
                    {name}
                    {step.operation ? <i>, {step.operation}</i> : null}
                    {often}
                    {odds}
                    {step.group ? <i>, {step.group.kind}</i> : null}
                  </li>
                );
              })}
            </ol>
          ) : null}
        </div>
      ))}
    </Section>
  );
}

function LinksOf({ project, variant, component, result }: Props) {
  const absent = new Set(variant.absent?.links);
  const of = (links: readonly Link[]) => links.filter((link) => !absent.has(link.id));
  const out = of(project.links.filter((link) => link.from === component.id));
  const into = of(project.links.filter((link) => link.to === component.id));
  if (out.length + into.length === 0) return null;
  return (
    <Section title="Links" badge={counted(out.length, 'out', 'out') + `, ${into.length} in`}>
      <ul className="links-of">
        {[...out, ...into].map((link) => {
          const outgoing = link.from === component.id;
          const other = project.components.find((one) => one.id === (outgoing ? link.to : link.from))?.name ?? '';
          const calls = result?.links[link.id]?.callsPerSecond;
          return (
            <li key={link.id}>
              <button
                type="button"
                onClick={() => select({ kind: 'link', id: link.id })}
                aria-label={`${INTERACTION_WORD[link.interaction]} ${outgoing ? 'to' : 'from'} ${other}`}
              >
                <span className="quiet">{outgoing ? 'to' : 'from'}</span>
                <span className="cut">{other}</span>
                <span className="badge">{{ sync: 'Sync', async: 'Async', data: 'Data' }[link.interaction]}</span>
                <span className="line-end">
                  {calls === undefined ? null : <Figure value={perSecond(calls)} light />}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
