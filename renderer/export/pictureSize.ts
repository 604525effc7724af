// How large a picture gets, and how large a canvas may be.

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const SCALES = [1, 2, 3, 4] as const;

/** What a canvas of Chromium holds: beyond it there is no picture, only an empty one. */
export const MOST = { side: 16_384, pixels: 16_384 * 16_384 };

/** The size of a drawing as its own text gives it. */
export function svgSize(svg: string): Size {
  const found = /^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg);
  return { width: Number(found?.[1] ?? 0), height: Number(found?.[2] ?? 0) };
}

export const scaled = ({ width, height }: Size, scale: number): Size => ({
  width: Math.round(width * scale),
  height: Math.round(height * scale),
});

export const fits = ({ width, height }: Size): boolean =>
  width <= MOST.side && height <= MOST.side && width * height <= MOST.pixels;

/** The largest whole scale that fits; a part of one, in hundredths, where not even the drawing itself does. */
export function largestScale(size: Size): number {
  const whole = SCALES.findLast((scale) => fits(scaled(size, scale)));
  if (whole !== undefined) return whole;
  const share = Math.min(
    MOST.side / size.width,
    MOST.side / size.height,
    Math.sqrt(MOST.pixels / (size.width * size.height)),
  );
  return Math.floor(share * 100) / 100;
}
