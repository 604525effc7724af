// What runs over a link: calls, data, attempts; its breaker and its bulkhead as they stand.
import type { BreakerResult, LinkResult } from '../../../shared/engine/types.ts';
import { BREAKER_WORD, BULKHEAD_WORD } from '../../../shared/explain/figureNames.ts';
import { figureOf } from '../../../shared/explain/figures.ts';
import {
  bytes,
  duration,
  perSecond,
  plain,
  quantity,
  share,
  type FigureText,
} from '../../../shared/explain/numbers.ts';
import type { BreakerFigure, BulkheadFigure, LinkFigure, What } from '../../../shared/explain/types.ts';
import { breakerWords } from '../../../shared/explain/breakerWords.ts';
import type { Mark } from '../../../shared/explain/words.ts';
import { Explained } from '../../explain/Explained.tsx';
import { Figure } from '../../parts/Figure.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { Line, Section } from '../Fields.tsx';

interface Props {
  readonly link: string;
  readonly answer: LinkResult;
}

export function LinkResults({ link, answer }: Props) {
  const of = (figure: LinkFigure): What => ({ kind: 'link', link, of: figure });
  return (
    <>
      <div className="inspector-figures">
        <FigureLine label="Calls" what={of('callsPerSecond')} value={perSecond(answer.callsPerSecond)} />
        <FigureLine label="Data" what={of('bytesPerSecond')} value={bytesASecond(answer.bytesPerSecond)} />
        <FigureLine label="On the wire, a call" what={of('networkMs')} value={duration(answer.networkMs)} />
        {answer.attempts > 1 ? (
          <FigureLine label="Attempts a call" what={of('attempts')} value={quantity(answer.attempts)} />
        ) : null}
      </div>
      <BreakerState link={link} answer={answer} />
      <BulkheadState link={link} answer={answer} />
    </>
  );
}

const MARK: Readonly<Record<BreakerResult['state'], Mark>> = { closed: 'ok', open: 'failed', flapping: 'degraded' };

function BreakerState({ link, answer: { breaker } }: Props) {
  if (!breaker) return null;
  const line = (of: BreakerFigure, label: string, value: FigureText | null) =>
    value === null ? null : (
      <FigureLine label={label} spoken={BREAKER_WORD[of]} what={{ kind: 'breaker', link, of }} value={value} />
    );
  const time = (ms: number | null): FigureText | null => (ms === null ? null : duration(ms));
  return (
    <Section title="Breaker now">
      <p className="inspector-state">
        <StateMark mark={MARK[breaker.state]} word={breakerWords(breaker)} />
      </p>
      {breaker.state === 'closed' ? null : (
        <>
          {line('failedFastShare', 'Fails at once', share(breaker.failedFastShare))}
          {line(
            'executedPerSecond',
            'Reach the callee',
            figureOf({ amount: breaker.executedPerSecond, unit: 'perSecond' }),
          )}
          {line('probeEveryMs', 'A probe every', time(breaker.probeEveryMs))}
          {line('opensAfterMs', 'Opens after the first bad call', time(breaker.opensAfterMs))}
          {line('recoversWithinMs', 'Closes after recovery within', time(breaker.recoversWithinMs))}
        </>
      )}
    </Section>
  );
}

function BulkheadState({ link, answer: { bulkhead } }: Props) {
  if (!bulkhead) return null;
  const line = (of: BulkheadFigure, label: string, value: FigureText) => (
    <FigureLine label={label} spoken={BULKHEAD_WORD[of]} what={{ kind: 'bulkhead', link, of }} value={value} />
  );
  return (
    <Section title="Bulkhead now">
      {line('busy', 'Places taken', quantity(bulkhead.busy, `of ${quantity(bulkhead.most).text}`))}
      {line('refusedShare', 'Refused', share(bulkhead.refusedShare))}
    </Section>
  );
}

interface FigureLineProps {
  readonly label: string;
  /** Its name where nothing stands around it. */
  readonly spoken?: string;
  readonly what: What;
  readonly value: FigureText;
}

function FigureLine({ label, spoken = label, what, value }: FigureLineProps) {
  return (
    <Line label={label}>
      <Explained label={`${spoken} ${plain(value)}`} what={what} side="left">
        <Figure value={value} />
      </Explained>
    </Line>
  );
}

function bytesASecond(value: number): FigureText {
  const size = bytes(value);
  return { ...size, unit: `${size.unit}/s` };
}
