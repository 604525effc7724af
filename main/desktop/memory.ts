/** How JavaScript keeps its memory in the app's windows. */

/**
 * Flags of V8. An answer of the engine is some megabytes of objects that are gone with the next edit: 8 MiB for the youngest is
 * enough, and what Chromium would allow more would only stand filled with what is no longer used. What survived once is no
 * reason to make its like old from the start (docs/decisions/0008-edits.md, test/bench/goals.ts).
 */
export const V8_FLAGS = ['--max-semi-space-size=8', '--no-allocation-site-pretenuring'] as const;
