/**
 * Engine speed, side by side in one run: `npm run -s bench`. Figures of the table are medians of 9 runs; look at the ratios, not
 * the ms. "now" is what follows an edit at once (latency, load, cost), "whole" everything. Below it the goals; with `--strict`
 * the run fails when one is missed by more than the noise.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyse, answerFor } from '../../shared/engine/analyse.ts';
import { readProject, writeProject } from '../../shared/format/projectFile.ts';
import type { Project } from '../../shared/model/types.ts';
import { largeProject } from '../support/largeProject.ts';
import { availabilityBench } from './availability.ts';
import { goals } from './goals.ts';

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

const COLUMNS = ['parts', 'read, ms', 'now, ms', 'whole, ms', 'now/read', 'whole/read', 'whole/now'];

function measure(name: string, project: Project): void {
  const text = writeProject(project);
  const read = median(() => void readProject(text));
  for (const { id } of project.variants) {
    const now = median(() => void answerFor(project, id, null));
    const whole = median(() => void analyse(project, { variants: [id] }));
    const figures = [read, now, whole, now / read, whole / read, whole / now].map((value) => value.toFixed(1));
    const row = [String(project.components.length), ...figures].map((cell, i) => cell.padStart(COLUMNS[i]!.length + 1));
    console.log(name.padEnd(29), id.padEnd(14), row.join(' '));
  }
}

console.log('project'.padEnd(29), 'variant'.padEnd(14), COLUMNS.map((name) => ` ${name}`).join(' '));
const samples = path.join(import.meta.dirname, '../../samples');
for (const file of readdirSync(samples).sort()) {
  const read = readProject(readFileSync(path.join(samples, file), 'utf8'));
  if (read.ok) measure(file, read.project);
}
for (const size of [30, 100, 300]) measure(`${size} components`, largeProject(size));
const { heapUsed, rss } = process.memoryUsage();
console.log(`memory: heap ${Math.round(heapUsed / 2 ** 20)} MiB, resident ${Math.round(rss / 2 ** 20)} MiB`);

const met = await goals();
console.log();
availabilityBench();
if (!met && process.argv.includes('--strict')) process.exitCode = 1;
