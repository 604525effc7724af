/** The app's engine worker, as a thread of Node: what it is sent and what it answers pass through a message channel. */
import { parentPort } from 'node:worker_threads';
import { engineDesk } from '../../renderer/worker/engineDesk.ts';
import type { ToEngine } from '../../renderer/worker/messages.ts';

const receive = engineDesk({
  post: (message, moved = []) => parentPort!.postMessage(message, moved),
  clock: () => performance.now(),
  pause: () => new Promise((next) => setTimeout(next)),
});

parentPort!.on('message', (message: ToEngine) => void receive(message));
