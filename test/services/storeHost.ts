// A project store on a real file for one test, driven through its calls with a clock and ids that the test moves.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServices, type Services } from '../../main/services/index.ts';
import { silentLog } from '../../main/services/log.ts';
import { createWaiting } from '../../main/services/waiting.ts';
import { textOf } from './projectSamples.ts';

export class StoreHost {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'topolith-projects-'));
  readonly file = path.join(this.folder, 'topolith.db');
  time = Date.parse('2026-01-01T00:00:00Z');
  readonly startFiles = createWaiting<string>();
  /** What the save dialog answers; null: it was closed. */
  target: string | null = null;
  /** The names that the save dialogs suggested so far. */
  readonly suggested: string[] = [];
  private ids = 0;
  services: Services = this.start();

  /** Another host on the same store. */
  start(): Services {
    return createServices({
      host: 'browser',
      dataFolder: this.folder,
      samplesFolder: '',
      startFiles: this.startFiles,
      chooseTarget: async ({ fileName }) => {
        this.suggested.push(fileName);
        return this.target;
      },
      log: silentLog,
      now: () => new Date(this.time),
      newId: () => `p${++this.ids}`,
    });
  }

  restart(): void {
    this.services.close();
    this.services = this.start();
  }

  end(): void {
    this.services.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The value of the answer, or the code of its failure. */
  async call(name: string, request: unknown): Promise<unknown> {
    const envelope = await this.services.dispatch(name, request);
    return envelope.ok ? envelope.value : envelope.error.code;
  }

  create(name = 'Shop'): Promise<unknown> {
    return this.call('createProject', { name, text: textOf('1') });
  }

  /** Moves the clock by a second and tells the new time. */
  tick(): string {
    return new Date((this.time += 1000)).toISOString();
  }
}

/** What openProject gives for the project that `create` made first. */
export const opened = (revision: number, note = String(revision), recovery: unknown = null) => ({
  id: 'p1',
  name: 'Shop',
  revision,
  text: textOf(note),
  recovery,
  file: null,
});
