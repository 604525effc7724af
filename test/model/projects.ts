/** A small sound project for tests of the model, and all real ones that lie in the repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Project } from '../../shared/model/types.ts';

export const SHOP: Project = {
  format: 'topolith',
  formatVersion: 1,
  minReaderVersion: 1,
  app: 'test',
  id: 'shop',
  name: 'Shop',
  teams: [{ id: 'core', name: 'Core', engineers: 4 }],
  components: [
    { id: 'web', kind: 'client', name: 'Web' },
    {
      id: 'orders',
      kind: 'module',
      name: 'Orders',
      team: 'core',
      operations: [
        {
          id: 'place',
          name: 'Place',
          demand: { mean: 4 },
          steps: [{ link: 'orders-payment', operation: 'pay' }, { link: 'orders-db' }, { link: 'orders-placed' }],
        },
        { id: 'view', name: 'View', demand: { p50: 1, p99: 5 }, steps: [] },
      ],
    },
    {
      id: 'payment',
      kind: 'module',
      name: 'Payment',
      operations: [{ id: 'pay', name: 'Pay', demand: { mean: 6, cv: 2 } }],
    },
    {
      id: 'db',
      kind: 'relational',
      name: 'Orders database',
      owner: 'orders',
      facts: { engine: 'postgres', sizeGiB: 20 },
    },
    { id: 'placed', kind: 'topic', name: 'Order placed' },
    { id: 'mail', kind: 'function', name: 'Mail' },
  ],
  links: [
    { id: 'web-orders', from: 'web', to: 'orders', interaction: 'sync', protocol: 'rest' },
    {
      id: 'orders-payment',
      from: 'orders',
      to: 'payment',
      interaction: 'sync',
      policy: { timeoutMs: 1000, breaker: {} },
    },
    { id: 'orders-db', from: 'orders', to: 'db', interaction: 'data', protocol: 'sql' },
    { id: 'orders-placed', from: 'orders', to: 'placed', interaction: 'async', protocol: 'kafka' },
    { id: 'placed-mail', from: 'placed', to: 'mail', interaction: 'async', protocol: 'kafka' },
  ],
  journeys: [
    { id: 'buy', name: 'Buy', entry: { component: 'web' }, rate: { average: 5, peak: 20 } },
    {
      id: 'look',
      name: 'Look',
      entry: { component: 'orders', operation: 'view' },
      closed: { users: 50, thinkMs: 5000 },
    },
  ],
  measures: [
    {
      id: 'mailed',
      name: 'Mailed',
      kind: 'delay',
      from: { component: 'orders', operation: 'place' },
      to: { component: 'mail' },
    },
  ],
  variants: [
    {
      id: 'mono',
      name: 'Monolith',
      style: 'monolith',
      deployables: [
        { id: 'app', name: 'App', kind: 'process', cores: 2, replicas: { fixed: 2 } },
        { id: 'pg', name: 'Postgres', kind: 'data-server' },
      ],
      placements: [
        { component: 'orders', deployable: 'app' },
        { component: 'payment', deployable: 'app' },
        { component: 'mail', deployable: 'app' },
        { component: 'db', deployable: 'pg' },
      ],
      absent: { components: ['placed'] },
    },
    {
      id: 'micro',
      name: 'Microservices',
      style: 'microservices',
      deployables: [
        { id: 'orders-svc', name: 'Order service', kind: 'process' },
        { id: 'billing', name: 'Billing service', kind: 'process', zones: ['a', 'b'] },
        { id: 'spare', name: 'Spare billing', kind: 'process' },
        { id: 'pg', name: 'Postgres', kind: 'data-server' },
        { id: 'kafka', name: 'Kafka', kind: 'broker' },
        { id: 'mailer', name: 'Mailer', kind: 'function' },
      ],
      placements: [
        { component: 'orders', deployable: 'orders-svc' },
        { component: 'payment', deployable: 'billing', share: 0.75 },
        { component: 'payment', deployable: 'spare', share: 0.25 },
        { component: 'db', deployable: 'pg' },
        { component: 'placed', deployable: 'kafka' },
        { component: 'mail', deployable: 'mailer' },
      ],
      overrides: [{ path: 'links/orders-payment/latency', value: { mean: 2 } }],
    },
  ],
  scenarios: [
    { id: 'sale', name: 'Sale', traffic: { buy: 3 } },
    {
      id: 'slow',
      name: 'Payment slow',
      faults: [
        { target: 'payment', kind: 'slow', factor: 10 },
        { target: 'a', kind: 'down' },
      ],
      overrides: [
        { path: 'links/orders-payment/policy/breaker', value: null },
        { path: 'links/orders-placed/delivery/outbox/pollMs', value: 500 },
        { path: 'deployables/billing/cores', value: 4 },
      ],
      variants: ['micro'],
    },
  ],
  assumptions: { delivery: { coChanges: [{ components: ['orders', 'payment'], perMonth: 2 }] } },
  layout: { variants: { mono: { nodes: { orders: { x: 10, y: 20 }, app: { x: 0, y: 0, width: 300, height: 200 } } } } },
};

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
export type Loose = Mutable<Project>;

/** A deep copy of SHOP after `spoil` had its way with it. */
export const spoilt = (spoil: (project: Loose) => void): unknown => {
  const copy = JSON.parse(JSON.stringify(SHOP)) as Loose;
  spoil(copy);
  return copy;
};

const ROOT = path.join(import.meta.dirname, '../..');

/** Texts of the reference cases and samples by their path; empty while there are none. */
export function realProjects(): readonly (readonly [string, string])[] {
  return ['samples', 'test/reference'].flatMap((folder) => {
    const full = path.join(ROOT, folder);
    if (!existsSync(full)) return [];
    return readdirSync(full, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.topolith'))
      .toSorted()
      .map((name) => [`${folder}/${name}`, readFileSync(path.join(full, name), 'utf8')] as const);
  });
}
