// A link: dash and head tell its kind, the tone what the lens says of it.
import { memo, type MouseEvent } from 'react';
import { arrivalAngle, roundedPath, shortened } from '../../shared/format/drawingPath.ts';
import type { LabelPlace } from '../../shared/format/drawingLabels.ts';
import { INTERACTION_WORD } from '../../shared/format/drawingText.ts';
import type { EdgeLook } from '../lenses/types.ts';
import type { LinkView } from './toFlow.ts';
import { select, selectAll } from '../state/actions.ts';
import { now } from '../state/store.ts';
import { useTouch } from './useTouch.ts';

/** The grip leaves the edges of the parts to the handles there. */
const OFF_ENDS = 9;
const HEAD = { sync: 7, async: 1, data: 6.5 };

function Link({ view: { drawn, look, label, selected, ends } }: { readonly view: LinkView }) {
  const touch = useTouch({ kind: 'link', id: drawn.link });
  const tone = look?.tone ?? '';
  const end = drawn.points.at(-1);
  if (!end) return null;
  const whole = roundedPath(drawn.points, 8);
  const says = `${INTERACTION_WORD[drawn.interaction]}, ${ends}${label ? `, ${label.lines.join(' ')}` : ''}`;
  return (
    <g className={`link ${drawn.interaction} ${tone} ${selected ? 'selected' : ''}`} data-link={drawn.link}>
      {selected ? <path className="link-halo" d={whole} /> : null}
      {drawn.leads.map((lead) => (
        <path key={`${lead[0]?.x} ${lead[0]?.y}`} className="link-lead" d={roundedPath(lead, 8)} />
      ))}
      <path className="link-line" d={roundedPath(shortened(drawn.points, HEAD[drawn.interaction]), 8)} />
      <g transform={`translate(${end.x} ${end.y}) rotate(${arrivalAngle(drawn.points)})`}>
        {drawn.interaction === 'sync' ? <path className="head" d="M0 0L-9 -4.2V4.2Z" /> : null}
        {drawn.interaction === 'async' ? <path className="head open" d="M-7 -4.5L-0.8 0L-7 4.5" /> : null}
        {drawn.interaction === 'data' ? <circle className="head ring" cx="-3.5" r="3" /> : null}
      </g>
      {label ? <LinkLabel place={label.place} lines={label.lines} look={look} /> : null}
      <path
        className="link-grip"
        d={roundedPath(shortened(shortened(drawn.points, OFF_ENDS).toReversed(), OFF_ENDS), 8)}
        role="button"
        tabIndex={0}
        aria-label={says}
        onClick={(event) => {
          if (now().lens === 'blast') touch(event);
          else pick(event, drawn.link);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          if (now().lens === 'blast') touch(event);
          else select({ kind: 'link', id: drawn.link });
        }}
      />
    </g>
  );
}

/** With a key held down it is added to what is selected, or taken away. */
function pick(event: MouseEvent, id: string): void {
  const { selected } = now();
  const adds = event.shiftKey || event.ctrlKey || event.metaKey;
  const others = selected.filter((one) => one.kind !== 'link' || one.id !== id);
  if (!adds) select({ kind: 'link', id });
  else selectAll(others.length < selected.length ? others : [...selected, { kind: 'link', id }]);
}

interface LabelProps {
  readonly place: LabelPlace;
  readonly lines: readonly string[];
  readonly look: EdgeLook | undefined;
}

/** Protocol, then figure: above and below a short run, side by side elsewhere. */
function LinkLabel({ place, lines, look }: LabelProps) {
  const x = place.x + place.width / 2;
  const figure = look?.label === undefined ? undefined : lines.at(-1);
  const protocol = figure === undefined ? lines[0] : lines.length > 1 ? lines[0] : undefined;
  const figureClass = `link-label ${look?.strongLabel ? 'strong' : 'link-figure'}`;
  if (place.split) {
    return (
      <>
        <text className="link-label" x={x} y={place.y + 10} textAnchor="middle">
          {protocol}
        </text>
        <text className={figureClass} x={x} y={place.y + place.height - 3} textAnchor="middle">
          {figure}
        </text>
      </>
    );
  }
  return (
    <text className={protocol === undefined ? figureClass : 'link-label'} x={x} y={place.y + 10} textAnchor="middle">
      {protocol}
      {protocol !== undefined && figure !== undefined ? ' ' : ''}
      {figure === undefined ? null : <tspan className="link-figure">{figure}</tspan>}
    </text>
  );
}

export const LinkEdge = memo(Link);
