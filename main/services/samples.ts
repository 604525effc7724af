// The shipped projects: a folder of .topolith files, known by file name without the extension.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { OpenedSample, SampleEntry } from '../../shared/contract/calls.ts';
import { calls } from '../../shared/contract/calls.ts';
import { ServiceError } from './errors.ts';
import { fileExtension, readProjectFile } from './files.ts';

/** In the order a newcomer should meet them; samples that are not named here follow by name. */
const FIRST = ['order', 'prime-video', 'online-boutique', 'image-shop', 'eshop', 'distributed-monolith'];
const rank = (id: string): number => (FIRST.includes(id) ? FIRST.indexOf(id) : FIRST.length);

export interface Samples {
  list(): Promise<SampleEntry[]>;
  open(id: string): Promise<OpenedSample>;
}

export function createSamples(folder: string): Samples {
  /** Only names that the folder really has: what a page sends is looked up, never joined to a path. */
  const ids = async (): Promise<string[]> => {
    const names = await readdir(folder).catch((): string[] => []);
    return names
      .filter((name) => name.endsWith(fileExtension))
      .map((name) => name.slice(0, -fileExtension.length))
      .filter((id) => calls.openSample.request.safeParse({ id }).success)
      .sort()
      .toSorted((a, b) => rank(a) - rank(b));
  };
  const read = async (id: string) => {
    const { text } = await readProjectFile(path.join(folder, id + fileExtension));
    return { id, ...title(id, text), text };
  };
  return {
    async list() {
      const entries = await Promise.all((await ids()).map(read));
      return entries.map(({ id, name, note }) => ({ id, name, note }));
    },
    async open(id) {
      if (!(await ids()).includes(id)) throw new ServiceError('notFound', `There is no sample "${id}".`);
      const { name, text } = await read(id);
      return { name, path: null, text };
    },
  };
}

/** Name and note for a list. A sample that does not parse still shows, under its file name; opening it tells what is wrong. */
function title(id: string, text: string): { name: string; note: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  const field = (key: string): string => {
    const found = value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined;
    return typeof found === 'string' ? found : '';
  };
  return { name: field('name') || id, note: field('note') };
}
