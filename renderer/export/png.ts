// A drawing as PNG: our own SVG with its font inside, drawn on a canvas.
import { fontRules } from './fonts.ts';
import { fits, scaled, svgSize } from './pictureSize.ts';
import { parseSvg } from './parseSvg.ts';

/** The picture at `scale` pixels for each unit of the drawing. Throws when it would be larger than a canvas can be. */
export async function pngOf(svg: string, scale: number): Promise<Blob> {
  const { width, height } = scaled(svgSize(svg), scale);
  if (!fits({ width, height })) throw new Error(`a picture of ${width} × ${height} pixels is too large`);
  const image = await imageOf(await withFonts(svg, { width, height }));
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('there is no room for a picture of this size');
  pen.drawImage(image, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (!blob) throw new Error('there is no room for a picture of this size');
  return blob;
}

async function withFonts(svg: string, size: { readonly width: number; readonly height: number }): Promise<string> {
  const root = parseSvg(svg);
  root.setAttribute('width', String(size.width));
  root.setAttribute('height', String(size.height));
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = await fontRules(root.textContent);
  root.prepend(style);
  return new XMLSerializer().serializeToString(root);
}

async function imageOf(svg: string): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}
