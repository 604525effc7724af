// A time by its mean and spread or by two percentiles: one fact, a field for each of its numbers.
import { lawOf, quantile } from '../../../shared/engine/distribution.ts';
import type { Distribution, Shape } from '../../../shared/model/types.ts';
import { useFact, type Fact } from '../useFact.ts';
import type { Fallback } from './origin.ts';
import { QuantityBox } from './QuantityField.tsx';
import { SelectBox } from './SelectField.tsx';

const FORMS = [
  { value: 'mean', word: 'Mean and spread' },
  { value: 'percentiles', word: 'p50 and p99' },
];
const SHAPES: readonly { readonly value: Shape; readonly word: string }[] = [
  { value: 'constant', word: 'Constant' },
  { value: 'exponential', word: 'Exponential' },
  { value: 'erlang', word: 'Erlang' },
  { value: 'lognormal', word: 'Lognormal' },
  { value: 'hyperexponential', word: 'Hyperexponential' },
];
const SPREAD: Readonly<Record<Shape, number>> = {
  constant: 0,
  exponential: 1,
  erlang: Math.SQRT1_2,
  lognormal: 1,
  hyperexponential: 2,
};

interface DistributionProps {
  /** Of the mean: "Demand a visit". */
  readonly label: string;
  /** What the percentiles are of: "Demand". */
  readonly short: string;
  readonly path: string;
  readonly fallback?: (Fallback<Distribution> & { readonly source: string }) | undefined;
  /** Shape of a mean that says nothing more. */
  readonly bare: 'exponential' | 'constant';
}

export function DistributionFields({ label, short, path, fallback, bare }: DistributionProps) {
  const fact = useFact(path);
  const own = fact.value as Distribution | undefined;
  const law = own ?? fallback?.value ?? { mean: 0 };
  const shape = law.shape ?? ('mean' in law && law.cv === undefined ? bare : 'lognormal');

  const parts: Readonly<Record<'mean' | 'cv' | 'p50' | 'p99' | 'shape', Fact>> = {
    mean: useFact(`${path}/mean`, path),
    cv: useFact(`${path}/cv`),
    p50: useFact(`${path}/p50`, path),
    p99: useFact(`${path}/p99`, path),
    shape: useFact(`${path}/shape`),
  };
  /** One number of it. Until one is typed, the others are taken from the default with it. */
  const part = (key: keyof typeof parts): Fact =>
    own
      ? parts[key]
      : {
          ...parts[key],
          set: (value) => (value === null ? null : fact.set({ ...law, [key]: value })),
          onlyHere: () => fact.onlyHere(law),
        };
  const given = (key: string): Fallback | undefined => {
    const value = own ? undefined : (fallback?.value as Readonly<Record<string, number>> | undefined)?.[key];
    return value === undefined ? undefined : { value, source: fallback!.source };
  };

  const form: Fact = {
    ...fact,
    value: 'mean' in law ? 'mean' : 'percentiles',
    differs: false,
    canDiffer: false,
    set: (value) => fact.set(value === 'mean' ? asMean(law, bare) : asPercentiles(law, bare)),
  };
  return (
    <>
      {'mean' in law ? (
        <>
          <QuantityBox label={label} unit="ms" range="ms" fact={part('mean')} fallback={given('mean')} />
          {law.shape === 'constant' || (law.mean === 0 && own === undefined) ? null : (
            <QuantityBox
              label="Variation (cv)"
              tip="Standard deviation over mean: 0 = always the same, 1 = exponential"
              unit="number"
              range="cv"
              fact={part('cv')}
              fallback={given('cv') ?? { value: SPREAD[shape], source: `of ${article(shape)} time` }}
            />
          )}
        </>
      ) : (
        <>
          <QuantityBox
            label={`${short}, p50`}
            unit="ms"
            range="positiveMs"
            fact={part('p50')}
            fallback={given('p50')}
          />
          <QuantityBox
            label={`${short}, p99`}
            unit="ms"
            range="positiveMs"
            fact={part('p99')}
            fallback={given('p99')}
          />
        </>
      )}
      {own === undefined && 'mean' in law && law.mean === 0 ? null : (
        <SelectBox label="Given as" options={FORMS} fact={form} required />
      )}
      {own && 'mean' in law ? (
        <SelectBox
          label="Shape"
          options={SHAPES}
          fact={part('shape')}
          fallback={{ value: law.cv === undefined ? bare : 'lognormal' }}
        />
      ) : null}
    </>
  );
}

const article = (shape: Shape): string => (/^[aeiou]/.test(shape) ? `an ${shape}` : `a ${shape}`);
const rounded = (value: number): number => Number(value.toPrecision(3));

/** The same time said the other way, to three digits. */
function asPercentiles(law: Distribution, bare: 'exponential' | 'constant'): Distribution {
  const { cdf, upper } = lawOf(law, bare);
  const at = (q: number): number => Math.max(0.001, rounded(quantile({ cdf, upper }, q)));
  return { p50: at(0.5), p99: at(0.99) };
}
function asMean(law: Distribution, bare: 'exponential' | 'constant'): Distribution {
  const { mean, variance } = lawOf(law, bare);
  return { mean: rounded(mean), cv: mean > 0 ? rounded(Math.sqrt(variance) / mean) : 0 };
}
