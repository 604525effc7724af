// The explanation of any figure that the window shows.
import { explainAvailability } from './availability.ts';
import { explainBill, explainLine, explainMillion, explainOwner } from './cost.ts';
import { explainFault } from './faults.ts';
import { explainCapacity, explainNetworkCalls } from './journeys.ts';
import { explainLatency } from './latency.ts';
import { explainLink } from './links.ts';
import { explainLoad } from './load.ts';
import { explainPrice } from './prices.ts';
import { explainRate } from './rates.ts';
import { journeyScene, type Scene } from './scene.ts';
import { explainStaleness } from './staleness.ts';
import type { Explanation, What } from './types.ts';

/** Null where the figure is not there: the part is absent, saturated, or not worked out yet. */
export function explain(scene: Scene, what: What): Explanation | null {
  switch (what.kind) {
    case 'rate': {
      const found = journeyScene(scene, what.journey);
      return found && scene.answer.journeys[what.journey] ? explainRate(scene, found.journey) : null;
    }
    case 'latency':
      return explainLatency(scene, what.journey, what.of);
    case 'availability':
      return explainAvailability(scene, what.journey);
    case 'networkCalls':
      return explainNetworkCalls(scene, what.journey);
    case 'capacity':
      return explainCapacity(scene, what.journey);
    case 'load':
      return explainLoad(scene, what.deployable, what.of);
    case 'link':
      return explainLink(scene, what.link, what.of);
    case 'staleness':
    case 'measure':
      return explainStaleness(scene, what.kind, what.id, what.of);
    case 'fault':
      return explainFault(scene, what);
    case 'bill':
      return explainBill(scene);
    case 'million':
      return explainMillion(scene);
    case 'cost':
      return explainOwner(scene, what.owner);
    case 'line':
      return explainLine(scene, what.line);
    case 'price':
      return explainPrice(scene, what.message);
  }
}
