// A quiet button at the end of a list: adds one more record, or takes something away.
import { Minus, Plus } from 'lucide-react';

interface AddProps {
  readonly children: string;
  readonly remove?: boolean;
  readonly onClick: () => void;
}

export function AddButton({ children, remove = false, onClick }: AddProps) {
  const Icon = remove ? Minus : Plus;
  return (
    <button type="button" className="add-button" onClick={onClick}>
      <Icon size={13} strokeWidth={1.75} aria-hidden="true" />
      {children}
    </button>
  );
}
