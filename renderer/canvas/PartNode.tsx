// A component: its outline tells the kind, its second line what the lens says.
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { KIND_WORD, kindOutline } from '../../shared/format/drawingText.ts';
import { KindTile } from '../parts/Marks.tsx';
import { StateShape } from '../parts/StateMark.tsx';
import { plain } from '../text/numbers.ts';
import { PART_WORD } from '../text/words.ts';
import { LensPill } from './LensPill.tsx';
import type { PartFlowNode } from './toFlow.ts';
import { useTouch } from './useTouch.ts';

function Part({ data }: NodeProps<PartFlowNode>) {
  const { component, secondLine, alone, look, selected } = data;
  const touch = useTouch({ kind: 'component', id: component.id });
  const mark = look?.mark;
  const words = mark ? (look.words ?? PART_WORD[mark]) : (look?.words ?? secondLine);
  const says = [
    component.name,
    KIND_WORD[component.kind],
    look?.pill ? `${plain(look.pill.figure)} ${look.pill.beside ?? ''}` : words,
  ];
  const shown = mark && mark !== 'ok' && mark !== 'idle' ? mark : '';
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
      <button
        type="button"
        className={`part outline-${kindOutline(component.kind)} ${mark === 'idle' ? 'idle' : ''} ${alone ? '' : shown} ${selected ? 'selected' : ''}`}
        style={{ transitionDelay: `${(look?.hops ?? 0) * 60}ms` }}
        onClick={touch}
        aria-label={says.join(', ')}
        aria-pressed={selected}
        data-component={component.id}
        data-state={mark ?? 'none'}
      >
        <KindTile kind={component.kind} />
        <span className="part-text">
          <span className="part-name cut">{component.name}</span>
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
      </button>
      {shown && !alone ? (
        <span className="corner">
          <StateShape mark={shown} size={15} />
        </span>
      ) : null}
    </>
  );
}

export const PartNode = memo(Part);
