// Reads the arguments of browser mode; wrong ones are refused with a sentence.
import { parseArgs } from 'node:util';

export interface BrowserOptions {
  port: number;
  open: boolean;
  file: string | undefined;
}

/** Throws an Error whose message is meant for the user. */
export function browserOptions(args: readonly string[]): BrowserOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { port: { type: 'string', default: '0' }, 'no-open': { type: 'boolean', default: false } },
  });
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not "${values.port}"`);
  }
  if (positionals.length > 1) throw new Error('only one file can be opened at start');
  return { port: Number(values.port), open: !values['no-open'], file: positionals[0] };
}
