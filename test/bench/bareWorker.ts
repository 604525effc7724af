/** A thread that only echoes questions: what the runtime itself takes, and who asks. */
import { parentPort } from 'node:worker_threads';
import type { ToEngine } from '../../renderer/worker/messages.ts';

parentPort!.on('message', (message: ToEngine) => {
  if (message.type === 'ask') parentPort!.postMessage(message);
});
