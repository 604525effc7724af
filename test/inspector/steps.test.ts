// Edits of the steps of an operation keep each group in a row and each quorum possible.
import { describe, expect, test } from 'vitest';
import { grouped, joined, moved, removed, together } from '../../renderer/inspector/component/steps.ts';
import { shareOut } from '../../renderer/inspector/component/shareOut.ts';
import type { Step } from '../../shared/model/types.ts';

const plain: readonly Step[] = [{ link: 'a' }, { link: 'b' }, { link: 'c' }, { link: 'd' }];
/** "a b=1 c=1": link and group of each step. */
const words = (steps: readonly Step[]): string =>
  steps.map(({ link, group }) => link + (group ? `=${group.id}` : '')).join(' ');

describe('groups', () => {
  const pair = together(plain, 1, true);
  test('start with two steps all at once', () => {
    expect(words(pair)).toBe('a=group-1 b=group-1 c d');
    expect(pair[0]?.group?.kind).toBe('parallel');
    expect(joined(pair, 1)).toBe(true);
    expect(joined(pair, 0)).toBe(false);
  });
  const three = together(pair, 2, true);
  test('grow and split', () => {
    expect(words(three)).toBe('a=group-1 b=group-1 c=group-1 d');
    expect(words(together(three, 1, false))).toBe('a=group-1 b=group-2 c=group-2 d');
    expect(words(together(three, 2, false))).toBe('a=group-1 b=group-1 c d');
  });
  test('change kind as a whole', () => {
    const quorum = grouped(three, 1, 'quorum');
    expect(quorum.map(({ group }) => group?.need)).toEqual([1, 1, 1, undefined]);
    expect(words(grouped(quorum, 0, null))).toBe('a b c d');
    expect(grouped(quorum, 2, 'choice').map(({ group }) => group?.need)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
  test('of one step run its repeats', () => {
    expect(words(grouped(plain, 2, 'parallel'))).toBe('a b c=group-1 d');
  });
  test('torn apart become two', () => {
    expect(words(moved(three, 3, -1))).toBe('a=group-1 b=group-1 d c=group-2');
  });
  test('a quorum asks for no more than is left', () => {
    const all = grouped(three, 0, 'quorum').map((step): Step =>
      step.group ? { ...step, group: { ...step.group, need: 3 } } : step,
    );
    expect(removed(all, 0).map(({ group }) => group?.need)).toEqual([2, 2, undefined]);
  });
});

describe('shares', () => {
  const places = ['x', 'y', 'z'].map((deployable) => ({ component: 'c', deployable }));
  test('add up to 1', () => {
    expect(shareOut(places, 0, 0.5)).toEqual([
      { deployable: 'x', share: 0.5 },
      { deployable: 'y', share: 0.25 },
      { deployable: 'z', share: 0.25 },
    ]);
    const full = places.map((one, index) => ({ ...one, share: index === 0 ? 1 : 0 }));
    expect(shareOut(full, 0, 0.4).map(({ share }) => share)).toEqual([0.4, 0.3, 0.3]);
  });
  test('go all together', () => {
    expect(shareOut(places, 1, null)).toEqual([{ deployable: 'x' }, { deployable: 'y' }, { deployable: 'z' }]);
  });
});
