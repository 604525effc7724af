// Runs the engine off the interface thread: one variant a message, so that a newer question waits for one variant at most.
import { analyse } from '../../shared/engine/analyse.ts';
import type { Project } from '../../shared/model/types.ts';
import type { FromEngine, ToEngine } from './messages.ts';

let design = -1;
let project: Project | undefined;

const answer = (message: FromEngine): void => postMessage(message);

addEventListener('message', (event: MessageEvent<ToEngine>) => {
  const message = event.data;
  if (message.type === 'project') {
    design = message.design;
    project = message.project;
    return;
  }
  if (message.design !== design || !project) return;
  const { request, variant } = message;
  const started = performance.now();
  try {
    const analysis = analyse(project, { variants: [variant], scenario: message.scenario });
    const result = analysis.variants[variant];
    if (!result) throw new Error(`the engine gave no answer for "${variant}"`);
    answer({ type: 'answer', request, variant, result, ms: performance.now() - started });
  } catch (error) {
    answer({ type: 'fault', request, variant, message: error instanceof Error ? error.message : String(error) });
  }
});
