// The one-way rule, read from every import in the tree: which room may know which, and which package may be used where.
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };

const root = path.join(import.meta.dirname, '../..');

/** The rooms that each room may import from, besides itself. */
const rooms: Record<string, string[]> = {
  'shared/model': [],
  'shared/engine': ['shared/model'],
  'shared/explain': ['shared/engine', 'shared/model'],
  'shared/format': ['shared/explain', 'shared/engine', 'shared/model'],
  'shared/contract': ['shared/model'],
  'main/services': ['shared/contract', 'shared/format', 'shared/explain', 'shared/engine', 'shared/model'],
  'main/desktop': [
    'main/services',
    'shared/contract',
    'shared/format',
    'shared/explain',
    'shared/engine',
    'shared/model',
  ],
  'main/browser': [
    'main/services',
    'shared/contract',
    'shared/format',
    'shared/explain',
    'shared/engine',
    'shared/model',
  ],
  'main/cli': ['main/services', 'shared/contract', 'shared/format', 'shared/explain', 'shared/engine', 'shared/model'],
  renderer: ['shared/contract', 'shared/format', 'shared/explain', 'shared/engine', 'shared/model'],
};

const inRenderer = (file: string) => file.startsWith('renderer/');
const nowhere = () => false;

/** Every dependency of package.json, and the files that may import it. A new one has to be placed here. */
const packages: Record<string, (file: string) => boolean> = {
  electron: (file) => file.startsWith('main/desktop/') && !file.endsWith('/policy.ts'),
  'better-sqlite3': (file) => file === 'main/services/sqlite.ts',
  zod: (file) => file.startsWith('shared/model/') || file.startsWith('shared/contract/'),
  '@fontsource-variable/inter': inRenderer,
  '@xyflow/react': inRenderer,
  cmdk: inRenderer,
  // The command line arranges drawings too.
  elkjs: (file) => inRenderer(file) || file.startsWith('main/cli/'),
  'lucide-react': inRenderer,
  'radix-ui': inRenderer,
  react: inRenderer,
  'react-dom': inRenderer,
  zustand: inRenderer,
  // For building, checking and testing only.
  '@electron/asar': nowhere,
  '@electron/fuses': nowhere,
  '@sparticuz/chromium': nowhere,
  '@topolith/node24': nowhere,
  '@types/better-sqlite3': nowhere,
  '@types/node': nowhere,
  '@types/pngjs': nowhere,
  '@types/react': nowhere,
  '@types/react-dom': nowhere,
  '@vitejs/plugin-react': nowhere,
  'axe-core': nowhere,
  'electron-builder': nowhere,
  'fast-check': nowhere,
  oxfmt: nowhere,
  oxlint: nowhere,
  'oxlint-tsgolint': nowhere,
  'playwright-core': nowhere,
  pngjs: nowhere,
  typescript: nowhere,
  vite: nowhere,
  vitest: nowhere,
};

/** Node modules that only one room may use. */
const serverModules = ['http', 'http2', 'https', 'net', 'tls', 'dgram'];

const roomOf = (file: string): string | undefined =>
  Object.keys(rooms).find((room) => file.startsWith(`${room}/`)) ?? undefined;

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((name) => /\.(ts|tsx|mts|js|jsx|mjs|cjs)$/.test(name));
}

interface Import {
  file: string;
  target: string;
}

