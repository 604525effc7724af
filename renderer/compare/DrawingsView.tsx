// Both drawings side by side, with what is cut differently marked in the hue of its variant.
import { useMemo } from 'react';
import { exportSvg } from '../../shared/format/exportSvg.ts';
import type { Project } from '../../shared/model/types.ts';
import { SvgPicture } from '../export/SvgPicture.tsx';
import { nameOf } from '../../shared/explain/names.ts';
import { Pending } from '../parts/Figure.tsx';
import { hueOf, letterOf, VariantKey } from '../parts/Marks.tsx';
import { useWindow } from '../state/store.ts';
import { useTheme } from '../state/theme.ts';
import { counted, listed } from '../../shared/explain/words.ts';
import type { Compared, Side } from './compared.ts';
import { differencesOf, type Differences } from './differences.ts';

export function DrawingsView({ project, sides: [first, second] }: Compared) {
  return (
    <div className="compare-drawings">
      <OneDrawing project={project} own={first} other={second} />
      <OneDrawing project={project} own={second} other={first} />
    </div>
  );
}

interface OneDrawingProps {
  readonly project: Project;
  readonly own: Side;
  readonly other: Side;
}

function OneDrawing({ project, own, other }: OneDrawingProps) {
  const drawing = useWindow((state) => state.drawings[own.variant.id]);
  const theme = useTheme((state) => state.shown);
  const differences = differencesOf(project, [own.variant, other.variant], [own.result, other.result]);
  const svg = useMemo(
    () => (drawing ? exportSvg(drawing, project, own.variant.id, null, { theme }) : null),
    [drawing, project, own.variant.id, theme],
  );
  return (
    <section className={`compare-card one-drawing variant-${hueOf(own.index)}`} aria-label={own.variant.name}>
      <header>
        <VariantKey index={own.index} />
        <h2 className="cut">{own.variant.name}</h2>
      </header>
      {svg === null ? (
        <div className="card-wait">
          <Pending />
        </div>
      ) : (
        <SvgPicture
          svg={svg}
          label={`Drawing of ${own.variant.name}`}
          marked={[
            ...[...differences.deployables].map((id) => ['deployable', id] as const),
            ...[...differences.links].map((id) => ['link', id] as const),
          ]}
        />
      )}
      <p className="drawing-words">{words(project, own, other, differences)}</p>
    </section>
  );
}

const NAMED = 4;

function words(project: Project, own: Side, other: Side, { deployables, links }: Differences): string {
  const named = (ids: readonly string[], name: (id: string) => string): string => {
    const rest = ids.length - NAMED;
    return listed([...ids.slice(0, NAMED).map(name), ...(rest > 0 ? [`${rest} more`] : [])]);
  };
  const boxes = [...deployables];
  const host = (id: string): string => own.variant.deployables.find((one) => one.id === id)?.name ?? id;
  const network = [...links].filter((id) => own.result?.links[id]?.nature === 'network');
  const inside = [...links].filter((id) => own.result?.links[id]?.nature === 'in-process');
  const parts = [
    boxes.length > 0 ? `${counted(boxes.length, 'deployable')} cut differently: ${named(boxes, host)}.` : '',
    network.length > 0
      ? `Over the network here, not in ${letterOf(other.index)}: ${named(network, (id) => nameOf(project, id))}.`
      : '',
    inside.length > 0
      ? `In one process here, not in ${letterOf(other.index)}: ${named(inside, (id) => nameOf(project, id))}.`
      : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Cut the same way as the other.' : parts.join(' ');
}
