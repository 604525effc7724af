// A selected link: what it is in this variant, its load, its terms.
import type { VariantAnswer } from '../../shared/engine/types.ts';
import { INTERACTION_WORD } from '../../shared/format/drawingText.ts';
import type { Link, Project } from '../../shared/model/types.ts';
import { LinkTile } from '../parts/Marks.tsx';
import { select } from '../state/actions.ts';
import { useDesign } from './design.ts';
import { Fold } from './Fold.tsx';
import { HeadMenu } from './HeadMenu.tsx';
import { BilledFields } from './link/BilledFields.tsx';
import { DeliveryFields } from './link/DeliveryFields.tsx';
import { LinkFields } from './link/LinkFields.tsx';
import { LinkResults } from './link/LinkResults.tsx';
import { PolicyFields } from './link/PolicyFields.tsx';
import { turnLink } from './link/turnLink.ts';
import { useEdit } from './useEdit.ts';

const NATURE = {
  network: 'Crosses a network in this variant: a round trip, work at both ends, and it can fail on its own.',
  'in-process':
    'Both ends are in one deployable here: an in-process call of a tenth of a microsecond, with no partial failure.',
  mixed: 'Some copies call in-process, others over the network.',
  absent: 'Not part of this variant.',
};

interface Props {
  readonly project: Project;
  readonly link: Link;
  readonly result: VariantAnswer | undefined;
}

export function LinkPanel({ project, link, result }: Props) {
  const path = `links/${link.id}`;
  const name = (id: string): string => project.components.find((one) => one.id === id)?.name ?? id;
  const answer = result?.links[link.id];
  return (
    <>
      <header className="inspector-head">
        <LinkTile />
        <div>
          <h2>
            {name(link.from)} to {name(link.to)}
          </h2>
          <p>{INTERACTION_WORD[link.interaction]}</p>
        </div>
        <LinkMenu link={link} />
      </header>
      {answer && answer.nature !== 'absent' ? <LinkResults link={link.id} answer={answer} /> : null}
      {answer ? <p className="inspector-note">{NATURE[answer.nature]}</p> : null}
      <Fold title="Link" open>
        <LinkFields project={project} link={link} path={path} />
      </Fold>
      {link.interaction === 'async' ? (
        <Fold title="Delivery" open>
          <DeliveryFields link={link} path={`${path}/delivery`} />
        </Fold>
      ) : null}
      <Fold title="Policy" open>
        <PolicyFields link={link} path={`${path}/policy`} />
      </Fold>
      <Fold
        title="Billed for a call"
        badge={String(Object.keys(link.billed ?? {}).length)}
        open={link.billed !== undefined}
      >
        <BilledFields link={link} path={`${path}/billed`} />
      </Fold>
    </>
  );
}

function LinkMenu({ link }: { readonly link: Link }) {
  const { project, variant } = useDesign();
  const { trouble, run } = useEdit();
  const own = project.links.find((one) => one.id === link.id) ?? link;
  const absent = variant.absent?.links?.includes(link.id) ?? false;
  const leaveOut = (): void => {
    run({ type: 'absentLink', variant: variant.id, link: link.id, absent: !absent });
  };
  const remove = (): void => {
    if (run({ type: 'remove', kind: 'link', id: link.id })) select(null);
  };
  return (
    <>
      {trouble === null ? null : (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
      <HeadMenu
        label="More for this link"
        items={[
          { label: 'Turn it round', onSelect: () => void run(turnLink(project, own)) },
          { label: absent ? 'Bring it back in this variant' : 'Leave it out of this variant', onSelect: leaveOut },
          { label: 'Remove the link', onSelect: remove },
        ]}
      />
    </>
  );
}
