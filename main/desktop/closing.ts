// Decides whether the window may close: unsaved changes are asked about first, and saved, dropped or kept as the user says.
import type { Unsaved } from '../services/index.ts';

export type CloseAnswer = 'save' | 'discard' | 'cancel';

export interface ClosingDeps {
  ask(name: string): Promise<CloseAnswer>;
  /** Asks the page to save; it reports by setUnsaved. */
  save(): void;
  /** Takes care that what the user gave up does not come back. */
  discard(unsaved: Unsaved): Promise<void>;
  /** Closes without further questions. */
  close(): void;
  /** The window stays, and so does the application. */
  stay(): void;
  /** Runs `then` once after that time unless the answer is called before. */
  after(ms: number, then: () => void): () => void;
}

export interface Closing {
  /** False: the user is being asked, and `close` follows if it is to be. */
  mayClose(): boolean;
  setUnsaved(unsaved: Unsaved | null): void;
  /** The page is gone, or a new one begins: nothing is known of it, and nothing expected from it. */
  forget(): void;
}

/** A page that has not saved by then has said why, or hangs. */
const saveWithinMs = 30_000;

export function createClosing(deps: ClosingDeps): Closing {
  let unsaved: Unsaved | null = null;
  let asking = false;
  let giveUpSaving: (() => void) | null = null;

  const stopWaiting = (): void => {
    giveUpSaving?.();
    giveUpSaving = null;
  };

  async function question(name: string): Promise<void> {
    const answer = await deps.ask(name);
    // Meanwhile the page may have saved, or changed what it has.
    if (unsaved === null) return deps.close();
    if (answer === 'cancel') return deps.stay();
    if (answer === 'discard') {
      await deps.discard(unsaved);
      return deps.close();
    }
    giveUpSaving = deps.after(saveWithinMs, () => {
      giveUpSaving = null;
      deps.stay();
    });
    deps.save();
  }

  return {
    mayClose() {
      if (unsaved === null) return true;
      if (!asking) {
        asking = true;
        stopWaiting();
        // A question that cannot be asked must not lose the work.
        question(unsaved.name)
          .catch(() => deps.stay())
          .finally(() => (asking = false));
      }
      return false;
    },
    setUnsaved(now) {
      unsaved = now;
      if (now !== null || giveUpSaving === null) return;
      stopWaiting();
      deps.close();
    },
    forget() {
      unsaved = null;
      stopWaiting();
    },
  };
}
