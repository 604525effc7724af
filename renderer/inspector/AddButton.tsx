// A quiet button at the end of a list: adds one more record, or takes something away.
import { Minus, Plus } from 'lucide-react';
import { press } from './press.ts';

interface AddProps {
  readonly children: string;
  readonly remove?: boolean;
  /** Where the words alone do not say what is meant. */
  readonly label?: string;
  readonly onClick: () => void;
}

export function AddButton({ children, remove = false, label, onClick }: AddProps) {
  const Icon = remove ? Minus : Plus;
  return (
    <button type="button" className="add-button" aria-label={label} onClick={press(onClick)}>
      <Icon size={13} strokeWidth={1.75} aria-hidden="true" />
      {children}
    </button>
  );
}
