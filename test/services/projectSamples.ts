// Project texts for the tests of the store: a shipped sample whose note tells one text from another.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const sample = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../samples/order.topolith'), 'utf8'),
) as Record<string, unknown>;

export const textOf = (note: string): string => JSON.stringify({ ...sample, note });
