/** Writes docs/accuracy.md: how far the engine is from every figure that is known from outside. `node test/reference/accuracy.ts` */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { accuracyText } from './accuracyText.ts';

const { text, compared, wrong } = accuracyText();
writeFileSync(path.join(import.meta.dirname, '../../docs/accuracy.md'), text);
console.log(`docs/accuracy.md: ${compared} figures, ${wrong} outside their tolerance`);
process.exitCode = wrong === 0 ? 0 : 1;
