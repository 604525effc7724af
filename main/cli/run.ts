/** Runs one command: arguments in, text out, an exit code back. Only this file writes to the terminal. */
import { BadInput, EXIT } from './exit.ts';
import { readArguments } from './args.ts';
import type { Command } from './args.ts';
import { helpText } from './help.ts';
import type { Screen } from './tables.ts';

function screen(): Screen {
  const { stdout, env } = process;
  if (!stdout.isTTY) return { colour: false, width: null };
  const plain = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return { colour: !plain, width: stdout.columns > 0 ? stdout.columns : 80 };
}

/** Commands load what they need: help must not wait for the engine. */
async function answer(command: Command): Promise<string> {
  if (command.name === 'help') return helpText(command.of);
  if (command.name === 'version') return `${(await import('../services/version.ts')).version}\n`;
  if (command.name === 'export') return (await import('./export.ts')).exportCommand(command);
  if (command.name === 'compare') return (await import('./compare.ts')).compareCommand(command, screen());
  return (await import('./analyse.ts')).analyseCommand(command, screen());
}

function complain(error: unknown): number {
  if (error instanceof BadInput) {
    const details = error.details.map((line) => `  ${line}\n`).join('');
    process.stderr.write(`topolith: ${error.message}\n${details}`);
    return EXIT.badInput;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`topolith: a fault of topolith itself, please report it.\n${text}\n`);
  return EXIT.internal;
}

/** Never throws. */
export async function run(argv: readonly string[]): Promise<number> {
  // A reader that stops early (head, less) is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.fine);
    throw error;
  });
  try {
    process.stdout.write(await answer(readArguments(argv)));
    return EXIT.fine;
  } catch (error) {
    return complain(error);
  }
}
