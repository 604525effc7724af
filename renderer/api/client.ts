// The page's side of the calls to its host: the desktop's bridge where there is one, else POST to the loopback server.
import type { Envelope } from '../../shared/contract/answers.ts';
import type { Answer, Request } from '../../shared/contract/calls.ts';
import type { CallName, EventName, HostBridge } from '../../shared/contract/names.ts';

declare global {
  interface Window {
    readonly topolith?: HostBridge;
  }
}

export const isDesktop = (): boolean => window.topolith !== undefined;

/** Calls the host. Never rejects: a host that is gone is an answer too. */
export async function call<N extends CallName>(name: N, request: Request<N>): Promise<Envelope<Answer<N>>> {
  try {
    // Both hosts check what they send against the same table, so the envelope is taken at its word here.
    return (await (window.topolith ? window.topolith.call(name, request) : post(name, request))) as Envelope<Answer<N>>;
  } catch {
    return {
      ok: false,
      error: {
        code: 'hostGone',
        message: 'Topolith does not answer. It may have been closed; start it again and reload this page.',
      },
    };
  }
}

/** What a browser sends on after its page is gone: 64 KiB, with room for characters of several bytes. */
const KEEPALIVE_CHARACTERS = 20_000;

async function post(name: CallName, request: unknown): Promise<unknown> {
  const body = JSON.stringify(request);
  const response = await fetch(`api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-topolith': '1' },
    body,
    // The last recovery copy is often written while the page closes.
    keepalive: name === 'keepRecovery' && body.length < KEEPALIVE_CHARACTERS,
  });
  return response.json();
}

/** Listens to the host; does nothing in browser mode, which has no events yet. */
export function onHost(name: EventName, listener: () => void): () => void {
  return window.topolith?.on(name, listener) ?? (() => undefined);
}
