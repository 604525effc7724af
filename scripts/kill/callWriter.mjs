// Works on the project by calls alone, at the rhythm of the page.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { recoverAfterMs, recoverWithinMs } from '../../shared/contract/recovery.ts';
import { textOf } from './work.mjs';

/**
 * @param {import('./work.mjs').Work} work @param {() => number} random
 * @returns {import('../killTest.mjs').Writer}
 */
export function callWriter(work, random) {
  /** @type {import('./host.mjs').Host} */
  let host;

  async function keep() {
    const { id, revision: baseRevision, edit } = work;
    work.during = 'keepRecovery';
    await host.call('keepRecovery', { id, baseRevision, text: textOf(edit) });
    work.keptEdit = edit;
    work.during = '-';
  }

  async function save() {
    const { id, revision: baseRevision, edit } = work;
    const text = textOf(edit);
    work.during = 'saveProject';
    const { file } = await host.call('saveProject', { id, baseRevision, text });
    work.acknowledged(edit, text);
    work.during = '-';
    assert.equal(file.state, 'written', 'nobody else changes the linked file');
  }

  return {
    async open(newHost) {
      host = newHost;
    },
    async work(mode, signal) {
      /** @param {number} time */
      const until = (time) => pause(Math.max(0, time - performance.now()), undefined, { signal });
      /** When the copy is due, and since when an edit waits for it. */
      let due = Infinity;
      let waitingSince = Infinity;
      const caughtUp = () => {
        due = Infinity;
        waitingSince = Infinity;
      };
      for (;;) {
        if (mode === 'edit') {
          const next = performance.now() + (random() < 0.1 ? 1500 * random() : 20 + 250 * random());
          if (due <= next) {
            await until(due);
            caughtUp();
            await keep();
          }
          await until(next);
        }
        signal.throwIfAborted();
        work.made();
        const now = performance.now();
        waitingSince = Math.min(waitingSince, now);
        due = Math.min(now + recoverAfterMs, waitingSince + recoverWithinMs);
        if (mode === 'save') await keep();
        if (mode === 'save' || random() < 0.04) {
          caughtUp();
          await save();
        }
      }
    },
    async leave() {},
    async close() {},
  };
}
