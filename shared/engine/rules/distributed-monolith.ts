/** Rule: several signs point at the same deployables, which are one unit in all but name. */
import type { Finding } from '../types.ts';
import { coChanges } from './co-change.ts';
import { cyclesOf } from './cycles.ts';
import { releaseGroups } from './release-group.ts';
import { listWords, type Rule, type RuleContext, unpriced } from './rule.ts';
import { sceneOf } from './scene.ts';
import { sharedSchemas } from './shared-schema.ts';

interface Sign {
  readonly words: string;
  readonly deployables: readonly string[];
}

/** Every pair of deployables with the signs that tie it; at least two kinds make a tie. */
function ties(signs: readonly Sign[]): Map<string, Set<string>> {
  const pairs = new Map<string, Set<string>>();
  for (const { words, deployables } of signs) {
    for (const one of deployables) {
      for (const other of deployables) {
        if (one === other) continue;
        const key = `${one}\n${other}`;
        pairs.set(key, (pairs.get(key) ?? new Set()).add(words));
      }
    }
  }
  return new Map([...pairs].filter(([, kinds]) => kinds.size >= 2));
}

function find(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  const signs: Sign[] = [
    ...sharedSchemas(scene)
      .filter(({ store }) => store.kind !== 'cache' && store.kind !== 'object-store')
      .map(({ deployables }) => ({ words: 'share a schema', deployables })),
    ...[...releaseGroups(scene).values()].map((deployables) => ({ words: 'are released together', deployables })),
    ...coChanges(context).map(({ deployables }) => ({ words: 'change together', deployables })),
  ];
  const tied = ties(signs);
  const edges = new Map<string, string[]>();
  for (const key of tied.keys()) {
    const [one = '', other = ''] = key.split('\n');
    edges.set(one, [...(edges.get(one) ?? []), other]);
  }
  return cyclesOf([...scene.deployables.keys()], edges).map((members): Finding => {
    const kinds = new Set(
      [...tied].flatMap(([key, words]) => (key.split('\n').every((id) => members.includes(id)) ? [...words] : [])),
    );
    const words = [...new Set(signs.map((sign) => sign.words))].filter((each) => kinds.has(each));
    return {
      rule: 'distributed-monolith',
      severity: kinds.size >= 3 ? 'error' : 'warning',
      targets: members,
      message: `${listWords(members.map(scene.name))} ${listWords(words)}: ${members.length} deployables that are one monolith.`,
      ...unpriced(
        'Its price is the sum of what ties the parts; the findings for each tie carry the figures there are.',
      ),
    };
  });
}

export const distributedMonolith: Rule = { id: 'distributed-monolith', title: 'Distributed monolith', check: find };
