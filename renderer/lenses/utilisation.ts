// Utilisation lens: how busy each deployable is at the analysed rate.
import type { VariantAnswer } from '../../shared/engine/types.ts';
import { duration, perSecond, plain, share } from '../../shared/explain/numbers.ts';
import { stepOf, type EdgeLook, type LensView, type Look } from './types.ts';

export function utilisationLens(result: VariantAnswer): LensView {
  const deployables = new Map<string, Look>();
  for (const [id, one] of Object.entries(result.deployables)) {
    if (one.saturated) deployables.set(id, { mark: 'saturated' });
    else if (one.utilisation > 0) {
      const wait = one.waitMs !== null && one.waitMs >= 0.05 ? `waits ${plain(duration(one.waitMs))}` : 'no wait';
      deployables.set(id, {
        pill: { figure: share(one.utilisation), scale: 'util', step: stepOf(one.utilisation, 1), beside: wait },
      });
    } else deployables.set(id, { words: one.visits > 0 ? `${plain(perSecond(one.visits))}, no limit` : 'No load' });
  }
  const links = new Map<string, EdgeLook>();
  for (const [id, one] of Object.entries(result.links)) {
    if (one.callsPerSecond > 0) links.set(id, { label: plain(perSecond(one.callsPerSecond)) });
  }
  return { components: new Map(), deployables, links, top: { text: '100', unit: '%' }, quiet: true };
}
