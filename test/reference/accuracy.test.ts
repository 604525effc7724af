/** docs/accuracy.md is what the engine of today writes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { accuracyText } from './accuracyText.ts';

it('docs/accuracy.md is up to date (node test/reference/accuracy.ts writes it)', { timeout: 120_000 }, () => {
  const kept = readFileSync(path.join(import.meta.dirname, '../../docs/accuracy.md'), 'utf8').split('\n');
  const written = accuracyText().text.split('\n');
  // The first lines that differ say more than the whole.
  const differing = written.flatMap((line, i) => (line === kept[i] ? [] : [`${kept[i] ?? ''} -> ${line}`]));
  expect(differing.slice(0, 5)).toEqual([]);
  expect(kept).toHaveLength(written.length);
});
