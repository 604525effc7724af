// The text of a drawing as an element.

/** Throws when the text is not well-formed. */
export function parseSvg(text: string): SVGSVGElement {
  const root: Element = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (!(root instanceof SVGSVGElement)) throw new Error('the drawing is not well-formed');
  return root;
}
