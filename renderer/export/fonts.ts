// The page's own font as rules that travel inside a picture: an SVG that is loaded as an image cannot reach the fonts of its page.
import { base64Of } from './base64.ts';

/** Font rules for the letters of the text, each with its file inside. Letters that no rule of the page covers are left to the system. */
export async function fontRules(text: string): Promise<string> {
  const signs = new Set(Array.from(text, (sign) => sign.codePointAt(0) ?? 0));
  const wanted = facesOfPage().filter((face) => covers(face.range, signs));
  const rules = await Promise.all(
    wanted.map(
      async ({ family, weight, range, url }) =>
        `@font-face{font-family:${family};font-weight:${weight};unicode-range:${range};src:url(${await dataAddress(url)}) format('woff2')}`,
    ),
  );
  return rules.join('\n');
}

interface Face {
  readonly family: string;
  readonly weight: string;
  readonly range: string;
  readonly url: string;
}

function facesOfPage(): Face[] {
  return [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule): Face[] => {
      if (!(rule instanceof CSSFontFaceRule)) return [];
      const { style } = rule;
      const found = /url\(["']?([^"')]+)/.exec(style.getPropertyValue('src'))?.[1];
      if (found === undefined) return [];
      return [
        {
          family: style.getPropertyValue('font-family'),
          weight: style.getPropertyValue('font-weight') || '400',
          range: style.getPropertyValue('unicode-range') || 'U+0-10FFFF',
          url: new URL(found, sheet.href ?? document.baseURI).href,
        },
      ];
    }),
  );
}

/** Whether any of the signs lies in a range as CSS writes it: "U+0-FF, U+131". */
export function covers(range: string, signs: ReadonlySet<number>): boolean {
  const spans = range.split(',').map((part) => {
    const [first = '', last = first] = part.trim().replace(/^U\+/i, '').split('-');
    const low = Number.parseInt(first.replaceAll('?', '0'), 16);
    return [low, Number.parseInt(last.replaceAll('?', 'F'), 16)] as const;
  });
  return [...signs].some((sign) => spans.some(([low, high]) => sign >= low && sign <= high));
}

async function dataAddress(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the font ${url} cannot be read`);
  return `data:font/woff2;base64,${await base64Of(await answer.blob())}`;
}
