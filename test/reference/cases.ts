/** Finds the reference cases on disk and reads their question and their answers. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Project } from '../../shared/model/types.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export interface ReferenceCase {
  readonly name: string;
  /** Absolute path of the project file. */
  readonly file: string;
  readonly text: string;
  readonly project: Project;
  readonly expected: JsonObject;
  /** Scenarios whose answers the expected file speaks of, besides the plain one. */
  readonly scenarios: readonly string[];
}

const folder = import.meta.dirname;

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** A text as it stands, anything else as JSON. */
export const textOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);

export const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

export const listOf = (value: Json | undefined): readonly Json[] => (isList(value) ? value : []);

export function caseNames(filter = ''): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'expected.json')))
    .map((entry) => entry.name)
    .filter((name) => name.includes(filter))
    .toSorted();
}

export function readCase(name: string): ReferenceCase {
  const file = path.join(folder, name, 'project.topolith');
  const text = readFileSync(file, 'utf8');
  const expected = JSON.parse(readFileSync(path.join(folder, name, 'expected.json'), 'utf8')) as JsonObject;
  const scenarios = Object.keys(objectOf(expected['scenarios']));
  if (isObject(expected['oneStream'])) scenarios.push('one-stream');
  return { name, file, text, project: JSON.parse(text) as Project, expected, scenarios };
}
