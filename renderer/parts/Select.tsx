// A choice from a short list, as the system draws it, so that every key and every reader works.
import { ChevronDown } from 'lucide-react';

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly word: string }[];
  readonly onChange: (value: string) => void;
}

export function Select({ label, value, options, onChange }: SelectProps) {
  return (
    <span className="select">
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
      <ChevronDown size={13} strokeWidth={1.75} aria-hidden="true" />
    </span>
  );
}
