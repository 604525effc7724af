// Runs the engine off the interface thread.
import { engineDesk } from './engineDesk.ts';
import type { ToEngine } from './messages.ts';

const receive = engineDesk({
  post: (message, moved = []) => postMessage(message, { transfer: moved }),
  clock: () => performance.now(),
  pause: () => new Promise((next) => setTimeout(next)),
});

addEventListener('message', (event: MessageEvent<ToEngine>) => void receive(event.data));
