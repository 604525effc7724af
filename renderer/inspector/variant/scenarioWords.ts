// A scenario in short.
import type { Scenario } from '../../../shared/model/types.ts';
import { counted } from '../../text/words.ts';

export function summaryOf({ traffic, faults, network }: Scenario): string {
  return [
    typeof traffic === 'number' ? `${traffic}× traffic` : '',
    faults && faults.length > 0 ? counted(faults.length, 'fault') : '',
    network ? 'network' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
