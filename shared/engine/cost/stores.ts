/** Bills managed stores that have no machines: object stores, DynamoDB and serverless Aurora. */
import type { Component, Link } from '../../model/types.ts';
import type { ObjectStoreFamily } from '../prices/families.ts';
import {
  bytesOf,
  componentDraft,
  count,
  deployableDraft,
  type Draft,
  flowsInto,
  GB,
  type Hosted,
  linkDraft,
  type LinkFlow,
  type Scope,
  words,
} from './draft.ts';

/** What one call counts: `link.billed` where it says, else one write when more goes in than comes out, else one read. */
function counts(link: Link, writeKeys: readonly string[], readKeys: readonly string[]) {
  const pick = (keys: readonly string[]) => keys.map((key) => link.billed?.[key]).find((value) => value !== undefined);
  const write = pick(writeKeys);
  const read = pick(readKeys);
  if (write !== undefined || read !== undefined) return { write: write ?? 0, read: read ?? 0, named: true };
  const { request, response } = bytesOf(link);
  return request > response ? { write: 1, read: 0, named: false } : { write: 0, read: 1, named: false };
}

/** Storage in GB-months: what is put and kept for the retention time, else the size that is given. */
function storageDraft(scope: Scope, hosted: Hosted, component: Component, priceId: string, putsPerSecond: number) {
  const { sizeGiB, objectBytes, retentionHours } = component.facts ?? {};
  const line = { suffix: 'storage', what: 'storage', priceId };
  if (objectBytes !== undefined && retentionHours !== undefined) {
    return componentDraft(scope, component, hosted.deployable, {
      ...line,
      items: (putsPerSecond * objectBytes * retentionHours * 3600) / GB,
      formula: `${words(putsPerSecond)} objects/s x ${words(objectBytes)} bytes x ${words(retentionHours)} h kept x 3,600 s, in GB of 2^30 bytes`,
    });
  }
  const items = sizeGiB ?? 0;
  return componentDraft(scope, component, hosted.deployable, { ...line, items, formula: `${words(items)} GB kept` });
}

/** PUT and GET requests on the links that cause them, and storage on the component. */
export function objectStoreDrafts(scope: Scope, hosted: Hosted, family: ObjectStoreFamily): Draft[] {
  return hosted.components.flatMap((component) => {
    const flows = flowsInto(scope, hosted, component);
    const putsPerSecond = flows.reduce(
      (sum, { link, callsPerSecond }) => sum + callsPerSecond * counts(link, ['put'], ['get']).write,
      0,
    );
    return [
      ...flows.flatMap((flow) => {
        const { write, read } = counts(flow.link, ['put'], ['get']);
        const buyer = hosted.deployable;
        return [
          linkDraft(scope, flow, {
            suffix: 'put',
            what: 'PUT requests',
            priceId: family.putId,
            perCall: write,
            unit: 'put',
            buyer,
          }),
          linkDraft(scope, flow, {
            suffix: 'get',
            what: 'GET requests',
            priceId: family.getId,
            perCall: read,
            unit: 'get',
            buyer,
          }),
        ];
      }),
      storageDraft(scope, hosted, component, family.storageId, putsPerSecond),
    ];
  });
}

/** Request units of one DynamoDB call: a write per started KB; half a read (eventually consistent) per started 4 KB. */
function tableUnits(flow: LinkFlow): { write: number; read: number } {
  const { write, read, named } = counts(flow.link, ['wru', 'write', 'put'], ['rru', 'read', 'get']);
  if (named) return { write, read };
  const { request, response } = bytesOf(flow.link);
  return {
    write: write * Math.max(1, Math.ceil(request / 1024)),
    read: read * 0.5 * Math.max(1, Math.ceil(response / 4096)),
  };
}

/** Read and write units on the links, storage on the component. */
export function tableDrafts(scope: Scope, hosted: Hosted): Draft[] {
  return hosted.components.flatMap((component) => [
    ...flowsInto(scope, hosted, component).flatMap((flow) => {
      const { write, read } = tableUnits(flow);
      const buyer = hosted.deployable;
      return [
        linkDraft(scope, flow, {
          suffix: 'write',
          what: 'write units',
          priceId: 'aws.dynamodb.wru',
          perCall: write,
          unit: 'units',
          buyer,
        }),
        linkDraft(scope, flow, {
          suffix: 'read',
          what: 'read units',
          priceId: 'aws.dynamodb.rru',
          perCall: read,
          unit: 'units',
          buyer,
        }),
      ];
    }),
    storageDraft(scope, hosted, component, 'aws.dynamodb.storage', 0),
  ]);
}

/** Aurora capacity units (2 GB of memory each) all month, and storage. */
export function serverlessDatabaseDrafts(scope: Scope, hosted: Hosted): Draft[] {
  const { deployable, components, replicas } = hosted;
  const units = (deployable.memoryGiB ?? 2 * (deployable.cores ?? 1)) / 2;
  const { hoursPerMonth } = scope.input;
  return [
    deployableDraft(scope, deployable, {
      suffix: 'capacity',
      what: 'Aurora capacity',
      priceId: 'aws.aurora.sv2.acu',
      items: units * replicas * hoursPerMonth,
      formula: `${count(replicas, 'server')} x ${words(units)} units of 2 GB x ${words(hoursPerMonth)} h`,
    }),
    ...components.map((each) => storageDraft(scope, hosted, each, 'aws.aurora.storage', 0)),
  ];
}
