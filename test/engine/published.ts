/** Published and hand-worked values that the engine is held to, each with its source; and a builder for the small systems they describe. */
import type {
  Component,
  Deployable,
  Distribution,
  Journey,
  Link,
  Operation,
  Project,
  Step,
} from '../../shared/model/types.ts';

export interface Row {
  readonly source: string;
  readonly given: readonly number[];
  readonly expected: readonly number[];
}

/** Offered erlangs, servers; share refused. */
export const ERLANG_B: readonly Row[] = [
  [1, 1, 0.5],
  [5, 5, 0.284868],
  [10, 10, 0.214582],
  [10, 15, 0.036497],
  [20, 25, 0.050222],
  [100, 110, 0.027463],
  [7, 10, 0.078741],
].map(([a, c, b]) => ({ source: 'Erlang 1917, loss formula as tabulated', given: [a!, c!], expected: [b!] }));

/** Offered erlangs, servers; share that waits. */
export const ERLANG_C: readonly Row[] = [
  [5, 6, 0.587516],
  [5, 8, 0.167267],
  [10, 12, 0.449388],
  [20, 22, 0.567915],
  [90, 100, 0.21694],
].map(([a, c, b]) => ({ source: 'Erlang 1917, delay formula as tabulated', given: [a!, c!], expected: [b!] }));

/** Arrivals, rate of a server, servers; share that waits, mean response, p50, p95, p99. */
export const MMC: readonly Row[] = [
  [
    [2, 3, 1],
    [0.666667, 1, Math.LN2, 2.995732, 4.60517],
  ],
  [
    [8, 1, 10],
    [0.40918, 1.20459, 0.912145, 3.328275, 4.946111],
  ],
  [
    [40, 30, 3],
    [0.180791, 0.036949, 0.026644, 0.107009, 0.16122],
  ],
  [
    [90, 10, 10],
    [0.668732, 0.166873, 0.132909, 0.436087, 0.624988],
  ],
  [
    [450, 10, 50],
    [0.363864, 0.107277, 0.077647, 0.30828, 0.469223],
  ],
].map(([given, expected]) => ({
  source: 'closed form; checked with GNU Octave queueing (Marzolla)',
  given: given!,
  expected: expected!,
}));

/** Arrivals, rate, servers, most inside; share refused, mean response of the admitted. */
export const MMCK: readonly Row[] = [
  { source: 'GNU Octave queueing, test of qsmmmk', given: [40, 30, 3, 7], expected: [0.003931, 0.036517] },
  { source: 'GNU Octave queueing, test of qsmmmk', given: [3, 2, 2, 5], expected: [0.085114, 0.730858] },
];

/** Servers, waiting places, offered erlangs, mean work; p50, p90, p95, p99 of the admitted. */
export const CROWDED: readonly Row[] = [
  {
    source: 'matrix exponential',
    given: [2, 100, 1.9, 1000],
    expected: [7157.294, 22_825.321, 29_247.705, 42_015.349],
  },
  {
    source: 'Erlang over Gauss-Laguerre points',
    given: [2, 5000, 3, 1000],
    expected: [2_499_833.601, 2_545_451.448, 2_558_483.275, 2_583_048.073],
  },
];

/** Means; time, then probability to be done by then. */
export const TANDEM: Row = {
  source: 'hypoexponential law of M/M/1 in series (Burke 1956, Reich 1957)',
  given: [1 / 20, 1 / 15, 1 / 30],
  expected: [0.1320881, 0.2694898, 0.3214862, 0.4366309, 0.5952102],
};

/** The causes in order with their probability to fail; failure of the top event. */
export const FAULT_TREES = {
  twoTrains: { source: 'SCRAM (Rakhimov), input two_train', fails: [0.6, 0.7, 0.4, 0.5], top: 0.646 },
  twoTrainsAlike: { source: 'SCRAM, input two_train', fails: [0.7, 0.7, 0.5, 0.5], top: 0.7225 },
  theatre: { source: 'OpenFTA, theatre', fails: [0.03, 0.02, 0.05], top: 0.00207 },
  anyOfThree: { source: 'SCRAM, input abc', fails: [0.1, 0.2, 0.3], top: 0.496 },
  abOrBc: { source: 'SCRAM, input ab_bc', fails: [0.1, 0.2, 0.3], top: 0.074 },
  twoOfThree: { source: 'SCRAM, input atleast', fails: [0.1, 0.2, 0.3], top: 0.098 },
} as const;

/** A part of a small system: work, calls after it, and the machine of its own that it runs on. */
export interface SmallPart {
  readonly demand?: Distribution;
  readonly steps?: readonly (string | (Omit<Step, 'link'> & { readonly to: string }))[];
  readonly operation?: Partial<Operation>;
  readonly component?: Partial<Component>;
  readonly host?: Partial<Deployable>;
}

export const NO_QUEUE: Partial<Deployable> = { discipline: 'delay' };
export const ONE_BY_ONE: Partial<Deployable> = { discipline: 'fifo' };

/** Calls cost nothing unless `links` says so; requests enter the first part. */
export function smallSystem(
  parts: Readonly<Record<string, SmallPart>>,
  traffic: Pick<Journey, 'rate' | 'closed'> | number,
  links: Readonly<Record<string, Partial<Link>>> = {},
  more: Partial<Project> = {},
): Project {
  const ids = Object.keys(parts);
  const steps = ids.flatMap((from) =>
    (parts[from]!.steps ?? []).map((s) => ({ from, step: typeof s === 'string' ? { to: s } : s })),
  );
  const named = [...new Set(steps.map(({ from, step }) => `${from}-${step.to}`))];
  return {
    format: 'topolith',
    formatVersion: 1,
    minReaderVersion: 1,
    app: 'test',
    id: 'small',
    name: 'small',
    components: ids.map((id): Component => {
      const calls = steps
        .filter((s) => s.from === id)
        .map(({ step: { to, ...step } }): Step => ({ ...step, link: `${id}-${to}` }));
      const demand = parts[id]!.demand ?? { mean: 0 };
      return {
        id,
        kind: 'module',
        name: id,
        operations: [{ id: 'do', name: 'do', demand, steps: calls, ...parts[id]!.operation }],
        ...parts[id]!.component,
      };
    }),
    links: named.map((id): Link => {
      const [from, to] = id.split('-') as [string, string];
      return { id, from, to, interaction: 'sync', latency: { mean: 0 }, cpu: { from: 0, to: 0 }, ...links[id] };
    }),
    journeys: [
      {
        id: 'j',
        name: 'j',
        entry: { component: ids[0]!, operation: 'do' },
        ...(typeof traffic === 'number' ? { rate: { average: traffic, peak: traffic } } : traffic),
      },
    ],
    variants: [
      {
        id: 'v',
        name: 'v',
        deployables: ids.map((id): Deployable => ({
          id: `h-${id}`,
          name: id,
          kind: 'process',
          cores: 1,
          replicas: { fixed: 1 },
          ...parts[id]!.host,
        })),
        placements: ids.map((id) => ({ component: id, deployable: `h-${id}` })),
      },
    ],
    ...more,
  };
}

/** Numbers to so many digits, for comparing whole results. */
export const rounded = (values: readonly number[], digits = 6): number[] =>
  values.map((v) => Number(v.toPrecision(digits)));
