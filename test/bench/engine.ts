/** Engine speed, side by side in one run: `npm run -s bench`. Figures are medians of 9 runs; look at the ratios, not the ms. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyse } from '../../shared/engine/analyse.ts';
import { readProject, writeProject } from '../../shared/format/projectFile.ts';
import type { Project } from '../../shared/model/types.ts';
import { largeProject } from '../support/largeProject.ts';

const RUNS = 9;

function median(run: () => void): number {
  run();
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return times[(RUNS - 1) / 2]!;
}

function measure(name: string, project: Project): void {
  const text = writeProject(project);
  const read = median(() => void readProject(text));
  for (const { id } of project.variants) {
    const answer = median(() => void analyse(project, { variants: [id] }));
    const row = [
      name.padEnd(24),
      id.padEnd(14),
      String(project.components.length).padStart(5),
      read.toFixed(1).padStart(9),
      answer.toFixed(1).padStart(10),
      (answer / read).toFixed(1).padStart(7),
    ];
    console.log(row.join(' '));
  }
}

console.log(`${'project'.padEnd(24)} ${'variant'.padEnd(14)} parts  read, ms  analyse, ms  ratio`);
const samples = path.join(import.meta.dirname, '../../samples');
for (const file of readdirSync(samples).sort()) {
  const read = readProject(readFileSync(path.join(samples, file), 'utf8'));
  if (read.ok) measure(file, read.project);
}
for (const size of [30, 100, 300]) measure(`${size} components`, largeProject(size));
const { heapUsed, rss } = process.memoryUsage();
console.log(`memory: heap ${Math.round(heapUsed / 2 ** 20)} MiB, resident ${Math.round(rss / 2 ** 20)} MiB`);
