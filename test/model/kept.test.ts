/** What is worked out once for each object. */
import { expect, test } from 'vitest';
import { byId, keptBy } from '../../shared/model/kept.ts';

test('one object is asked about once, its equal again; nothing is an answer too', () => {
  const asked: object[] = [];
  const half = keptBy((of: { n: number }) => {
    asked.push(of);
    return of.n % 2 === 0 ? { n: of.n / 2 } : null;
  });
  const four = { n: 4 };
  const three = { n: 3 };
  expect(half(four)).toEqual({ n: 2 });
  expect(half(four)).toBe(half(four));
  expect(half({ n: 4 })).not.toBe(half(four));
  expect([half(three), half(three)]).toEqual([null, null]);
  expect(asked).toEqual([{ n: 4 }, { n: 4 }, { n: 3 }]);
});

test('the parts of a list by their ids', () => {
  const parts = [{ id: 'a' }, { id: 'b' }];
  expect(byId(parts).get('b')).toBe(parts[1]);
  expect(byId(parts).get('c')).toBeUndefined();
  expect(byId(parts)).toBe(byId(parts));
});
