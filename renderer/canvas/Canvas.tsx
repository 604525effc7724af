// The drawing of the visible variant, with the lens over it.
import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { useMemo } from 'react';
import { lensView } from '../lenses/index.ts';
import { select } from '../state/actions.ts';
import { useProject, useResult, useScripted, useWindow } from '../state/store.ts';
import { BlastBanner } from './BlastBanner.tsx';
import { BoxNode } from './BoxNode.tsx';
import { LensBar } from './LensBar.tsx';
import { Legend } from './Legend.tsx';
import { LinkEdge } from './LinkEdge.tsx';
import { PartNode } from './PartNode.tsx';
import { flowEdges, flowNodes } from './toFlow.ts';
import { useFit } from './useFit.ts';
import { ZoomBar } from './ZoomBar.tsx';

const NODE_TYPES = { box: BoxNode, part: PartNode };
const EDGE_TYPES = { link: LinkEdge };
/** Above this many parts only what is in view is kept in the page. */
const LARGE = 120;
const noSelection = (): void => select(null);

export function Canvas() {
  return (
    <ReactFlowProvider>
      <section className="canvas" aria-label="Drawing">
        <Flow />
        <div className="canvas-top">
          <LensBar />
          <Legend />
        </div>
        <div className="canvas-bottom">
          <ZoomBar />
          <BlastBanner />
        </div>
      </section>
    </ReactFlowProvider>
  );
}

function Flow() {
  const project = useProject();
  const variantId = useWindow((state) => state.variant);
  const drawing = useWindow((state) => state.drawings[state.variant]);
  const result = useResult();
  const lens = useWindow((state) => state.lens);
  const journey = useWindow((state) => state.journey);
  const fault = useWindow((state) => state.fault);
  const selection = useWindow((state) => state.selection);
  const variant = project.variants.find((one) => one.id === variantId);

  const scripted = useScripted();

  const view = useMemo(
    () =>
      variant && drawing ? lensView({ lens, project, variant, drawing, result, journey, fault, scripted }) : undefined,
    [lens, project, variant, drawing, result, journey, fault, scripted],
  );
  const flow = useMemo(() => {
    if (!variant || !drawing || !view) return { nodes: [], edges: [] };
    const input = { project, variant, drawing, view, result, selection };
    return { nodes: flowNodes(input), edges: flowEdges(input) };
  }, [project, variant, drawing, view, result, selection]);

  const { frame, onMoveStart } = useFit(drawing);
  return (
    <div ref={frame} className="flow-frame">
      <ReactFlow
        nodes={flow.nodes}
        edges={flow.edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        panOnScroll
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        disableKeyboardA11y
        minZoom={0.1}
        maxZoom={4}
        onlyRenderVisibleElements={flow.nodes.length > LARGE}
        onMoveStart={onMoveStart}
        onPaneClick={noSelection}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={16} size={1.6} />
      </ReactFlow>
    </div>
  );
}
