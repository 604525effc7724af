// Cost lens: the monthly bill by the part that causes it.
import type { VariantAnswer } from '../../shared/engine/types.ts';
import type { Drawing } from '../../shared/format/drawing.ts';
import { plain, share, usdWhole } from '../../shared/explain/numbers.ts';
import { niceTop, stepOf, type EdgeLook, type LensView, type Look } from './types.ts';

/** A part that has its box to itself shows the sum of both. */
export function costLens(result: VariantAnswer, drawing: Drawing): LensView {
  const sums = {
    deployable: new Map<string, number>(),
    component: new Map<string, number>(),
    link: new Map<string, number>(),
  };
  for (const line of result.cost.lines) {
    const sum = sums[line.owner.kind];
    sum.set(line.owner.id, (sum.get(line.owner.id) ?? 0) + line.monthlyUsd);
  }
  for (const box of drawing.boxes) {
    const only = box.holds === 1 ? drawing.nodes.find((node) => node.box === box.key) : undefined;
    const amount = sums.deployable.get(box.deployable);
    if (only && amount !== undefined)
      sums.component.set(only.component, (sums.component.get(only.component) ?? 0) + amount);
  }
  const top = niceTop(Math.max(0, ...sums.deployable.values(), ...sums.component.values()));
  const look = (amount: number): Look => ({
    pill: {
      figure: usdWhole(amount),
      scale: 'cost',
      step: stepOf(amount, top),
      beside: result.cost.monthlyUsd > 0 ? plain(share(amount / result.cost.monthlyUsd)) : '',
    },
  });
  const looks = (from: ReadonlyMap<string, number>): Map<string, Look> =>
    new Map([...from].map(([id, amount]) => [id, look(amount)]));
  const links = new Map<string, EdgeLook>();
  for (const [id, amount] of sums.link)
    if (amount >= 0.005) links.set(id, { label: plain(usdWhole(amount)), strongLabel: true });
  return {
    components: looks(sums.component),
    deployables: looks(sums.deployable),
    links,
    top: usdWhole(top),
    quiet: true,
  };
}
