/** What a scenario does to single parts: down, hanging, slower, in error. */
import type { Operation, ScenarioFault } from '../model/types.ts';

export interface Disturbance {
  down: boolean;
  hangs: boolean;
  factor: number;
  addMs: number;
  errors: number;
}

export function disturbances(faults: readonly ScenarioFault[]): Map<string, Disturbance> {
  const map = new Map<string, Disturbance>();
  for (const f of faults) {
    const d = map.get(f.target) ?? { down: false, hangs: false, factor: 1, addMs: 0, errors: 0 };
    if (f.kind === 'down') d.down = true;
    if (f.kind === 'hang') d.hangs = true;
    if (f.kind === 'slow') {
      d.factor *= f.factor ?? 1;
      d.addMs += f.addMs ?? 0;
    }
    if (f.kind === 'errors') d.errors = 1 - (1 - d.errors) * (1 - (f.share ?? 1));
    map.set(f.target, d);
  }
  return map;
}

export function withErrors(operation: Operation, ...faults: readonly (Disturbance | undefined)[]): Operation {
  const fine = faults.reduce((p, f) => p * (1 - (f?.errors ?? 0)), 1 - (operation.errorRate ?? 0));
  return fine === 1 - (operation.errorRate ?? 0) ? operation : { ...operation, errorRate: 1 - fine };
}
