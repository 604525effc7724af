// How often a page keeps unsaved edits, so that at most five seconds of work are lost when anything dies: the call itself takes time too.

/** From the last edit to its copy. */
export const recoverAfterMs = 1000;
/** The longest that an edit waits for its copy while more edits follow. */
export const recoverWithinMs = 4000;
