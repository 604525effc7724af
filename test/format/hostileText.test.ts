import { expect, test } from 'vitest';
import { csvCell, fileName, markdownCell, terminalLine, xmlAttribute, xmlText } from '../../shared/format/escape.ts';

const NASTY = `<b a="1" b='2'>&amp;\u0000\u001b[31m\ud800 x\ny</b>`;

test('XML', () => {
  expect(xmlText(NASTY)).toBe(`&lt;b a="1" b='2'&gt;&amp;amp;\ufffd\ufffd[31m\ufffd x\ny&lt;/b&gt;`);
  expect(xmlAttribute(NASTY)).toBe(
    '&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;\ufffd\ufffd[31m\ufffd x&#10;y&lt;/b&gt;',
  );
  expect(xmlText('smile 😀 ok')).toBe('smile 😀 ok');
});

test('CSV', () => {
  expect(['=1+1', '+1', '-1', '@x', '\tx', '\0x'].map(csvCell)).toEqual(["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\0x"]);
  expect([-1.5, 0, null, 'a,b', 'a"b', 'a\nb', '=a"b', ''].map(csvCell)).toEqual([
    '-1.5',
    '0',
    '',
    '"a,b"',
    '"a""b"',
    '"a\nb"',
    `"'=a""b"`,
    '',
  ]);
  expect(() => csvCell(NaN)).toThrow(RangeError);
});

test('Markdown', () => {
  expect(markdownCell('a|b *c* [x](javascript:1) `d`\n<img> # & \\')).toBe(
    'a\\|b \\*c\\* \\[x\\]\\(javascript:1\\) \\`d\\` &lt;img&gt; \\# &amp; \\\\',
  );
});

test('terminal', () => {
  expect(terminalLine('a\u001b]0;x\u0007b\r\nc\u202ed\u009b')).toBe('a]0;xb cd');
});

test('file names', () => {
  expect(
    ['../../etc/passwd', 'a<b>:c?', ' .x. ', 'CON', 'com1.txt', '', '...', 'Ähm 😀', '\0'].map((text) =>
      fileName(text),
    ),
  ).toEqual(['etc-passwd', 'a-b-c-', 'x', '_CON', '_com1.txt', 'project', 'project', 'Ähm 😀', 'project']);
  expect(fileName('y'.repeat(300))).toHaveLength(80);
});
