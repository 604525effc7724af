// The desktop host's decisions as tables: what is allowed, and how each near miss is refused.
import { describe, expect, test } from 'vitest';
import {
  externalLinkAllowed,
  fileArguments,
  filesOfSecondStart,
  navigationAllowed,
  pageAddress,
  permissionAllowed,
  senderAllowed,
} from '../../main/desktop/policy.ts';

const addresses: [url: string, ours: boolean][] = [
  ['app://topolith/', true],
  ['app://topolith/index.html', true],
  ['app://topolith/#shop', true],
  ['app://topolith/?x=1', true],
  ['app://topolith/assets/index.js', false],
  ['app://topolith.evil/', false],
  ['app://eviltopolith/', false],
  ['app://user@topolith/', false],
  ['app://user:secret@topolith/', false],
  ['app://topolith:8080/', false],
  ['https://topolith/', false],
  ['file:///index.html', false],
  ['data:text/html,x', false],
  ['blob:app://topolith/1', false],
  ['javascript:alert(1)', false],
  ['about:blank', false],
  ['', false],
];

describe('navigation and callers', () => {
  test.each(addresses)('%s: %s', (url, ours) => {
    expect(navigationAllowed(url)).toBe(ours);
    expect(senderAllowed({ url, isMainFrame: true })).toBe(ours);
  });

  test('a subframe of our own page and a frame that is gone may not call', () => {
    expect(senderAllowed({ url: 'app://topolith/', isMainFrame: false })).toBe(false);
    expect(senderAllowed(null)).toBe(false);
  });
});

const links: [url: unknown, opened: boolean][] = [
  ['https://example.org/a?b#c', true],
  ['http://example.org/', false],
  ['https://user@example.org/', false],
  ['https://user:secret@example.org/', false],
  ['file:///etc/hostname', false],
  ['smb://server/share', false],
  ['\\\\server\\share', false],
  ['ms-msdt:/id', false],
  ['javascript:alert(1)', false],
  ['vbscript:x', false],
  ['mailto:a@example.org', false],
  ['https://example.org/\u0000', false],
  ['https://example.org/a b', false],
  [' https://example.org/', false],
  [`https://example.org/${'a'.repeat(3000)}`, false],
  ['https://', false],
  [42, false],
  [null, false],
];

test.each(links)('link %# (%s) is opened outside: %s', (url, opened) => {
  expect(externalLinkAllowed(url)).toBe(opened);
});

test('of all permissions only the sanitized clipboard is given', () => {
  const names = [
    'clipboard-read',
    'clipboard-sanitized-write',
    'display-capture',
    'fileSystem',
    'fullscreen',
    'geolocation',
    'hid',
    'idle-detection',
    'media',
    'mediaKeySystem',
    'midi',
    'midiSysex',
    'notifications',
    'openExternal',
    'pointerLock',
    'serial',
    'speaker-selection',
    'storage-access',
    'unknown',
    'usb',
    'window-management',
    'a name that Electron may add',
  ];
  expect(names.filter(permissionAllowed)).toEqual(['clipboard-sanitized-write']);
});

test.each([
  ['GET', 'app://topolith/', '/'],
  ['GET', 'app://topolith/assets/a.js?v=1', '/assets/a.js'],
  ['POST', 'app://topolith/', null],
  ['HEAD', 'app://topolith/', null],
  ['GET', 'app://other/', null],
  ['GET', 'https://topolith/', null],
  ['GET', 'not an address', null],
])('%s %s is the page file %s', (method, url, expected) => {
  expect(pageAddress(method, url)).toBe(expected);
});

test('files are found among the switches of Chromium and resolved against the right folder', () => {
  const args = ['/opt/app', '--flag=a.topolith', 'shop.topolith', '-x', '/b/Other.TOPOLITH', 'notes.txt', '.'];
  expect(fileArguments(args, '/home/ann')).toEqual(['/home/ann/shop.topolith', '/b/Other.TOPOLITH']);
});

test.each([
  [{ files: ['/a.topolith'] }, ['/a.topolith']],
  [{ files: ['a.topolith', 1, null, '/b.topolith'] }, ['/b.topolith']],
  [{ files: '/a.topolith' }, []],
  [null, []],
  ['/a.topolith', []],
])('a second start that sends %j opens %j', (data, expected) => {
  expect(filesOfSecondStart(data)).toEqual(expected);
});
