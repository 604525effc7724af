// An edit of a list or a record as a whole, with what is wrong with it kept for the place that shows it.
import { useState } from 'react';
import type { Command } from '../../shared/model/commands.ts';
import { edit, endStep } from '../state/edit.ts';
import { reasonOf } from './useFact.ts';

export function useEdit(): {
  readonly trouble: string | null;
  /** True when it was carried out. */
  readonly run: (command: Command, name?: string) => boolean;
} {
  const [trouble, setTrouble] = useState<string | null>(null);
  return {
    trouble,
    run(command, name) {
      const reason = reasonOf(edit(command, name === undefined ? {} : { name }));
      setTrouble(reason);
      endStep();
      return reason === null;
    },
  };
}
