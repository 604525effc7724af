/** The only escapers: text of a project on its way into XML, CSV, Markdown, a terminal or a file name. */

/** What XML 1.0 cannot hold even when escaped, and control characters that it advises against. */
const NOT_XML = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

/** Text between tags. What XML cannot hold becomes U+FFFD. */
export function xmlText(text: string): string {
  return text.replace(NOT_XML, '\ufffd').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A value between double quotes; line breaks and tabs survive. */
export function xmlAttribute(text: string): string {
  return xmlText(text)
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/**
 * One cell of RFC 4180. Numbers stay numbers; text that a spreadsheet would run as a formula gets a leading
 * apostrophe. Throws RangeError on NaN and Infinity.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`);
    return String(value);
  }
  const harmless = /^[=+\-@\t\r\n\0＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One cell of a Markdown table: no markup, no line break, no HTML. */
export function markdownCell(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+!|~$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ');
}

/** One line for a terminal: control characters (escape sequences start with one) and bidi overrides are dropped. */
export function terminalLine(text: string): string {
  return text.replace(/[\t\n\r]+/g, ' ').replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '');
}

const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A file name safe on Windows, macOS and Linux, at most 80 characters; `fallback` when nothing is left. */
export function fileName(text: string, fallback = 'project'): string {
  const cleaned = terminalLine(text.replace(/\p{Cs}/gu, ''))
    .replace(/[\\/:*?"<>|]+/g, '-')
    .replace(/\s+/g, ' ');
  const short = Array.from(cleaned)
    .slice(0, 80)
    .join('')
    .replace(/^[\s.-]+|[\s.]+$/g, '');
  if (short === '') return fallback;
  return RESERVED_ON_WINDOWS.test(short) ? `_${short}` : short;
}
