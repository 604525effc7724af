/** Runs a case with the engine in this process: quicker than the command line, for tools and for work on the engine. */
import { analyse } from '../../shared/engine/analyse.ts';
import type { Analysis } from '../../shared/engine/types.ts';
import { readCase } from './cases.ts';
import type { Answers } from './claims.ts';
import type { Judgement } from './judge.ts';
import { judgeCase } from './judge.ts';

export function runCase(name: string): Judgement & { readonly answers: Answers } {
  const reference = readCase(name);
  const answers = new Map<string, Analysis>();
  for (const scenario of ['', ...reference.scenarios]) {
    answers.set(scenario, analyse(reference.project, scenario === '' ? {} : { scenario }));
  }
  return { ...judgeCase(reference, answers), answers };
}
