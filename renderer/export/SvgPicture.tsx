// A drawing exactly as it leaves the window, with the fonts of the page.
import { useLayoutEffect, useRef } from 'react';
import { parseSvg } from './parseSvg.ts';

interface SvgPictureProps {
  readonly svg: string;
  readonly label: string;
  /** Parts that stand out, by what they are and their id. */
  readonly marked?: readonly (readonly [part: 'deployable' | 'link', id: string])[];
}

export function SvgPicture({ svg, label, marked = [] }: SvgPictureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const marks = JSON.stringify(marked);
  useLayoutEffect(() => {
    const picture = parseSvg(svg);
    picture.removeAttribute('width');
    picture.removeAttribute('height');
    picture.setAttribute('aria-label', label);
    for (const [part, id] of JSON.parse(marks) as NonNullable<SvgPictureProps['marked']>) {
      for (const one of picture.querySelectorAll(`[data-${part}="${CSS.escape(id)}"]`)) one.classList.add('stands-out');
    }
    frame.current?.replaceChildren(picture);
  }, [svg, label, marks]);
  return <div ref={frame} className="svg-picture" />;
}
