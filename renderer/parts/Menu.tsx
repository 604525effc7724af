// A menu that opens from a button. Arrow keys, letters and Escape work as in any menu.
import { DropdownMenu } from 'radix-ui';
import { Fragment, type ReactNode } from 'react';

export interface MenuItem {
  readonly label: string;
  readonly onSelect: () => void;
  readonly keys?: string;
  /** A line parts it from what stands above. */
  readonly parted?: boolean;
}

interface MenuProps {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
  readonly items: readonly MenuItem[];
  readonly align?: 'start' | 'end';
  readonly note?: ReactNode;
}

export function Menu({ label, className, children, items, align = 'start', note }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={className} aria-label={label} title={label}>
        {children}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          align={align}
          sideOffset={4}
          collisionPadding={8}
          // Letters look for an item here; they are no keys of the window.
          onKeyDown={(event) => event.stopPropagation()}
        >
          {note ? <DropdownMenu.Label className="menu-note">{note}</DropdownMenu.Label> : null}
          {items.map((item) => (
            <Fragment key={item.label}>
              {item.parted ? <DropdownMenu.Separator className="menu-line" /> : null}
              <DropdownMenu.Item className="menu-item" onSelect={item.onSelect}>
                {item.label}
                {item.keys ? <kbd>{item.keys}</kbd> : null}
              </DropdownMenu.Item>
            </Fragment>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
