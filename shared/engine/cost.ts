/** The monthly bill of one variant: what each part buys, at list or typed prices. */
import type { CostInput } from './cost/input.ts';
import { billOf, effectivePrice } from './cost/bill.ts';
import { eventBusDrafts, queueDrafts, shardDrafts, streamDrafts, topicDrafts } from './cost/brokers.ts';
import { count, deployableDraft, type Draft, type Hosted, regionOf, type Scope, scopeOf, words } from './cost/draft.ts';
import { balancerDrafts, cdnDrafts, gatewayDrafts, natDrafts } from './cost/edge.ts';
import { functionDrafts, workflowDrafts } from './cost/functions.ts';
import { containerDrafts, hoursDrafts } from './cost/machines.ts';
import { objectStoreDrafts, serverlessDatabaseDrafts, tableDrafts } from './cost/stores.ts';
import { transferDrafts } from './cost/transfer.ts';
import { type Family, familyOf, type ServiceFamily } from './prices/families.ts';
import { priceOf } from './prices.ts';
import type { CostResult } from './types.ts';

const SERVICE_BUILDERS = {
  dynamodb: tableDrafts,
  'aurora-serverless': serverlessDatabaseDrafts,
  queue: queueDrafts,
  topic: topicDrafts,
  'event-bus': eventBusDrafts,
  stream: streamDrafts,
  shards: shardDrafts,
  gateway: gatewayDrafts,
  balancer: balancerDrafts,
  cdn: cdnDrafts,
  nat: natDrafts,
} as const satisfies Record<
  ServiceFamily['kind'],
  (scope: Scope, hosted: Hosted, family: ServiceFamily) => readonly Draft[]
>;

function draftsOfFamily(scope: Scope, hosted: Hosted, family: Family): readonly Draft[] {
  if (family.kind === 'hours') return hoursDrafts(scope, hosted, family);
  if (family.kind === 'container') return containerDrafts(scope, hosted, family);
  if (family.kind === 'function') return functionDrafts(scope, hosted, family);
  if (family.kind === 'workflow') return workflowDrafts(scope, hosted, family);
  if (family.kind === 'object-store') return objectStoreDrafts(scope, hosted, family);
  return SERVICE_BUILDERS[family.kind](scope, hosted, family);
}

/** A platform that the book lacks but the project typed a price for: an hour of one machine. */
function typedDraft(scope: Scope, { deployable, replicas }: Hosted, platform: string): Draft {
  const { hoursPerMonth } = scope.input;
  return deployableDraft(scope, deployable, {
    suffix: 'hours',
    what: `${platform} hours`,
    priceId: platform,
    items: replicas * hoursPerMonth,
    formula: `${count(replicas, 'machine')} x ${words(hoursPerMonth)} h`,
  });
}

/** Says where the book's region is not the buyer's; only regions that were typed for the vendor count. */
function regionSentences(scope: Scope): string[] {
  const sentences = new Set<string>();
  for (const { deployable } of scope.input.deployables) {
    const platform = deployable.platform ?? '';
    const asked = platform.startsWith('aws.') ? regionOf(scope, deployable) : (deployable.region ?? '');
    const family = familyOf(platform);
    if (family === null || asked === '') continue;
    const book =
      family.kind === 'hours'
        ? (priceOf(family.hoursId)?.region ?? '')
        : platform.startsWith('aws.')
          ? 'us-east-1'
          : '';
    if (book !== '' && book !== asked) {
      sentences.add(`The price book has no prices for ${asked}: what runs there is priced at the list of ${book}.`);
    }
  }
  return [...sentences];
}

/**
 * The bill of a month in USD. Lines keep full precision; their sum is `monthlyUsd`. A deployable without a platform is
 * not bought and has no line; one on an unknown platform has no line and a sentence in `unpriced`.
 * `perMillionRequestsUsd` is null without traffic. Never throws. Method and sources: docs/decisions/0004-price-book.md.
 */
export function costOf(input: CostInput): CostResult {
  const scope = scopeOf(input);
  const assumptions = input.project.assumptions;
  const drafts: Draft[] = [];
  const unpriced: string[] = [];
  for (const hosted of input.deployables) {
    const { platform, name } = hosted.deployable;
    if (platform === undefined || platform === '') continue;
    const family = familyOf(platform);
    const missing =
      family === null || (family.kind === 'hours' && effectivePrice(family.hoursId, assumptions) === null);
    if (!missing) drafts.push(...draftsOfFamily(scope, hosted, family));
    else if (effectivePrice(platform, assumptions) !== null) drafts.push(typedDraft(scope, hosted, platform));
    else unpriced.push(`${name} runs on ${platform}, which the price book does not know.`);
  }
  drafts.push(...transferDrafts(scope));
  const lines = billOf(drafts, assumptions);
  const monthlyUsd = lines.reduce((sum, line) => sum + line.monthlyUsd, 0);
  const millions = (input.requestsPerSecond * scope.secondsPerMonth) / 1_000_000;
  return {
    monthlyUsd,
    servable: input.servable,
    lines,
    perMillionRequestsUsd: millions > 0 ? monthlyUsd / millions : null,
    unpriced: [...unpriced, ...regionSentences(scope)],
  };
}
