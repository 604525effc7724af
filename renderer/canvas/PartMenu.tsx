// The menu of the right mouse button over the canvas: what can be done with what is under it.
import { ContextMenu } from 'radix-ui';
import type { MouseEvent, ReactNode } from 'react';
import { actions, type ActionId } from '../../shared/contract/actions.ts';
import { keysOf } from '../frame/keys.ts';
import { runAction } from '../frame/runAction.ts';
import { select } from '../state/actions.ts';
import { now, useWindow, type Selection } from '../state/store.ts';

const ON_PARTS: readonly (ActionId | null)[] = [
  'rename',
  'connect',
  null,
  'cut',
  'copy',
  'duplicate',
  'delete',
  null,
  'deploy-together',
  'deploy-apart',
  'pin',
];
const ON_LINKS: readonly (ActionId | null)[] = ['delete'];
const ON_NOTHING: readonly (ActionId | null)[] = ['add-part', 'paste', null, 'select-all', 'tidy', 'fit'];

export function PartMenu({ children }: { readonly children: ReactNode }) {
  const selected = useWindow((state) => state.selected);
  const shown =
    selected.length === 0 ? ON_NOTHING : selected.every(({ kind }) => kind === 'link') ? ON_LINKS : ON_PARTS;
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>
        <div className="menu-area" onContextMenu={pickUnder}>
          {children}
        </div>
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="menu" collisionPadding={8}>
          {shown.map((id, index) =>
            id === null ? (
              // Lines have no name of their own; they stand where they stand.
              <ContextMenu.Separator key={`line ${shown[index + 1]}`} className="menu-line" />
            ) : (
              <ContextMenu.Item key={id} className="menu-item" onSelect={() => runAction(id)}>
                {actions.find((one) => one.id === id)?.label}
                <kbd>{keysOf(id)}</kbd>
              </ContextMenu.Item>
            ),
          )}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** The menu is about what is under the pointer, or about all that is selected when that is part of it. */
function pickUnder(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const under = partUnder(target);
  const { selected } = now();
  if (!under) select(null);
  else if (!selected.some((one) => one.kind === under.kind && one.id === under.id)) select(under);
}

function partUnder(target: Element | null): Selection | null {
  const component = target?.closest('[data-component]')?.getAttribute('data-component');
  if (component) return { kind: 'component', id: component };
  const link = target?.closest('[data-link]')?.getAttribute('data-link');
  if (link) return { kind: 'link', id: link };
  const box = target?.closest('[data-deployable]')?.getAttribute('data-deployable');
  return box ? { kind: 'deployable', id: box } : null;
}
