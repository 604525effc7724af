/** Answers each design of a list on standard input in turn, last one first, in a process that knew none of them. */
import { answerFor } from '../../shared/engine/analyse.ts';
import { readFileSync } from 'node:fs';
import type { Project } from '../../shared/model/types.ts';

const projects = JSON.parse(readFileSync(0, 'utf8')) as readonly Project[];
const answers = projects.toReversed().map((project) => {
  const text = JSON.stringify(project.variants.map(({ id }) => answerFor(project, id, null).now));
  return text;
});
console.log(JSON.stringify(answers.toReversed()));
