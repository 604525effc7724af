// All links in one picture, between the boxes and the cards. The canvas library would make a picture of its own for each.
import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import { LinkEdge } from './LinkEdge.tsx';
import type { LinkView } from './toFlow.ts';

function Links({ links }: { readonly links: readonly LinkView[] }) {
  return (
    <ViewportPortal>
      <svg className="links">
        {links.map((view) => (
          <LinkEdge key={view.id} view={view} />
        ))}
      </svg>
    </ViewportPortal>
  );
}

export const LinkLayer = memo(Links);
