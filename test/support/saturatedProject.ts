/** A shop whose cart cannot keep up in two of its three cuts: half again too much work, and exactly as much as it can do. */
import type { Deployable, Project, Variant } from '../../shared/model/types.ts';

const host = (id: string, name: string, more: Partial<Deployable> = {}): Deployable => ({
  id,
  name,
  kind: 'process',
  cores: 4,
  platform: 'aws.ec2.c6i.large',
  replicas: { fixed: 1 },
  ...more,
});

/** The cart has 1.5 cores' worth of work, so has the sender of mails. */
const cut = (id: string, name: string, cores: number): Variant => ({
  id,
  name,
  style: 'microservices',
  deployables: [
    host('shop-host', 'Shop host'),
    host('cart-host', 'Cart host', { cores }),
    host('mail-host', 'Mail host', { cores, discipline: 'fifo' }),
    host('broker', 'Broker', { kind: 'broker' }),
  ],
  placements: [
    { component: 'shop', deployable: 'shop-host' },
    { component: 'cart', deployable: 'cart-host' },
    { component: 'bought', deployable: 'broker' },
    { component: 'mail', deployable: 'mail-host' },
  ],
});

export const saturatedProject: Project = {
  format: 'topolith',
  formatVersion: 1,
  minReaderVersion: 1,
  app: 'test',
  id: 'overrun',
  name: 'Overrun',
  components: [
    {
      id: 'shop',
      kind: 'module',
      name: 'Shop',
      operations: [
        {
          id: 'buy',
          name: 'buy',
          demand: { mean: 1 },
          steps: [
            { link: 'shop-cart', operation: 'add' },
            { link: 'shop-bought', operation: 'default' },
          ],
        },
      ],
    },
    {
      id: 'cart',
      kind: 'module',
      name: 'Cart',
      operations: [{ id: 'add', name: 'add', demand: { mean: 15, shape: 'exponential' }, steps: [] }],
    },
    { id: 'bought', kind: 'topic', name: 'Bought' },
    {
      id: 'mail',
      kind: 'module',
      name: 'Mail',
      operations: [{ id: 'send', name: 'send', demand: { mean: 15, shape: 'exponential' }, steps: [] }],
    },
  ],
  links: [
    {
      id: 'shop-cart',
      from: 'shop',
      to: 'cart',
      interaction: 'sync',
      cpu: { from: 0, to: 0 },
      policy: { timeoutMs: 2000 },
    },
    { id: 'shop-bought', from: 'shop', to: 'bought', interaction: 'async', cpu: { from: 0, to: 0 } },
    { id: 'bought-mail', from: 'bought', to: 'mail', interaction: 'async', cpu: { from: 0, to: 0 } },
  ],
  journeys: [
    { id: 'buy', name: 'Buy', entry: { component: 'shop', operation: 'buy' }, rate: { average: 100, peak: 100 } },
  ],
  measures: [
    {
      id: 'bought-mailed',
      name: 'Bought to mailed',
      kind: 'delay',
      from: { component: 'shop', operation: 'buy' },
      to: { component: 'mail', operation: 'send' },
    },
  ],
  variants: [cut('over', 'Too much work', 1), cut('edge', 'Just as much', 1.5), cut('fine', 'Enough cores', 4)],
};

/** What no reader should ever see in a text (of markup: between its tags): numbers that are none, or that nobody could mean. */
export function senseless(text: string): string[] {
  const words = text.replaceAll(/<[^>]*>/g, ' ');
  const numbers = words.match(/\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?/gi) ?? [];
  return [
    ...(words.match(/NaN|Infinity|∞|undefined/g) ?? []),
    ...numbers.filter((number) => !(Number(number.replaceAll(',', '')) < 1e9)),
  ];
}
