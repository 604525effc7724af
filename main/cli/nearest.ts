/** Finds what somebody may have meant. */

/** Leaving something out is the most common slip, so a letter that is missing costs less than one that is wrong. */
const MISSING = 0.2;

/** Longer than any path that could have been meant. */
const MOST_TYPED = 300;

/** Of `words` the few that are cheapest to reach from `typed`, the nearest first. */
export function nearest(typed: string, words: readonly string[], most: number): string[] {
  return words
    .map((word) => ({ word, far: distance(typed.slice(0, MOST_TYPED), word) }))
    .toSorted((a, b) => a.far - b.far || (a.word < b.word ? -1 : 1))
    .slice(0, most)
    .map(({ word }) => word);
}

/** Edit distance of Levenshtein, with insertions at a lower price. */
function distance(typed: string, word: string): number {
  let row = Array.from({ length: word.length + 1 }, (_, at) => at * MISSING);
  for (let i = 1; i <= typed.length; i++) {
    const next = [i];
    for (let j = 1; j <= word.length; j++) {
      const same = typed[i - 1] === word[j - 1] ? 0 : 1;
      next.push(Math.min(row[j - 1]! + same, row[j]! + 1, next[j - 1]! + MISSING));
    }
    row = next;
  }
  return row[word.length]!;
}
