// A menu that opens from a button. Arrow keys, letters and Escape work as in any menu.
import { ChevronRight } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Fragment, type ReactNode } from 'react';

export interface MenuItem {
  readonly label: string;
  readonly onSelect?: () => void;
  readonly keys?: string;
  /** A line parts it from what stands above. */
  readonly parted?: boolean;
  /** Opens to the side instead. */
  readonly items?: readonly MenuItem[];
}

interface MenuProps {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
  readonly items: readonly MenuItem[];
  readonly align?: 'start' | 'end';
  readonly note?: ReactNode;
  /** More about the button that opens it. */
  readonly trigger?: DropdownMenu.DropdownMenuTriggerProps;
}

export function Menu({ label, className, children, items, align = 'start', note, trigger }: MenuProps) {
  return (
    // Not modal: what is behind it stays where readers of the screen find it.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={className} aria-label={label} title={label} {...trigger}>
        {children}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align={align} sideOffset={4} collisionPadding={8}>
          {note ? <DropdownMenu.Label className="menu-note">{note}</DropdownMenu.Label> : null}
          <Items items={items} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Items({ items }: { readonly items: readonly MenuItem[] }) {
  return items.map((item) => (
    <Fragment key={item.label}>
      {item.parted ? <DropdownMenu.Separator className="menu-line" /> : null}
      {item.items ? (
        <DropdownMenu.Sub>
          <DropdownMenu.SubTrigger className="menu-item">
            {item.label}
            <ChevronRight size={13} strokeWidth={1.75} aria-hidden="true" />
          </DropdownMenu.SubTrigger>
          <DropdownMenu.Portal>
            <DropdownMenu.SubContent className="menu" collisionPadding={8}>
              <Items items={item.items} />
            </DropdownMenu.SubContent>
          </DropdownMenu.Portal>
        </DropdownMenu.Sub>
      ) : (
        <DropdownMenu.Item className="menu-item" onSelect={() => item.onSelect?.()}>
          {item.label}
          {item.keys ? <kbd>{item.keys}</kbd> : null}
        </DropdownMenu.Item>
      )}
    </Fragment>
  ));
}
