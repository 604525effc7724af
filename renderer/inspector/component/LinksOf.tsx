// The links of a component, outgoing first; a click goes to the link.
import type { VariantAnswer } from '../../../shared/engine/types.ts';
import { INTERACTION_WORD } from '../../../shared/format/drawingText.ts';
import type { Component, Link, Project, Variant } from '../../../shared/model/types.ts';
import { Figure } from '../../parts/Figure.tsx';
import { select } from '../../state/actions.ts';
import { perSecond } from '../../../shared/explain/numbers.ts';
import { counted } from '../../../shared/explain/words.ts';
import { Section } from '../Fields.tsx';

interface LinksProps {
  readonly project: Project;
  readonly variant: Variant;
  readonly component: Component;
  readonly result: VariantAnswer | undefined;
}

export function LinksOf({ project, variant, component, result }: LinksProps) {
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
              <button type="button" onClick={() => select({ kind: 'link', id: link.id })}>
                <span className="unseen">{INTERACTION_WORD[link.interaction]}</span>
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
