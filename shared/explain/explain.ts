// The explanation of any figure of the analysis.
import { explainAspect } from './aspects.ts';
import { explainAvailability } from './availability.ts';
import { explainGrowth, explainStaleRead } from './backlog.ts';
import { explainBreaker, explainBulkhead } from './breakers.ts';
import { explainLimit } from './capacity.ts';
import { explainBill, explainLine, explainMillion, explainOwner } from './cost.ts';
import { explainDay, explainDayJourney } from './day.ts';
import { explainCapacityLeft, explainFault } from './faults.ts';
import { explainJourney, explainVisitsTo } from './journeys.ts';
import { explainContribution, explainExceeds, explainLatency } from './latency.ts';
import { explainLink } from './links.ts';
import { explainLoad } from './load.ts';
import { explainLoss } from './loss.ts';
import { explainPrice } from './prices.ts';
import { explainRetry, explainRoot } from './retries.ts';
import type { Scene } from './scene.ts';
import { explainStaleness } from './staleness.ts';
import type { Explanation, What } from './types.ts';

/** Null where the figure is not there: the part is absent, saturated, or not worked out yet. */
export function explain(scene: Scene, what: What): Explanation | null {
  switch (what.kind) {
    case 'journey':
      return explainJourney(scene, what.journey, what.of);
    case 'latency':
      return explainLatency(scene, what.journey, what.of);
    case 'exceeds':
      return explainExceeds(scene, what.journey);
    case 'contribution':
      return explainContribution(scene, what.journey, what.id);
    case 'visits':
      return explainVisitsTo(scene, what.journey, what.component);
    case 'limit':
      return explainLimit(scene, what.journey, what.id, what.by);
    case 'availability':
      return explainAvailability(scene, what.journey, what.of);
    case 'loss':
      return explainLoss(scene, what.journey, what.cause, what.of);
    case 'retry':
      return explainRetry(scene, what.journey, what.of);
    case 'root':
      return explainRoot(scene, what.journey, what.root, what.of);
    case 'load':
      return explainLoad(scene, what.deployable, what.of);
    case 'link':
      return explainLink(scene, what.link, what.of);
    case 'breaker':
      return explainBreaker(scene, what.link, what.of);
    case 'bulkhead':
      return explainBulkhead(scene, what.link, what.of);
    case 'staleness':
    case 'measure':
      return explainStaleness(scene, what.kind, what.id, what.of);
    case 'growth':
      return explainGrowth(scene, what.late, what.id, what.of);
    case 'staleRead':
      return explainStaleRead(scene, what.late, what.id, what.of);
    case 'fault':
      return explainFault(scene, what);
    case 'capacityLeft':
      return explainCapacityLeft(scene, what.fault, what.target);
    case 'bill':
      return explainBill(scene);
    case 'million':
      return explainMillion(scene);
    case 'cost':
      return explainOwner(scene, what.owner);
    case 'line':
      return explainLine(scene, what.line, what.of);
    case 'price':
      return explainPrice(scene, what.message, what.of);
    case 'aspect':
      return explainAspect(scene, what.aspect, what.label);
    case 'day':
      return explainDay(scene, what.part, what.of);
    case 'dayJourney':
      return explainDayJourney(scene, what.part, what.journey, what.of);
  }
}
