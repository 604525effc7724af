/** How a command ends: the exit codes, and the error that means "your input, not our fault". */

export const EXIT = { fine: 0, findings: 1, badInput: 2, internal: 3 } as const;

/** Something about the arguments or the file; its message is all a person needs. */
export class BadInput extends Error {
  /** Further lines: problems with their places. */
  readonly details: readonly string[];

  constructor(message: string, details: readonly string[] = []) {
    super(message);
    this.name = 'BadInput';
    this.details = details;
  }
}
