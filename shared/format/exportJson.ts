/** Results as JSON text: two spaces, keys in the engine's own order, one line break at the end. */

/** Throws RangeError on a number that JSON cannot hold, which would otherwise turn into null without a word. */
export function exportJson(result: object): string {
  const text = JSON.stringify(
    result,
    (key, value: unknown) => {
      if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${key} is not a finite number`);
      return value;
    },
    2,
  );
  return `${text}\n`;
}
