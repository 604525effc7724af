// Who may use the loopback server: pure decisions over the plain values of a request. Any page that the user visits can send requests to 127.0.0.1.
import { timingSafeEqual } from 'node:crypto';
import type { ErrorCode } from '../../shared/contract/answers.ts';

/** The largest request carries a project of 32 MiB, which JSON may double (each quote and line end becomes two characters), and little else. */
export const maxRequestBytes = (2 * 32 + 1) * 1024 * 1024;

export interface RequestFacts {
  method?: string | undefined;
  /** Raw header values, in Node's lower-case spelling. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Door {
  /** `127.0.0.1:PORT`, the only accepted Host. */
  host: string;
  cookieName: string;
  /** The secret of this run that the cookie must carry. */
  token: string;
}

export type Verdict = { allow: true } | { allow: false; status: number; code: ErrorCode; reason: string };

const deny = (status: number, code: ErrorCode, reason: string): Verdict => ({ allow: false, status, code, reason });
const allow: Verdict = { allow: true };

/** Every request: the Host must be our address to the letter, or another name was re-pointed at us (DNS rebinding). */
export function guardHost({ headers }: RequestFacts, door: Door): Verdict {
  if (headers['host'] === door.host) return allow;
  return deny(403, 'unauthorised', `Only http://${door.host} is served.`);
}

/** The page itself holds no data, so it needs no cookie; it is read only. */
export function guardPage(request: RequestFacts, door: Door): Verdict {
  const host = guardHost(request, door);
  if (!host.allow) return host;
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return deny(405, 'badRequest', 'The page is read with GET.');
  return allow;
}

/** A call must come from our own page: same origin, a header that a form cannot send, and the cookie of this run. */
export function guardCall(request: RequestFacts, door: Door): Verdict {
  const host = guardHost(request, door);
  if (!host.allow) return host;
  const { headers } = request;
  if (request.method !== 'POST') return deny(405, 'badRequest', 'A call is a POST.');
  if (headers['origin'] !== `http://${door.host}`) return deny(403, 'unauthorised', 'The call is from another origin.');
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return deny(403, 'unauthorised', 'The call is from another site.');
  if (headers['x-topolith'] !== '1') return deny(403, 'unauthorised', 'The header x-topolith is missing.');
  if (!sameText(cookie(headers['cookie'], door.cookieName), door.token)) {
    return deny(401, 'unauthorised', 'Open the address that Topolith printed in its terminal.');
  }
  if (headers['content-type'] !== 'application/json') return deny(415, 'badRequest', 'A call is application/json.');
  const length = headers['content-length'];
  if (typeof length !== 'string' || !/^\d{1,15}$/.test(length))
    return deny(411, 'badRequest', 'The length is missing.');
  if (Number(length) > maxRequestBytes) return deny(413, 'badRequest', 'The request is too large.');
  return allow;
}

/** The value of one cookie, or an empty string. A name that is sent twice is not trusted. */
export function cookie(header: string | string[] | undefined, name: string): string {
  if (typeof header !== 'string') return '';
  const found = header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`));
  return found.length === 1 ? found[0]!.slice(name.length + 1) : '';
}

/** Compares secrets without telling by the time taken how much of them fits. */
export function sameText(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
