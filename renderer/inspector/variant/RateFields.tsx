// Average and peak of a journey; the average also reads both: "120/s, peak 360".
import { LIMITS } from '../../../shared/model/limits.ts';
import { parseRate, rangeWords } from '../../text/quantity.ts';
import { QuantityBox, QuantityField } from '../field/QuantityField.tsx';
import type { Reading } from '../field/useDraft.ts';
import { useFact, type Fact } from '../useFact.ts';

interface Rate {
  readonly average: number;
  readonly peak: number;
}

export function RateFields({ path }: { readonly path: string }) {
  const whole = useFact(path);
  const average = useFact(`${path}/average`);
  const rate = whole.value as unknown as Rate | undefined;
  /** A higher average lifts the peak with it: it is never below. */
  const set: Fact['set'] = (value) => {
    if (typeof value !== 'number') return whole.set(value);
    return whole.set({ average: value, peak: Math.max(value, rate?.peak ?? value) });
  };
  return (
    <>
      <QuantityBox
        label="Average"
        unit="perSecond"
        range="ratePerSecond"
        required
        tip="Both at once: 120/s, peak 360"
        fact={whole.differs ? average : { ...average, set }}
        readMore={readBoth}
      />
      <QuantityField label="Peak" path={`${path}/peak`} unit="perSecond" range="ratePerSecond" required />
    </>
  );
}

function readBoth(text: string): Reading | null {
  const both = parseRate(text);
  if (!both) return null;
  const { average, peak } = both;
  if (!average.ok) return average;
  if (!peak.ok) return peak;
  const [, most] = LIMITS.range.ratePerSecond;
  if (average.value < 0 || peak.value > most) return { reason: rangeWords('perSecond', LIMITS.range.ratePerSecond) };
  if (average.value > peak.value) return { reason: 'The peak must not be below the average' };
  return { value: { average: average.value, peak: peak.value } };
}
