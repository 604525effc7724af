/** Asks ELK where the boxes of a drawing stand, in this process. */
import ELK from 'elkjs/lib/elk.bundled.js';
import type { LayoutNode } from '../../shared/format/drawing.ts';

/** The same graph gives the same places. */
export async function layOut(graph: LayoutNode): Promise<LayoutNode> {
  // In Node the bundle's own worker is a stand-in that works in this thread.
  return new ELK().layout(graph);
}
