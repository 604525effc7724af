// A scenario in short.
import type { Scenario } from '../../../shared/model/types.ts';
import { counted } from '../../text/words.ts';

export function summaryOf({ traffic, faults, network, overrides }: Scenario): string {
  return [
    typeof traffic === 'number' ? `${traffic}× traffic` : traffic ? 'traffic' : '',
    faults && faults.length > 0 ? counted(faults.length, 'fault') : '',
    network ? 'network' : '',
    overrides && overrides.length > 0 ? counted(overrides.length, 'change') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
