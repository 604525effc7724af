// A component: its outline tells the kind, its second line what the lens says.
import type { NodeProps } from '@xyflow/react';
import { Pin } from 'lucide-react';
import { memo, type CSSProperties } from 'react';
import { KIND_WORD, kindOutline } from '../../shared/format/drawingText.ts';
import type { Look } from '../lenses/types.ts';
import { KindTile } from '../parts/Marks.tsx';
import { StateShape } from '../parts/StateMark.tsx';
import { PART_WORD } from '../../shared/explain/words.ts';
import { startRename } from '../drawing/rename.ts';
import { Handles } from './Handles.tsx';
import { LensPill } from './LensPill.tsx';
import { NameField } from './NameField.tsx';
import type { PartFlowNode } from './toFlow.ts';
import { useTouch } from './useTouch.ts';

/** For a look from far away, where the card has the colour of the pill. */
function fillOf(look: Look | undefined): CSSProperties {
  const pill = look?.mark ? undefined : look?.pill;
  return pill ? ({ '--fill': `var(--lens-${pill.scale}-${pill.step})` } as CSSProperties) : {};
}

function Part({ data }: NodeProps<PartFlowNode>) {
  const { component, secondLine, alone, look, selected, renaming, pinned } = data;
  const touch = useTouch({ kind: 'component', id: component.id });
  const mark = look?.mark;
  const words = mark ? (look.words ?? PART_WORD[mark]) : (look?.words ?? secondLine);
  const shown = mark && mark !== 'ok' && mark !== 'idle' ? mark : '';
  // A field cannot stand in a button.
  const Card = renaming ? 'div' : 'button';
  return (
    <>
      {alone ? null : <Handles />}
      <Card
        {...(renaming ? {} : { type: 'button' as const })}
        className={`part outline-${kindOutline(component.kind)} ${mark === 'idle' ? 'idle' : ''} ${alone ? '' : shown} ${selected ? 'selected' : ''}`}
        style={{ transitionDelay: `${(look?.hops ?? 0) * 60}ms`, ...fillOf(look) }}
        onClick={touch}
        onDoubleClick={startRename}
        aria-pressed={selected}
        data-component={component.id}
        data-state={mark ?? 'none'}
      >
        <KindTile kind={component.kind} />
        <span className="part-text">
          {renaming ? (
            <NameField part={{ kind: 'component', id: component.id }} name={component.name} />
          ) : (
            <span className="part-name cut">{component.name}</span>
          )}
          {words === KIND_WORD[component.kind] ? null : <span className="unseen">{KIND_WORD[component.kind]}</span>}
          <span className={`part-second ${mark ?? ''}`}>
            {look?.pill && !mark ? (
              <LensPill pill={look.pill} />
            ) : (
              <>
                {look?.category ? <i className={`category c${look.category.hue}`}>{look.category.letter}</i> : null}
                <span className="cut">{words}</span>
              </>
            )}
          </span>
        </span>
        {pinned ? <Pin className="pinned" size={11} strokeWidth={1.75} role="img" aria-label="pinned" /> : null}
      </Card>
      {shown && !alone ? (
        <span className="corner">
          <StateShape mark={shown} size={15} />
        </span>
      ) : null}
    </>
  );
}

export const PartNode = memo(Part);
