// A selected link: what it is in this variant, its load, its terms.
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import { INTERACTION_WORD } from '../../shared/format/drawingText.ts';
import type { Link, Project } from '../../shared/model/types.ts';
import { Figure } from '../parts/Figure.tsx';
import { bytes, duration, perSecond } from '../text/numbers.ts';
import { linkFields } from './facts.ts';
import { Fields, Line, Section } from './Fields.tsx';

const NATURE = {
  network: 'Crosses a network in this variant: a round trip, work at both ends, and it can fail on its own.',
  'in-process':
    'Both ends are in one deployable here: an in-process call of a tenth of a microsecond, with no partial failure.',
  mixed: 'Some copies call in-process, others over the network.',
  absent: 'Not part of this variant.',
};

export function LinkPanel({
  project,
  link,
  result,
}: {
  readonly project: Project;
  readonly link: Link;
  readonly result: VariantAnalysis | undefined;
}) {
  const name = (id: string): string => project.components.find((one) => one.id === id)?.name ?? id;
  const answer = result?.links[link.id];
  return (
    <>
      <header className="inspector-head">
        <div>
          <h2>
            {name(link.from)} to {name(link.to)}
          </h2>
          <p>{INTERACTION_WORD[link.interaction]}</p>
        </div>
      </header>
      {answer ? (
        <div className="inspector-figures">
          <Line label="Calls">
            <Figure value={perSecond(answer.callsPerSecond)} />
          </Line>
          <Line label="Data">
            <Figure value={bytes(answer.bytesPerSecond)} suffix="/s" />
          </Line>
          <Line label="On the wire, a call">
            <Figure value={duration(answer.networkMs)} />
          </Line>
        </div>
      ) : null}
      {answer ? <p className="inspector-note">{NATURE[answer.nature]}</p> : null}
      <Section title="Link">
        <Fields fields={linkFields(link)} />
      </Section>
      {link.policy ? null : <p className="inspector-note">No policy: no timeout, no retry, no breaker, no bulkhead.</p>}
    </>
  );
}
