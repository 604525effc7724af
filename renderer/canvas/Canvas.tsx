// The drawing of the visible variant, with the lens over it, and everything that is done to it by hand.
import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStore,
} from '@xyflow/react';
import { useMemo, useState, type MouseEvent } from 'react';
import { NODE_HEIGHT } from '../../shared/format/drawing.ts';
import { onGrid } from '../../shared/format/placeFree.ts';
import { select } from '../state/actions.ts';
import { set, useProject, useResult, useWindow } from '../state/store.ts';
import { Arranging } from './Arranging.tsx';
import { BlastBanner } from './BlastBanner.tsx';
import { BoxNode } from './BoxNode.tsx';
import { DropHint, Guides } from './DropHint.tsx';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import { LensBar } from './LensBar.tsx';
import { Legend } from './Legend.tsx';
import { LinkLayer } from './LinkLayer.tsx';
import { Notice } from './Notice.tsx';
import { PartMenu } from './PartMenu.tsx';
import { PartNode } from './PartNode.tsx';
import {
  flowNodes,
  linkViews,
  movedLinks,
  movedNodes,
  sameWhereEqual,
  type FlowNode,
  type LinkView,
} from './toFlow.ts';
import { useConnect } from './useConnect.ts';
import { useDrag } from './useDrag.ts';
import { useFit } from './useFit.ts';
import { useLens } from './useLens.ts';
import { usePartDrop } from './usePartDrop.ts';
import { useSelection } from './useSelection.ts';
import { useView } from './useView.ts';
import { view } from '../drawing/view.ts';
import { ZoomBar } from './ZoomBar.tsx';

const NODE_TYPES = { box: BoxNode, part: PartNode };
/** Below this zoom nothing can be read: cards show the fill of the lens instead of words. */
const FAR = 0.34;
/** Above this many parts only what is in view is kept in the page. */
const LARGE = 120;
const ADD_KEYS = ['Shift', 'Meta', 'Control'];
const PAN_BUTTONS = [1, 2];
const noSelection = (): void => select(null);

interface Flow {
  readonly nodes: FlowNode[];
  readonly links: LinkView[];
}
const EMPTY: Flow = { nodes: [], links: [] };

/** Hands out the same nodes and links as the last time where they say the same, so that only what changed is painted again. */
function keepingSame(): (next: Flow) => Flow {
  let last = EMPTY;
  return (next) => {
    last = { nodes: sameWhereEqual(last.nodes, next.nodes), links: sameWhereEqual(last.links, next.links) };
    return last;
  };
}

export function Canvas() {
  return (
    <ReactFlowProvider>
      <section className="canvas" aria-label="Drawing">
        <div className="canvas-top">
          <LensBar />
          <Legend />
        </div>
        <PartMenu>
          <DrawingFlow />
        </PartMenu>
        <EmptyCanvas />
        <Arranging />
        <div className="canvas-bottom">
          <ZoomBar />
          <DropHint />
          <Notice />
          <BlastBanner />
        </div>
      </section>
    </ReactFlowProvider>
  );
}

function DrawingFlow() {
  const project = useProject();
  const variantId = useWindow((state) => state.variant);
  const drawing = useWindow((state) => state.drawings[state.variant]);
  const result = useResult();
  const breaking = useWindow((state) => state.lens === 'blast');
  const selected = useWindow((state) => state.selected);
  const renaming = useWindow((state) => state.renaming);
  const variant = project.variants.find((one) => one.id === variantId);
  const lensed = useLens();
  const [steady] = useState(keepingSame);
  const flow = useMemo(() => {
    if (!variant || !drawing || !lensed) return EMPTY;
    const input = { project, variant, drawing, view: lensed, result, selected, renaming };
    return steady({ nodes: flowNodes(input), links: linkViews(input) });
  }, [steady, project, variant, drawing, lensed, result, selected, renaming]);

  const { moves, cancel, ...drag } = useDrag(drawing);
  const shown = useMemo(
    () =>
      moves && drawing ? { nodes: movedNodes(flow.nodes, moves), links: movedLinks(flow.links, drawing, moves) } : flow,
    [flow, moves, drawing],
  );
  const { frame, onMoveStart } = useFit(drawing);
  const connecting = useConnect(drawing);
  const onNodesChange = useSelection(drawing);
  const dropping = usePartDrop(drawing);
  useView(frame);
  const far = useStore((state) => state.transform[2] < FAR);

  return (
    <div
      ref={frame}
      className={`flow-frame ${breaking ? 'breaking' : ''} ${far ? 'far' : ''}`}
      onDoubleClick={quickInsert}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && moves) cancel();
      }}
      {...dropping}
    >
      <ReactFlow
        nodes={shown.nodes}
        nodeTypes={NODE_TYPES}
        {...drag}
        {...connecting}
        onNodesChange={onNodesChange}
        connectionMode={ConnectionMode.Loose}
        connectionRadius={24}
        nodesConnectable={!breaking}
        elementsSelectable={!breaking}
        nodesFocusable={false}
        selectNodesOnDrag={false}
        nodeDragThreshold={4}
        elevateNodesOnSelect={false}
        selectionOnDrag={!breaking}
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={ADD_KEYS}
        selectionKeyCode={null}
        panOnDrag={breaking ? true : PAN_BUTTONS}
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
        <LinkLayer links={shown.links} />
        <Guides />
      </ReactFlow>
    </div>
  );
}

/** A double click on the empty canvas asks what shall stand there. */
function quickInsert(event: MouseEvent): void {
  if (!(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return;
  const pointer = view()?.pointer();
  const at = pointer ? { x: onGrid(pointer.x - 72), y: onGrid(pointer.y - NODE_HEIGHT / 2) } : null;
  set({ picker: { screen: { x: event.clientX, y: event.clientY }, at, from: null } });
}
