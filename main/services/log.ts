// A small log file beside the data: enough to find out what went wrong on somebody's machine, never sent anywhere.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}

const maxBytes = 1024 * 1024;

export const silentLog: Log = { info() {}, warn() {}, error() {} };

/** Appends to `topolith.log` in the folder. A log that cannot be written is not worth stopping for, so it never throws. */
export function createLog(folder: string, now: () => Date): Log {
  const file = path.join(folder, 'topolith.log');
  const write = (level: string, message: string) => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(file, `${file}.1`);
      // One line for one entry, so that nothing in a message can look like another entry.
      appendFileSync(file, `${now().toISOString()} ${level} ${message.replaceAll(/\s*\r?\n\s*/g, ' | ')}\n`, {
        mode: 0o600,
      });
    } catch {
      // See above.
    }
  };
  return {
    info: (message) => write('info', message),
    warn: (message) => write('warn', message),
    error: (message, cause) => {
      const detail =
        cause instanceof Error ? (cause.stack ?? cause.message) : cause === undefined ? '' : JSON.stringify(cause);
      write('error', detail ? `${message}: ${detail}` : message);
    },
  };
}
