// A deployable: the box around what runs in one place. Its head is the button.
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { PlatformIcon } from '../parts/Marks.tsx';
import { StateShape } from '../parts/StateMark.tsx';
import { plain } from '../text/numbers.ts';
import { DEPLOYABLE_WORD, PART_WORD } from '../text/words.ts';
import { LensPill } from './LensPill.tsx';
import type { BoxFlowNode } from './toFlow.ts';
import { useTouch } from './useTouch.ts';

function Box({ data }: NodeProps<BoxFlowNode>) {
  const { box, deployable, replicas, look, selected } = data;
  const touch = useTouch({ kind: 'deployable', id: deployable.id });
  const mark = look?.mark;
  const state = mark && mark !== 'ok' && mark !== 'idle' ? mark : '';
  const says = [
    deployable.name,
    DEPLOYABLE_WORD[deployable.kind],
    replicas,
    look?.pill ? plain(look.pill.figure) : '',
    mark ? PART_WORD[mark] : '',
  ].filter((word) => word !== '');
  return (
    // The whole box can be clicked; the head is what the keyboard reaches.
    <div
      className={`box ${box.holds > 1 ? 'several' : ''} ${state} ${selected ? 'selected' : ''}`}
      style={{ transitionDelay: `${(look?.hops ?? 0) * 60}ms` }}
      onClick={touch}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
      <button type="button" className="box-head" aria-label={says.join(', ')} aria-pressed={selected}>
        <PlatformIcon kind={deployable.kind} />
        <span className="cut">{deployable.name}</span>
        {box.holds > 1 && look?.pill ? <LensPill pill={look.pill} bare={box.width < 280} /> : null}
        {box.width >= 280 && !look?.pill && look?.words ? <span className="box-words">{look.words}</span> : null}
        <span className="replicas">{replicas}</span>
      </button>
      {state ? (
        <span className="corner">
          <StateShape mark={mark ?? 'ok'} size={15} />
        </span>
      ) : null}
    </div>
  );
}

export const BoxNode = memo(Box);
