// A deployable: the box around what runs in one place. Its head is the button.
import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { PlatformIcon } from '../parts/Marks.tsx';
import { StateShape } from '../parts/StateMark.tsx';
import { DEPLOYABLE_WORD, PART_WORD } from '../../shared/explain/words.ts';
import { startRename } from '../drawing/rename.ts';
import { Handles } from './Handles.tsx';
import { LensPill } from './LensPill.tsx';
import { NameField } from './NameField.tsx';
import type { BoxFlowNode } from './toFlow.ts';
import { useDrop } from './useDrag.ts';
import { useTouch } from './useTouch.ts';

function Box({ data }: NodeProps<BoxFlowNode>) {
  const { box, deployable, replicas, look, selected, renaming } = data;
  const taking = useDrop((state) => state.into === box.key);
  const touch = useTouch({ kind: 'deployable', id: deployable.id });
  const mark = look?.mark;
  const state = mark && mark !== 'ok' && mark !== 'idle' ? mark : '';
  // A field cannot stand in a button.
  const Head = renaming ? 'div' : 'button';
  return (
    // The whole box can be clicked; the head is what the keyboard reaches.
    <div
      className={`box ${box.holds > 1 ? 'several' : ''} ${state} ${selected ? 'selected' : ''} ${taking ? 'taking' : ''} ${box.holds === 0 ? 'empty' : ''}`}
      style={{ transitionDelay: `${(look?.hops ?? 0) * 60}ms` }}
      onClick={touch}
      data-deployable={deployable.id}
    >
      {box.holds === 1 ? <Handles /> : null}
      <Head
        {...(renaming ? {} : { type: 'button' as const })}
        className="box-head"
        aria-pressed={selected}
        onDoubleClick={startRename}
      >
        <PlatformIcon kind={deployable.kind} />
        {renaming ? (
          <NameField part={{ kind: 'deployable', id: deployable.id }} name={deployable.name} />
        ) : (
          <span className="cut">{deployable.name}</span>
        )}
        <span className="unseen">
          {DEPLOYABLE_WORD[deployable.kind]} {mark ? PART_WORD[mark] : ''}
        </span>
        {box.holds > 1 && look?.pill ? <LensPill pill={look.pill} bare={box.width < 280} /> : null}
        {box.width >= 280 && !look?.pill && look?.words ? <span className="box-words">{look.words}</span> : null}
        <span className="replicas">{replicas}</span>
      </Head>
      {state ? (
        <span className="corner">
          <StateShape mark={mark ?? 'ok'} size={15} />
        </span>
      ) : null}
    </div>
  );
}

export const BoxNode = memo(Box);
