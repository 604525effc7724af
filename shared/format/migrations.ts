/** The ordered list of steps that bring a project file of an older version up to this one. */
import { isRecord, type JsonRecord } from '../model/paths.ts';

export interface Migration {
  /** The version that comes out; the step takes files of the version before. Numbers rise from 2 without a gap. */
  readonly to: number;
  /** One sentence for the user: what changes. */
  readonly name: string;
  /** Record in, record out; pure. Lives in migrations/<three digits>-<name>.ts and is never edited once released. */
  readonly migrate: (file: JsonRecord) => JsonRecord;
}

/** Version 1 is the first: nothing to do yet. */
export const MIGRATIONS: readonly Migration[] = checkedMigrations([]);

/** The list itself, when its steps are numbered 2, 3, 4 ... @throws RangeError otherwise. */
export function checkedMigrations(list: readonly Migration[]): readonly Migration[] {
  list.forEach((migration, index) => {
    if (migration.to !== index + 2) throw new RangeError(`migration ${migration.to} stands where ${index + 2} belongs`);
  });
  return list;
}

export type MigrationResult =
  | { readonly ok: true; readonly record: JsonRecord; readonly applied: readonly number[] }
  | { readonly ok: false; readonly failedAt: number; readonly message: string };

/**
 * Runs the steps a file of `version` has not seen, in order, and sets its versions to the last one. A file of a newer
 * version passes through with its versions set to ours. A step that throws stops it: the file is refused whole.
 */
export function migrate(file: JsonRecord, version: number, list: readonly Migration[] = MIGRATIONS): MigrationResult {
  const latest = list.length + 1;
  const due = list.filter((migration) => migration.to > version);
  let record = file;
  for (const step of due) {
    try {
      record = step.migrate(record);
      if (!isRecord(record)) throw new TypeError('it gave back no record');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return {
        ok: false,
        failedAt: step.to,
        message: `The step to format ${step.to} (${step.name}) failed: ${reason}.`,
      };
    }
  }
  if (version !== latest) record = { ...record, formatVersion: latest, minReaderVersion: latest };
  return { ok: true, record, applied: due.map(({ to }) => to) };
}
