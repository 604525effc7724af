/** Every bound a project is held to, in one table: beyond them a file is refused, never cut short. */
export const LIMITS = {
  /** Characters of a project file: 32 MiB of ASCII. */
  fileCharacters: 32 * 1024 * 1024,
  /** Brackets inside brackets. */
  nesting: 64,
  /** Problems listed at most; one more line says how many were left out. */
  problems: 200,
  text: { id: 100, name: 200, word: 100, note: 10_000, path: 500 },
  count: {
    teams: 1_000,
    components: 5_000,
    operations: 500,
    steps: 1_000,
    links: 20_000,
    journeys: 1_000,
    measures: 1_000,
    variants: 100,
    deployables: 5_000,
    placements: 20_000,
    overrides: 5_000,
    /** Branches that start together in one group, repeats included. */
    branches: 1_000,
    scenarios: 500,
    faults: 1_000,
    /** Stretches of a day: quarters of an hour. */
    day: 96,
    zones: 100,
    prices: 1_000,
    coChanges: 5_000,
    units: 20,
    nodes: 10_000,
    notes: 2_000,
  },
  /** Inclusive ranges of numbers: [least, most]. */
  range: {
    version: [1, 1_000_000],
    /** Up to 115 days. */
    ms: [0, 1e10],
    positiveMs: [1e-9, 1e10],
    seconds: [0, 1e7],
    minutes: [0, 1e6],
    hours: [1e-6, 1e8],
    dayHours: [0.01, 24],
    share: [0, 1],
    percent: [0, 100],
    cv: [0, 100],
    ratePerSecond: [0, 1e9],
    factor: [0, 1e6],
    repeat: [0, 1e6],
    bytes: [0, 1e15],
    gibibytes: [0, 1e9],
    cores: [0.001, 1e5],
    /** Of whole things of which at least one is there: replicas, threads, partitions, users. */
    some: [1, 1e7],
    /** Of whole things that may be missing: waiting places, retries. */
    any: [0, 1e9],
    /** Waiting places. */
    room: [0, 10_000],
    utilisationTarget: [0.01, 1],
    engineers: [0, 1e5],
    usd: [-1e12, 1e12],
    canvas: [-1e7, 1e7],
    canvasSize: [0, 1e6],
  },
} as const;

export type Range = keyof typeof LIMITS.range;
