// The loopback server of browser mode: serves the built page and answers the calls of the contract, each behind the guard.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Envelope } from '../../shared/contract/answers.ts';
import { type Dispatch, failure } from '../services/dispatch.ts';
import { codeOf, messageOf } from '../services/errors.ts';
import type { Log } from '../services/log.ts';
import { type PageFile, safetyHeaders } from '../services/page.ts';
import { type Door, guardCall, guardPage, maxRequestBytes, sameText, type Verdict } from './guard.ts';

export interface ServerDeps {
  /** 0 lets the system choose a free one. */
  port: number;
  page: ReadonlyMap<string, PageFile>;
  dispatch: Dispatch;
  log: Log;
  /** Runs when the printed address is opened a second time, with a fresh one: whoever has the first is the user, in another browser. */
  onNewAddress?: (address: string) => void;
}

export interface RunningServer {
  /** `http://127.0.0.1:PORT/` */
  baseUrl: string;
  /** The address to open: works once, then the browser holds a cookie. */
  startUrl: string;
  close(): Promise<void>;
}

const address = '127.0.0.1';
const secret = () => randomBytes(32).toString('base64url');

export async function startServer(deps: ServerDeps): Promise<RunningServer> {
  const { page, dispatch, log } = deps;
  // Filled in once the port is known; no request can come before that.
  const door: Door = { host: '', cookieName: '', token: secret() };
  const start = { code: secret(), used: '' };
  const startUrl = () => `http://${door.host}/start/${start.code}`;

  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error('a request failed', error);
      if (!response.headersSent) sendText(response, 500, 'Topolith made a mistake; its log file has the details.');
      else response.destroy();
    });
  });
  server.maxConnections = 64;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // What is looked up is the raw path: nothing is decoded or resolved, so "/../x" is just an unknown name.
    const target = (request.url ?? '').split('?', 1)[0]!;
    if (target.startsWith('/api/')) return answerCall(target.slice('/api/'.length), request, response);
    const verdict = guardPage(request, door);
    if (!verdict.allow) return refusePage(verdict, request, response);
    if (target.startsWith('/start/')) return enter(target.slice('/start/'.length), request, response);
    const file = page.get(target);
    if (!file) return sendText(response, 404, 'Not found.');
    send(
      response,
      200,
      { 'content-type': file.type, 'cache-control': 'no-cache' },
      request.method === 'HEAD' ? '' : file.read(),
    );
  }

  async function answerCall(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const verdict = guardCall(request, door);
    if (!verdict.allow) return sendJson(response, verdict.status, failure(verdict.code, verdict.reason), true);
    const text = await readText(request);
    if (text === null) return sendJson(response, 413, failure('badRequest', 'The request is too large.'), true);
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      return sendJson(response, 400, failure('badRequest', 'The request is not JSON.'));
    }
    const envelope = await dispatch(name, body);
    sendJson(response, envelope.ok ? 200 : 400, envelope);
  }

  /** Swaps the one-time code for the cookie of this run. */
  function enter(code: string, request: IncomingMessage, response: ServerResponse): void {
    // A preview that only asks for headers must not use the code up.
    if (request.method === 'GET' && sameText(code, start.code)) {
      start.used = start.code;
      start.code = secret();
      const cookie = `${door.cookieName}=${door.token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=604800`;
      return send(response, 303, { location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' }, '');
    }
    if (start.used !== '' && sameText(code, start.used)) deps.onNewAddress?.(startUrl());
    sendText(response, 403, 'This address was used before. The terminal that runs Topolith shows a fresh one.');
  }

  const port = await listen(server, deps.port);
  door.host = `${address}:${port}`;
  // Cookies are shared by all ports of a host, so two runs need two names.
  door.cookieName = `topolith-${port}`;
  return {
    baseUrl: `http://${door.host}/`,
    get startUrl() {
      return startUrl();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const busy = codeOf(error) === 'EADDRINUSE';
      reject(new Error(busy ? `port ${port} is taken by another program` : `port ${port}: ${messageOf(error)}`));
    });
    // The number and not "localhost", which may also mean ::1 or whatever a hosts file says.
    server.listen(port, address, () => {
      const bound = server.address();
      resolve(bound !== null && typeof bound === 'object' ? bound.port : port);
    });
  });
}

/** The body as text, or null if it is longer than it said it would be. */
async function readText(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let total = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    total += part.length;
    if (total > maxRequestBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function refusePage(
  verdict: Extract<Verdict, { allow: false }>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  request.resume();
  sendText(response, verdict.status, verdict.reason);
}

function sendJson(response: ServerResponse, status: number, envelope: Envelope<unknown>, hangUp = false): void {
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  };
  // The rest of a refused body is not worth reading.
  if (hangUp) headers['connection'] = 'close';
  send(response, status, headers, JSON.stringify(envelope));
}

const sendText = (response: ServerResponse, status: number, text: string): void =>
  send(response, status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }, `${text}\n`);

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string | Buffer): void {
  response.writeHead(status, { ...safetyHeaders, ...headers });
  response.end(body);
}
