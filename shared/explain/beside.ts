// Figures that belong to one that is opened: what saturates next, the other steady states, the other measures of a cause.
import type { Limit, LossOf, RetryRoot } from '../engine/types.ts';
import { amount } from './facts.ts';
import { LOSS_WORD } from './figureNames.ts';
import { LOSS } from './loss.ts';
import { nameOf } from './names.ts';
import type { Scene } from './scene.ts';
import type { Amount, LossFigure, What } from './types.ts';

export interface Beside {
  readonly title: string;
  readonly figures: readonly { readonly label: string; readonly value: Amount; readonly what: What }[];
}

/** Null where a figure stands alone. */
export function besideOf(scene: Scene, what: What): Beside | null {
  if (what.kind === 'limit' || (what.kind === 'journey' && what.of === 'capacityFactor'))
    return limits(scene, what.journey);
  if (what.kind === 'retry' || what.kind === 'root') return retries(scene, what.journey);
  return what.kind === 'loss' ? losses(scene, what.journey, what.cause) : null;
}

/** "Order service threads". */
export const limitName = (scene: Pick<Scene, 'project'>, { id, by }: Limit): string =>
  `${nameOf(scene.project, id)} ${by}`;

function limits(scene: Scene, journey: string): Beside | null {
  const found = scene.answer.journeys[journey]?.limits ?? [];
  if (found.length === 0) return null;
  return {
    title: 'What saturates as traffic grows, in this order',
    figures: found.map((limit) => ({
      label: limitName(scene, limit),
      value: amount(limit.factor, 'times'),
      what: { kind: 'limit', journey, id: limit.id, by: limit.by },
    })),
  };
}

const STATE: Readonly<Record<RetryRoot['kind'], string>> = {
  normal: 'Calls as it runs',
  tipping: 'Calls where it tips',
  collapsed: 'Calls once it has tipped',
};

function retries({ answer }: Scene, journey: string): Beside | null {
  const retry = answer.journeys[journey]?.retry;
  if (!retry) return null;
  return {
    title: 'What retries make of it',
    figures: [
      {
        label: 'Calls are multiplied by',
        value: amount(retry.amplification, 'times'),
        what: { kind: 'retry', journey, of: 'amplification' },
      },
      ...(retry.tipsAtFactor === null
        ? []
        : [
            {
              label: 'A surge tips it at',
              value: amount(retry.tipsAtFactor, 'times'),
              what: { kind: 'retry', journey, of: 'tipsAtFactor' } as const,
            },
          ]),
      ...retry.roots.map(({ kind, callsPerSecond }, root) => ({
        label: STATE[kind],
        value: amount(callsPerSecond, 'perSecond'),
        what: { kind: 'root', journey, root, of: 'callsPerSecond' } as const,
      })),
    ],
  };
}

function losses({ answer }: Scene, journey: string, cause: string): Beside | null {
  const loss = answer.journeys[journey]?.expectedLoss?.find((one) => one.cause === cause);
  if (!loss) return null;
  return {
    title: 'What this cause does to the journey',
    figures: (Object.keys(LOSS_WORD) as LossFigure[])
      .filter((of) => loss[of] !== null)
      .map((of) => ({
        label: sentence(LOSS_WORD[of]),
        value: amount(loss[of as keyof LossOf] as number, LOSS[of].unit),
        what: { kind: 'loss', journey, cause, of },
      })),
  };
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
