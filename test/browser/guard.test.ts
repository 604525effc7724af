// The loopback server's decisions as a table: one good request, and each single thing wrong with it.
import { describe, expect, test } from 'vitest';
import { cookie, type Door, guardCall, guardPage, maxRequestBytes, sameText } from '../../main/browser/guard.ts';

const door: Door = { host: '127.0.0.1:4321', cookieName: 'topolith-4321', token: 'secret-of-this-run' };

const good = {
  method: 'POST',
  headers: {
    host: '127.0.0.1:4321',
    origin: 'http://127.0.0.1:4321',
    'sec-fetch-site': 'same-origin',
    'x-topolith': '1',
    cookie: 'other=1; topolith-4321=secret-of-this-run',
    'content-type': 'application/json',
    'content-length': '2',
  } as Record<string, string | undefined>,
};

describe('a call', () => {
  test('is answered when everything fits, also without the optional header', () => {
    expect(guardCall(good, door)).toEqual({ allow: true });
    expect(guardCall({ ...good, headers: { ...good.headers, 'sec-fetch-site': undefined } }, door)).toEqual({
      allow: true,
    });
  });

  test.each<[header: string, value: string | undefined, status: number]>([
    ['host', 'evil.example:4321', 403],
    ['host', 'localhost:4321', 403],
    ['host', '127.0.0.1', 403],
    ['host', '127.0.0.1:4322', 403],
    ['host', '127.0.0.1:4321.evil.example', 403],
    ['host', undefined, 403],
    ['origin', 'http://evil.example', 403],
    ['origin', 'http://localhost:4321', 403],
    ['origin', 'https://127.0.0.1:4321', 403],
    ['origin', 'null', 403],
    ['origin', undefined, 403],
    ['sec-fetch-site', 'cross-site', 403],
    ['sec-fetch-site', 'same-site', 403],
    ['sec-fetch-site', 'none', 403],
    ['x-topolith', undefined, 403],
    ['x-topolith', '0', 403],
    ['cookie', undefined, 401],
    ['cookie', 'topolith-4321=', 401],
    ['cookie', 'topolith-4321=secret-of-this-ruN', 401],
    ['cookie', 'topolith-4322=secret-of-this-run', 401],
    ['cookie', 'topolith-4321=x; topolith-4321=secret-of-this-run', 401],
    ['content-type', 'text/plain', 415],
    ['content-type', 'application/json; charset=utf-16', 415],
    ['content-type', 'application/x-www-form-urlencoded', 415],
    ['content-type', undefined, 415],
    ['content-length', undefined, 411],
    ['content-length', '-1', 411],
    ['content-length', String(maxRequestBytes + 1), 413],
  ])('with %s = %s is refused with %i', (header, value, status) => {
    expect(guardCall({ ...good, headers: { ...good.headers, [header]: value } }, door)).toMatchObject({
      allow: false,
      status,
    });
  });

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('by %s is refused', (method) => {
    expect(guardCall({ ...good, method }, door)).toMatchObject({ allow: false, status: 405 });
  });
});

describe('the page', () => {
  test.each<[method: string, host: string, status: number | null]>([
    ['GET', '127.0.0.1:4321', null],
    ['HEAD', '127.0.0.1:4321', null],
    ['POST', '127.0.0.1:4321', 405],
    ['OPTIONS', '127.0.0.1:4321', 405],
    ['GET', 'localhost:4321', 403],
    ['GET', 'rebound.example:4321', 403],
  ])('%s for %s: %s', (method, host, status) => {
    const verdict = guardPage({ method, headers: { host } }, door);
    expect(verdict).toMatchObject(status === null ? { allow: true } : { allow: false, status });
  });
});

test.each([
  ['a=1; b=2', 'b', '2'],
  ['bb=1', 'b', ''],
  ['b=1=2', 'b', '1=2'],
  [undefined, 'b', ''],
])('cookie of %s named %s is "%s"', (header, name, value) => {
  expect(cookie(header, name)).toBe(value);
});

test.each([
  ['a', 'a', true],
  ['a', 'b', false],
  ['a', 'aa', false],
  ['é', 'e', false],
])('%s and %s are the same: %s', (a, b, same) => {
  expect(sameText(a, b)).toBe(same);
});
