/** A project file, read and written: text -> JSON -> head -> migrations -> shape -> integrity -> project, whole or not at all. */
import { checkIntegrity } from '../model/integrity.ts';
import { LIMITS } from '../model/limits.ts';
import { checkShape } from '../model/schema.ts';
import type { Problem, Project } from '../model/types.ts';
import { canonicalText } from './canonical.ts';
import { readEnvelope } from './envelope.ts';
import { parseJson } from './jsonText.ts';
import { migrate } from './migrations.ts';

export type ReadCode = 'empty' | 'not-json' | 'truncated' | 'other-app' | 'newer' | 'invalid' | 'too-large';

export type ReadResult =
  | { readonly ok: true; readonly project: Project }
  | {
      readonly ok: false;
      readonly code: ReadCode;
      /** One sentence for the user that names the place. */
      readonly message: string;
      /** Everything found in the stage that failed; at least one. */
      readonly problems: readonly Problem[];
    };

type Failure = Extract<ReadResult, { ok: false }>;

/** Reads the text of a file. Never throws, changes nothing, and gives back a project only when all of it is sound. */
export function readProject(text: string): ReadResult {
  if (text.length > LIMITS.fileCharacters) {
    return failure('too-large', `The file has ${text.length} characters; at most ${LIMITS.fileCharacters} are read.`);
  }
  const json = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (json.trim() === '') return failure('empty', 'The file is empty.');
  const parsed = parse(json);
  if ('code' in parsed) return parsed;
  const envelope = readEnvelope(parsed.value);
  if (!envelope.ok) return failure(envelope.code, envelope.message, envelope.path);
  const migrated = migrate(envelope.record, envelope.version);
  if (!migrated.ok) return failure('invalid', migrated.message, 'formatVersion');
  const { project, problems } = checkShape(migrated.record);
  if (project === null) return invalid(problems);
  const dangling = checkIntegrity(project);
  return dangling.length > 0 ? invalid(dangling) : { ok: true, project };
}

/** The canonical text of a project. @throws RangeError or TypeError when a value cannot be written, see `canonicalText`. */
export function writeProject(project: Project): string {
  return canonicalText(project);
}

function parse(json: string): { readonly value: unknown } | Failure {
  const parsed = parseJson(json, LIMITS.nesting);
  if (parsed.ok) return parsed;
  const { kind, message, line, column } = parsed.fault;
  const place = `line ${line}, column ${column}`;
  switch (kind) {
    case 'not-json':
      return failure('not-json', `This is not JSON: ${message} at ${place}.`, place);
    case 'truncated':
      return failure('truncated', `The file is cut off: ${message}, at ${place}.`, place);
    case 'refused':
      return failure('invalid', `The file cannot be read: ${message}, at ${place}.`, place);
  }
}

function failure(code: ReadCode, message: string, path = ''): Failure {
  return { ok: false, code, message, problems: [{ path, message }] };
}

function invalid(problems: readonly Problem[]): Failure {
  const [first] = problems;
  const others = problems.length - 1;
  const more = others === 0 ? '' : ` (and ${others} more ${others === 1 ? 'problem' : 'problems'})`;
  const place = first === undefined || first.path === '' ? 'The project' : first.path;
  return { ok: false, code: 'invalid', message: `${place}: ${first?.message ?? 'is not valid'}${more}.`, problems };
}
