// The four points at a part's edge that a link is drawn from; seen on hover only.
import { Handle, Position } from '@xyflow/react';

const SIDES = [Position.Top, Position.Right, Position.Bottom, Position.Left] as const;

/** `fixed`: only there for links to hold on to; the box around the card has the ones to draw from. */
export function Handles({ fixed = false }: { readonly fixed?: boolean }) {
  if (fixed) return <Handle id="at" type="source" position={Position.Right} isConnectable={false} />;
  return SIDES.map((side) => <Handle key={side} id={side} type="source" position={side} />);
}
