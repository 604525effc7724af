// A dialog in the middle of the window, closed by Escape or a click beside it.
import { useEffect, useRef, type ReactNode } from 'react';

interface SheetProps {
  readonly label: string;
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Sheet({ label, className, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open) return;
    element.showModal();
    element.querySelector('input')?.focus();
  }, []);
  return (
    // A click that lands on the dialog itself is on its backdrop; Escape does the same from the keyboard.
    <dialog
      ref={dialog}
      className={`sheet ${className}`}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => {
        const box = dialog.current?.getBoundingClientRect();
        if (!box || event.target !== dialog.current) return;
        const inside =
          event.clientX >= box.left &&
          event.clientX <= box.right &&
          event.clientY >= box.top &&
          event.clientY <= box.bottom;
        if (!inside) dialog.current.close();
      }}
    >
      {children}
    </dialog>
  );
}
