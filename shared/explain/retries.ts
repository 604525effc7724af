// What retries make of the load: attempts a call, how they multiply, and the steady states that they can end in.
import type { JourneyAnswer, RetryRoot } from '../engine/types.ts';
import { countInput, policyInputs } from './calls.ts';
import { amount, distinct, workedOut } from './facts.ts';
import type { Body } from './journeys.ts';
import { nameOf } from './names.ts';
import { rateInput } from './rates.ts';
import { journeyScene, type JourneyScene, type Scene } from './scene.ts';
import type { Explanation, Input, RetryFigure, RootFigure, Unit } from './types.ts';

/** Every policy on the way of a journey, with the calls that it is for. */
function policies(scene: Scene, { waited }: JourneyScene): Input[] {
  return distinct(
    scene.network.activities
      .filter(({ index }) => waited[index]! > 0)
      .flatMap((activity) =>
        activity.calls
          .filter((call) => call.waits && (call.retry?.retries ?? 0) > 0)
          .flatMap((call) => [countInput(scene, activity, call), ...policyInputs(scene, call)]),
      ),
  );
}

export function explainAttempts(scene: Scene, found: JourneyScene, answer: JourneyAnswer): Body {
  const inputs = policies(scene, found);
  return {
    accuracy: inputs.length === 0 ? 'exact' : answer.latencyAccuracy,
    words:
      inputs.length === 0
        ? ['No call on the way is tried again, so each is made once.']
        : [
            'Of one call 1 + f + f² + … up to its last retry, f the share of attempts that fail or pass their limit; the mean over all calls of a request that have a limit or retries.',
            'Retries are load, load makes more attempts fail: both are worked out together.',
          ],
    inputs: inputs.length > 0 ? inputs : [rateInput(scene, found.journey)],
  };
}

const KIND_WORD: Readonly<Record<RetryRoot['kind'], string>> = {
  normal: 'as it runs',
  tipping: 'where it tips',
  collapsed: 'once it has tipped',
};

const STATES =
  'Attempts decide the load, the load decides which attempts fail, and those decide the attempts: every number of attempts that repeats itself in this loop is a steady state, or, where a little more leads away from it, a tipping point.';

export function explainRetry(scene: Scene, id: string, of: RetryFigure): Explanation | null {
  const found = journeyScene(scene, id);
  const answer = scene.answer.journeys[id];
  const value = answer?.retry?.[of] ?? null;
  if (!found || !answer?.retry || value === null) return null;
  const title = of === 'amplification' ? 'retries multiply calls by' : 'a surge tips it at';
  return {
    title: `${answer.name}, ${title}`,
    value: amount(value, 'times'),
    accuracy: answer.retry.accuracy,
    words:
      of === 'amplification'
        ? [
            'Visits with retries over visits without, at the part where they multiply most: a call that is tried again by a caller that is itself tried again is made so much more often.',
          ]
        : [STATES, 'Calls a second at the tipping point over those of the state it runs in.'],
    inputs: [...rootInputs(answer), ...policies(scene, found), rateInput(scene, found.journey)],
  };
}

const ROOT: Readonly<Record<RootFigure, { readonly word: string; readonly unit: Unit }>> = {
  attempts: { word: 'attempts a call', unit: 'number' },
  callsPerSecond: { word: 'attempts', unit: 'perSecond' },
};

export function explainRoot(scene: Scene, id: string, root: number, of: RootFigure): Explanation | null {
  const found = journeyScene(scene, id);
  const answer = scene.answer.journeys[id];
  const state = answer?.retry?.roots[root];
  if (!found || !answer?.retry || !state) return null;
  const { word, unit } = ROOT[of];
  const full = state.saturatedAt.map((one) => nameOf(scene.project, one));
  return {
    title: `${answer.name}, ${word}, ${KIND_WORD[state.kind]}`,
    value: amount(state[of], unit),
    accuracy: answer.retry.accuracy,
    words: [
      STATES,
      of === 'attempts'
        ? 'The mean over all calls of the journey that are tried again.'
        : 'Requests × calls that are tried again × attempts of each.',
      ...(full.length > 0 ? [`Saturated in it: ${full.join(', ')}.`] : []),
    ],
    inputs: [...rootInputs(answer), ...policies(scene, found), rateInput(scene, found.journey)],
  };
}

const rootInputs = ({ retry }: JourneyAnswer): Input[] =>
  (retry?.roots ?? []).map(({ kind, attempts }) =>
    workedOut(`Attempts a call, ${KIND_WORD[kind]}`, amount(attempts, 'number')),
  );
