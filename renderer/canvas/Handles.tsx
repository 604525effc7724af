// The four points at a part's edge that a link is drawn from; seen on hover only.
import { Handle, Position, useNodeId, useUpdateNodeInternals } from '@xyflow/react';
import { useEffect } from 'react';

const SIDES = [Position.Top, Position.Right, Position.Bottom, Position.Left] as const;

/** `fixed`: only there for links to hold on to; the box around the card has the ones to draw from. */
export function Handles({ fixed = false }: { readonly fixed?: boolean }) {
  const id = useNodeId();
  const measure = useUpdateNodeInternals();
  // A card that gets company in its box gets handles of its own, which the canvas has to be told of.
  useEffect(() => {
    if (id !== null) measure(id);
  }, [id, fixed, measure]);
  if (fixed) return <Handle id="at" type="source" position={Position.Right} isConnectable={false} />;
  return SIDES.map((side) => <Handle key={side} id={side} type="source" position={side} />);
}
