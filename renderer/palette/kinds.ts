// The kinds of parts in the order and groups that they are offered in.
import type { ComponentKind } from '../../shared/model/types.ts';

export const KIND_GROUPS: readonly { readonly name: string; readonly kinds: readonly ComponentKind[] }[] = [
  { name: 'Outside', kinds: ['client', 'external'] },
  { name: 'Edge', kinds: ['gateway', 'load-balancer', 'cdn'] },
  { name: 'Code', kinds: ['module', 'function', 'workflow', 'scheduler'] },
  { name: 'Data', kinds: ['relational', 'document', 'key-value', 'cache', 'search', 'object-store'] },
  { name: 'Events', kinds: ['queue', 'topic'] },
];

/** Placed by the keys 1 to 9. */
export const DIGIT_KINDS: readonly ComponentKind[] = [
  'client',
  'gateway',
  'module',
  'function',
  'workflow',
  'relational',
  'cache',
  'queue',
  'topic',
];

/** Shorter than elsewhere: the group says the rest. */
export const SHORT_WORD: Readonly<Partial<Record<ComponentKind, string>>> = {
  relational: 'Relational',
  document: 'Document',
  'key-value': 'Key-value',
  search: 'Search',
};

/** What a kind is for, in a few words. */
export const KIND_HINT: Readonly<Record<ComponentKind, string>> = {
  client: 'A browser, an app, a caller from outside: where journeys begin',
  external: 'A system of somebody else that is called',
  gateway: 'An API gateway that passes calls on',
  'load-balancer': 'Shares calls out over replicas',
  cdn: 'Answers from caches near the callers',
  module: 'Code of yours that can run in any deployable: the thing to cut',
  function: 'Code that is billed by the call',
  workflow: 'Steps that a managed service runs in order',
  scheduler: 'Starts work by the clock',
  relational: 'Tables of one owner: one schema',
  document: 'Documents by key, with indexes',
  'key-value': 'Values by key',
  cache: 'Answers some calls and passes the rest on',
  search: 'A full-text index',
  'object-store': 'Files and blobs',
  queue: 'Messages to one consumer',
  topic: 'Events to every consumer',
};
