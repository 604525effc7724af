// Latency lens: where the mean of one journey goes, and its longest path.
import type { VariantAnswer } from '../../shared/engine/types.ts';
import type { Drawing } from '../../shared/format/drawing.ts';
import { duration, plain, share } from '../../shared/explain/numbers.ts';
import { NOTHING, niceTop, stepOf, type EdgeLook, type LensView, type Look } from './types.ts';

export function latencyLens(result: VariantAnswer, journeyId: string, drawing: Drawing): LensView {
  const journey = result.journeys[journeyId];
  if (!journey) return NOTHING;
  const deployables = new Map<string, Look>();
  const links = new Map<string, EdgeLook>();
  const saturated = Object.entries(result.deployables).filter(([, one]) => one.saturated);
  for (const id of [...journey.saturatedAt, ...saturated.map(([id]) => id)]) deployables.set(id, { mark: 'saturated' });
  const parts = journey.contributions.filter((one) => one.kind === 'deployable');
  const whole = journey.contributions.reduce((sum, one) => sum + one.ms, 0);
  const top = niceTop(Math.max(0, ...parts.map((one) => one.ms)));
  for (const { id, ms } of parts) {
    if (deployables.has(id)) continue;
    const beside = whole > 0 ? plain(share(ms / whole)) : '';
    deployables.set(id, { pill: { figure: duration(ms), scale: 'latency', step: stepOf(ms, top), beside } });
  }
  const onPath = new Set(journey.criticalPath);
  const wire = new Map(journey.contributions.filter((one) => one.kind === 'link').map((one) => [one.id, one.ms]));
  for (const id of new Set([...onPath, ...wire.keys()])) {
    const ms = wire.get(id) ?? 0;
    links.set(id, {
      ...(onPath.has(id) ? { tone: 'strong' as const } : {}),
      ...(ms >= 0.01 ? { label: plain(duration(ms)) } : {}),
    });
  }
  const components = new Map<string, Look>();
  const alone = new Set(drawing.boxes.filter((box) => box.holds === 1).map((box) => box.key));
  for (const [id, stale] of Object.entries(result.staleness ?? {})) {
    const waitedFor = drawing.nodes.some(
      (node) => node.component === id && alone.has(node.box ?? '') && deployables.has(node.deployable ?? ''),
    );
    const stuck = drawing.nodes.some(
      (node) => node.component === id && deployables.get(node.deployable ?? '')?.mark === 'saturated',
    );
    if (!waitedFor && !stuck && stale.p99 !== null && stale.p99 >= 0.5)
      components.set(id, { words: `stale ${plain(duration(stale.p99))} p99` });
  }
  return { components, deployables, links, top: parts.length > 0 ? duration(top) : null, quiet: true };
}
