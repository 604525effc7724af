// Words and text widths of a drawing, shared by the canvas and the SVG writer so that both say and fit the same.
import type { ComponentKind, Interaction, Protocol } from '../model/types.ts';

export const KIND_WORD: Readonly<Record<ComponentKind, string>> = {
  client: 'Client',
  external: 'External system',
  module: 'Module',
  function: 'Function',
  workflow: 'Workflow',
  gateway: 'Gateway',
  'load-balancer': 'Load balancer',
  cdn: 'CDN',
  relational: 'Relational store',
  document: 'Document store',
  'key-value': 'Key-value store',
  cache: 'Cache',
  search: 'Search index',
  'object-store': 'Object store',
  queue: 'Queue',
  topic: 'Topic',
  scheduler: 'Scheduler',
};

/** The six hues of the kinds; the hue stands on the small tile only. */
export type KindHue = 'code' | 'edge' | 'data' | 'event' | 'flow' | 'out';
export const KIND_HUE: Readonly<Record<ComponentKind, KindHue>> = {
  client: 'out',
  external: 'out',
  module: 'code',
  function: 'code',
  workflow: 'flow',
  gateway: 'edge',
  'load-balancer': 'edge',
  cdn: 'edge',
  relational: 'data',
  document: 'data',
  'key-value': 'data',
  cache: 'data',
  search: 'data',
  'object-store': 'data',
  queue: 'event',
  topic: 'event',
  scheduler: 'flow',
};

/** Outlines tell the kind before the hue does. */
export type KindOutline = 'pill' | 'dashed' | 'store' | 'round' | 'card';
export function kindOutline(kind: ComponentKind): KindOutline {
  if (kind === 'client') return 'pill';
  if (kind === 'external') return 'dashed';
  if (KIND_HUE[kind] === 'data') return 'store';
  return KIND_HUE[kind] === 'event' ? 'round' : 'card';
}

export const PROTOCOL_WORD: Readonly<Record<Protocol, string>> = {
  rest: 'REST',
  grpc: 'gRPC',
  graphql: 'GraphQL',
  sql: 'SQL',
  redis: 'Redis',
  s3: 'S3',
  sqs: 'SQS',
  sns: 'SNS',
  eventbridge: 'EventBridge',
  kafka: 'Kafka',
  rabbitmq: 'RabbitMQ',
  kinesis: 'Kinesis',
  custom: 'custom',
};

export const INTERACTION_WORD: Readonly<Record<Interaction, string>> = {
  sync: 'Sync call',
  async: 'Async message',
  data: 'Data access',
};

const NARROW = new Set(" iljtfr.,:;'|!()[]-");
const WIDE = new Set('MWmw@%');

/** Width of a text in px, by three classes of letters; within about 6 % for Inter. */
export function textWidth(text: string, fontSize: number, strong = false): number {
  let units = 0;
  for (const letter of text) {
    if (NARROW.has(letter)) units += 0.32;
    else if (WIDE.has(letter)) units += 0.88;
    else if (letter >= 'A' && letter <= 'Z') units += 0.68;
    else units += 0.57;
  }
  return units * fontSize * (strong ? 1.04 : 1);
}

/** The text, cut with an ellipsis where it would be wider than `width` px. */
export function fitText(text: string, width: number, fontSize: number, strong = false): string {
  if (textWidth(text, fontSize, strong) <= width) return text;
  let cut = text;
  while (cut.length > 1 && textWidth(`${cut}…`, fontSize, strong) > width) cut = cut.slice(0, -1);
  return `${cut.trimEnd()}…`;
}
