// Several things selected: what they are, and what can be done with all of them at once.
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  SquareStack,
  type LucideIcon,
} from 'lucide-react';
import { actions, type ActionId } from '../../shared/contract/actions.ts';
import type { Project, Variant } from '../../shared/model/types.ts';
import { keysOf } from '../frame/keys.ts';
import { runAction } from '../frame/runAction.ts';
import { KindTile, LinkTile, PlatformTile } from '../parts/Marks.tsx';
import { select } from '../state/actions.ts';
import type { Selection } from '../state/store.ts';
import { counted } from '../../shared/explain/words.ts';
import { Section } from './Fields.tsx';

const ALIGN: readonly (readonly [ActionId, LucideIcon])[] = [
  ['align-left', AlignStartVertical],
  ['align-centre', AlignCenterVertical],
  ['align-right', AlignEndVertical],
  ['distribute-across', AlignHorizontalDistributeCenter],
  ['align-top', AlignStartHorizontal],
  ['align-middle', AlignCenterHorizontal],
  ['align-bottom', AlignEndHorizontal],
  ['distribute-down', AlignVerticalDistributeCenter],
];
const WITH_ALL: readonly ActionId[] = ['deploy-together', 'deploy-apart', 'duplicate', 'pin', 'tidy', 'delete'];

const labelOf = (id: ActionId): string => actions.find((one) => one.id === id)?.label ?? '';

interface Props {
  readonly project: Project;
  readonly variant: Variant;
  readonly selected: readonly Selection[];
}

export function SelectedPanel({ project, variant, selected }: Props) {
  const links = selected.filter(({ kind }) => kind === 'link').length;
  const parts = selected.length - links;
  const said = [parts > 0 ? counted(parts, 'part') : '', links > 0 ? counted(links, 'link') : ''].filter(
    (words) => words !== '',
  );
  return (
    <>
      <header className="inspector-head">
        <SquareStack size={22} strokeWidth={1.5} aria-hidden="true" />
        <div>
          <h2>{said.join(' and ')} selected</h2>
          <p>Shift and click adds or takes one away</p>
        </div>
      </header>
      {parts > 1 ? (
        <Section title="Line up">
          <div className="align-buttons">
            {ALIGN.map(([id, Icon]) => (
              <button
                key={id}
                type="button"
                className="button icon"
                aria-label={labelOf(id)}
                title={`${labelOf(id)} (${keysOf(id)})`}
                onClick={() => runAction(id)}
              >
                <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
              </button>
            ))}
          </div>
        </Section>
      ) : null}
      <Section title="Do with all">
        <ul className="with-all">
          {WITH_ALL.filter((id) => parts > 0 || id === 'delete').map((id) => (
            <li key={id}>
              <button type="button" onClick={() => runAction(id)}>
                {labelOf(id)}
                <kbd>{keysOf(id)}</kbd>
              </button>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Selected" badge={String(selected.length)}>
        <ul className="links-of">
          {selected.map((one) => (
            <li key={`${one.kind} ${one.id}`}>
              <Row project={project} variant={variant} part={one} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Row({ project, variant, part }: Omit<Props, 'selected'> & { readonly part: Selection }) {
  const component = part.kind === 'component' ? project.components.find(({ id }) => id === part.id) : undefined;
  const deployable = part.kind === 'deployable' ? variant.deployables.find(({ id }) => id === part.id) : undefined;
  const link = part.kind === 'link' ? project.links.find(({ id }) => id === part.id) : undefined;
  const name = (id: string | undefined): string => project.components.find((one) => one.id === id)?.name ?? '';
  return (
    <button type="button" onClick={() => select(part)}>
      {component ? <KindTile kind={component.kind} /> : null}
      {deployable ? <PlatformTile kind={deployable.kind} /> : null}
      {link ? <LinkTile /> : null}
      <span className="cut">
        {component?.name ?? deployable?.name ?? (link ? `${name(link.from)} to ${name(link.to)}` : '')}
      </span>
    </button>
  );
}
