// A figure that opens: hover underlines it, a click or Enter shows how it came about.
import { X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useRef, useState, type ReactNode } from 'react';

interface OpenedProps {
  readonly label: string;
  /** The figure itself. */
  readonly children: ReactNode;
  readonly content: ReactNode;
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
}

export function Opened({ label, children, content, side = 'top' }: OpenedProps) {
  const figure = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={figure}
        type="button"
        className="opens"
        aria-label={`${label}, show how it is worked out`}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-state={open ? 'open' : 'closed'}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {/* Tables hold thousands of figures, so that only the one that is open has a popover. */}
      {open ? (
        <Popover.Root open onOpenChange={setOpen}>
          <Popover.Anchor virtualRef={figure} />
          <Popover.Portal>
            <Popover.Content
              className="opened"
              side={side}
              sideOffset={8}
              collisionPadding={12}
              aria-label={label}
              onInteractOutside={(event) => {
                // A click on the figure itself closes it there.
                if (event.target instanceof Node && figure.current?.contains(event.target)) event.preventDefault();
              }}
              onCloseAutoFocus={(event) => {
                event.preventDefault();
                figure.current?.focus();
              }}
            >
              <div className="opened-body">{content}</div>
              <Popover.Close className="button icon opened-close" aria-label="Close">
                <X size={15} strokeWidth={1.75} aria-hidden="true" />
              </Popover.Close>
              <Popover.Arrow className="opened-arrow" width={16} height={8} />
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      ) : null}
    </>
  );
}
