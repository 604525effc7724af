// The arguments of browser mode and the way an address is handed to the system.
import { expect, test } from 'vitest';
import { openerFor } from '../../main/browser/openBrowser.ts';
import { browserOptions } from '../../main/browser/options.ts';

test.each([
  [[], { port: 0, open: true, file: undefined }],
  [['--port', '8080', '--no-open'], { port: 8080, open: false, file: undefined }],
  [['--', '-odd.topolith'], { port: 0, open: true, file: '-odd.topolith' }],
  [['a.topolith', '--port=1'], { port: 1, open: true, file: 'a.topolith' }],
])('%j', (args, expected) => {
  expect(browserOptions(args)).toEqual(expected);
});

test.each([
  [['--port', 'x'], /--port must be a number/],
  [['--port', '65536'], /--port must be a number/],
  [['--port', '-1'], /./],
  [['--host', '0.0.0.0'], /Unknown option/],
  [['a', 'b'], /only one file/],
])('%j is refused', (args, message) => {
  expect(() => browserOptions(args)).toThrow(message);
});

test.each([
  ['linux', {}, null],
  ['linux', { DISPLAY: ':0' }, { command: 'xdg-open', args: ['http://x/'] }],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, { command: 'xdg-open', args: ['http://x/'] }],
  ['darwin', {}, { command: 'open', args: ['http://x/'] }],
  ['win32', {}, { command: 'cmd', args: ['/c', 'start', '""', 'http://x/'] }],
] as const)('%s with %j opens by %j', (platform, env, expected) => {
  expect(openerFor('http://x/', platform, env)).toEqual(expected);
});
