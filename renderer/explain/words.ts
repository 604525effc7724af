// Names of figures, for those who hear them.
import type { LateFigure, LoadFigure, Percentile } from './types.ts';

export const PERCENTILE_WORD: Readonly<Record<Percentile, string>> = {
  mean: 'mean',
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  p999: 'p99.9',
};

export const LOAD_WORD: Readonly<Record<LoadFigure, string>> = {
  utilisation: 'utilisation',
  cores: 'cores busy',
  replicas: 'replicas',
  visits: 'visits',
  wait: 'wait of a visit',
  queue: 'in the queue',
  threads: 'threads held',
  refused: 'refused when full',
};

export const LATE_WORD: Readonly<Record<LateFigure, string>> = {
  mean: 'mean',
  p50: 'p50',
  p99: 'p99',
  worst: 'at worst',
};
