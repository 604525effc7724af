// A scenario in short.
import type { Scenario } from '../../../shared/model/types.ts';
import { counted } from '../../../shared/explain/words.ts';

export function summaryOf({ traffic, day, faults, network, overrides }: Scenario): string {
  return [
    typeof traffic === 'number' ? `${traffic}× traffic` : traffic ? 'traffic' : '',
    day ? 'a day' : '',
    faults && faults.length > 0 ? counted(faults.length, 'fault') : '',
    network ? 'network' : '',
    overrides && overrides.length > 0 ? counted(overrides.length, 'change') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