/** What a file imports, whether for values or types, statically or not. Comments are cut first, so that an example in one is no import. */
export function importsOf(file: string, text: string): Import[] {
  const code = withoutComments(text);
  const patterns = [
    /(?:^|[;}\n])\s*(?:import|export)\b[^'"`;=()]*?\bfrom\s*(['"])([^'"\n]+)\1/g,
    /(?:^|[;}\n])\s*import\s*(['"])([^'"\n]+)\1/g,
    /\bimport\s*\(\s*(['"`])([^'"`\n]+)\1/g,
    /\brequire\s*\(\s*(['"`])([^'"`\n]+)\1/g,
    /\bnew URL\(\s*(['"`])([^'"`\n]+)\1\s*,\s*import\.meta\.url/g,
  ];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => ({ file, target: match[2]! })));
}

/** Cuts comments but keeps texts, in which "//" is no comment. */
const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|(['"`])(?:\\.|(?!\1)[^\\])*?\1|\/\/[^\n]*/g, (whole, quote: string | undefined) =>
    quote === undefined ? ' ' : whole,
  );

/** Why an import breaks a rule, or null. */
export function fault({ file, target }: Import): string | null {
  const room = roomOf(file);
  if (room === undefined) return `${file} is in no room`;
  if (target.startsWith('.')) {
    const resolved = path.posix.join(path.posix.dirname(file), target.replace(/\?.*$/, ''));
    if (resolved === 'package.json') return room === 'main/services' ? null : `${file} reads package.json`;
    if (!/\.\w+$/.test(resolved)) return `${file}: ${target} names no extension`;
    const other = roomOf(resolved);
    if (other === room || (other !== undefined && rooms[room]!.includes(other))) return null;
    return `${file} (${room}) imports ${resolved}`;
  }
  const bare = target.replace(/^node:/, '');
  if (target.startsWith('node:') || builtinModules.includes(bare)) {
    if (!target.startsWith('node:')) return `${file}: write node:${bare}`;
    if (!room.startsWith('main/')) return `${file} imports ${target}`;
    return serverModules.includes(bare) && room !== 'main/browser' ? `${file} imports ${target}` : null;
  }
  const name = target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
  return packages[name]?.(file) === true ? null : `${file} imports ${target}`;
}

const files = ['shared', 'main', 'renderer'].flatMap(sourceFiles);
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

test('no import breaks a rule', () => {
  const imports = files.flatMap((file) => importsOf(file, read(file)));
  expect(imports.length).toBeGreaterThan(50);
  expect(imports.map(fault).filter((found) => found !== null)).toEqual([]);
});

test('shared code depends on its arguments only: no clock, no chance, no late import', () => {
  const forbidden = /\bDate\.now\b|\bMath\.random\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\.now\b|\bimport\s*\(/;
  const found = files.filter((file) => file.startsWith('shared/') && forbidden.test(withoutComments(read(file))));
  expect(found).toEqual([]);
});

test('every dependency has its place, and every place its dependency', () => {
  const declared = Object.keys({ ...packageFile.dependencies, ...packageFile.devDependencies });
  expect(Object.keys(packages).toSorted()).toEqual(declared.toSorted());
});

test('versions are exact, and only what cannot be bundled is packed', () => {
  const versions = Object.values({ ...packageFile.dependencies, ...packageFile.devDependencies });
  expect(versions.filter((version) => !/^(\d+\.\d+\.\d+|file:tools\/node24)$/.test(version))).toEqual([]);
  expect(Object.keys(packageFile.dependencies)).toEqual(['better-sqlite3']);
});

describe('the reader of imports itself', () => {
  test.each<[string, string[]]>([
    [`import a from './a.ts';`, ['./a.ts']],
    [`import {\n  b,\n  type C,\n} from "../b.ts"`, ['../b.ts']],
    [`import type { D } from 'd';`, ['d']],
    [`import './style.css';`, ['./style.css']],
    [`export * from './e.ts'; export { f } from './f.ts';`, ['./e.ts', './f.ts']],
    [`const g = await import('./g.ts');`, ['./g.ts']],
    [`require('h')`, ['h']],
    [`new Worker(new URL('./w.ts', import.meta.url), { type: 'module' })`, ['./w.ts']],
    [`// import x from 'x';\n/* import y from 'y'; */`, []],
    [`const link = 'https://x'; import z from 'z';`, ['z']],
    [`export const text = 'from "nothing"';`, []],
    [`if (x === 'export') return import('./i.ts');`, ['./i.ts']],
  ])('%s', (text, expected) => {
    expect(importsOf('x.ts', text).map(({ target }) => target)).toEqual(expected);
  });

  test.each([
    ['shared/engine/a.ts', '../format/b.ts'],
    ['shared/model/a.ts', '../engine/b.ts'],
    ['shared/engine/a.ts', 'zod'],
    ['shared/model/a.ts', 'node:fs'],
    ['shared/model/a.ts', '../model/b'],
    ['main/services/a.ts', '../desktop/b.ts'],
    ['main/desktop/a.ts', '../browser/b.ts'],
    ['main/cli/a.ts', '../../renderer/b.ts'],
    ['main/desktop/policy.ts', 'electron'],
    ['main/services/recent.ts', 'better-sqlite3'],
    ['main/desktop/a.ts', 'node:http'],
    ['main/browser/a.ts', 'http'],
    ['main/cli/a.ts', 'react'],
    ['renderer/a.tsx', '../main/services/b.ts'],
    ['renderer/a.tsx', 'electron'],
    ['renderer/a.tsx', 'not-a-dependency'],
    ['main/a.ts', './b.ts'],
  ])('%s may not import %s', (file, target) => {
    expect(fault({ file, target })).not.toBeNull();
  });
});
