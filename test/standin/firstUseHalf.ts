// One half of a new user's way through the desktop app, in a process of its own: the first one ends by killing it, host and all.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { firstHalf, type Hands, secondHalf } from '../support/firstUse.ts';
import { launch } from './launch.ts';
import { state } from './state.ts';

const [half, folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: firstUseHalf.ts first|second FOLDER');
const drawnFile = path.join(folder, 'drawn.topolith');
const app = await launch(undefined, path.join(folder, 'data'));
const { page } = app.window;
const problems: string[] = [];
page.on('pageerror', (error) => problems.push(error.message));

const hands: Hands = {
  page,
  /** The system's dialog names a file, and main writes it. */
  async saved(click) {
    state.saveAnswers.push({ canceled: false, filePath: path.join(folder, 'exported') });
    await click();
    await page.getByRole('dialog', { name: 'Export' }).getByRole('status').filter({ hasText: 'exported' }).waitFor();
    // Main adds the ending.
    const name = readdirSync(folder).find((one) => one.startsWith('exported.'));
    if (name === undefined) throw new Error('main wrote no file');
    const file = path.join(folder, name);
    const bytes = readFileSync(file);
    rmSync(file);
    return bytes;
  },
};

if (half === 'first') {
  writeFileSync(drawnFile, await firstHalf(hands));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  process.kill(process.pid, 'SIGKILL');
}
await secondHalf(hands, readFileSync(drawnFile, 'utf8'));
if (problems.length > 0) throw new Error(problems.join('\n'));
await app.close();
process.exit(0);
