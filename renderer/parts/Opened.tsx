// A figure that opens: hover underlines it, a click or Enter shows how it came about.
import { X } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';

interface OpenedProps {
  readonly label: string;
  /** The figure itself. */
  readonly children: ReactNode;
  readonly content: ReactNode;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
}

export function Opened({ label, children, content, side = 'top' }: OpenedProps) {
  return (
    <Popover.Root>
      <Popover.Trigger className="opens" aria-label={`${label}, show how it is worked out`}>
        {children}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="opened" side={side} sideOffset={8} collisionPadding={12} aria-label={label}>
          <div className="opened-body">{content}</div>
          <Popover.Close className="button icon opened-close" aria-label="Close">
            <X size={15} strokeWidth={1.75} aria-hidden="true" />
          </Popover.Close>
          <Popover.Arrow className="opened-arrow" width={16} height={8} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
