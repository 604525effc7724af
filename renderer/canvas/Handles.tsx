// The four points at a part's edge that a link is drawn from; seen on hover only.
import { Handle, Position, useNodeId, useUpdateNodeInternals } from '@xyflow/react';
import { useEffect } from 'react';

const SIDES = [Position.Top, Position.Right, Position.Bottom, Position.Left] as const;

export function Handles() {
  const id = useNodeId();
  const measure = useUpdateNodeInternals();
  // A card that gets company in its box gets handles of its own, which the canvas has to be told of.
  useEffect(() => {
    if (id !== null) measure(id);
  }, [id, measure]);
  return SIDES.map((side) => <Handle key={side} id={side} type="source" position={side} />);
}
