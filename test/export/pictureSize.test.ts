// How large a picture may be, and which font files travel in it.
import { expect, it } from 'vitest';
import { covers } from '../../renderer/export/fonts.ts';
import { fits, largestScale, scaled, svgSize } from '../../renderer/export/pictureSize.ts';

it('reads the size of a drawing from its text', () => {
  expect(svgSize('<svg xmlns="x" width="904" height="300" viewBox="0 0 904 300"><rect width="1"/></svg>')).toEqual({
    width: 904,
    height: 300,
  });
});

it('offers the largest scale that a canvas holds', () => {
  expect(largestScale({ width: 1000, height: 800 })).toBe(4);
  expect(largestScale({ width: 6000, height: 800 })).toBe(2);
  expect(fits(scaled({ width: 6000, height: 800 }, 3))).toBe(false);
  const huge = { width: 40_000, height: 9000 };
  expect(largestScale(huge)).toBe(0.4);
  expect(fits(scaled(huge, largestScale(huge)))).toBe(true);
});

it('knows which letters a font file is for', () => {
  const signs = new Set(Array.from('Bestellung ü', (sign) => sign.codePointAt(0) ?? 0));
  expect(covers('U+0000-00FF, U+0131', signs)).toBe(true);
  expect(covers('U+0370-0377, U+037A-037F', signs)).toBe(false);
  expect(covers('U+4??', new Set([0x416]))).toBe(true);
});
