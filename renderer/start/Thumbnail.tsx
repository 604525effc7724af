// A drawing in small: boxes, cards and links without words.
import type { Drawing } from '../../shared/format/drawing.ts';
import { roundedPath } from '../../shared/format/drawingPath.ts';
import { KIND_HUE } from '../../shared/format/drawingText.ts';
import type { Project } from '../../shared/model/types.ts';

/** A drawing of one part is not blown up to fill the card. */
const LEAST = { width: 720, height: 260 };

export function Thumbnail({ drawing, project }: { readonly drawing: Drawing; readonly project: Project }) {
  const kinds = new Map(project.components.map((component) => [component.id, component.kind]));
  const width = Math.max(drawing.width, LEAST.width);
  const height = Math.max(drawing.height, LEAST.height);
  const x = drawing.x - (width - drawing.width) / 2;
  const y = drawing.y - (height - drawing.height) / 2;
  return (
    <svg
      className="thumbnail"
      viewBox={`${x} ${y} ${width} ${height}`}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden="true"
    >
      {drawing.boxes.map((box) => (
        <rect key={box.key} className="thumb-box" x={box.x} y={box.y} width={box.width} height={box.height} rx="14" />
      ))}
      {drawing.edges.map((edge) => (
        <path key={edge.key} className={`thumb-link ${edge.interaction}`} d={roundedPath(edge.points, 10)} />
      ))}
      {drawing.nodes.map((node) => {
        const round = ['event', 'out'].includes(KIND_HUE[kinds.get(node.component) ?? 'module']);
        return (
          <g key={node.key} transform={`translate(${node.x} ${node.y})`}>
            <rect className="thumb-card" width={node.width} height={node.height} rx={round ? 22 : 10} />
            <rect
              className={`thumb-kind ${KIND_HUE[kinds.get(node.component) ?? 'module']}`}
              x="14"
              y={node.height / 2 - 10}
              width="20"
              height="20"
              rx="6"
            />
            <rect className="thumb-word" x="44" y={node.height / 2 - 5} width={node.width * 0.5} height="10" rx="5" />
          </g>
        );
      })}
    </svg>
  );
}
