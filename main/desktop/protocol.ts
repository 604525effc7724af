// Serves the built page as app://topolith/. A scheme of our own carries headers and gives no access to other files, which file:// would.
import { protocol } from 'electron';
import { type PageFile, safetyHeaders } from '../services/page.ts';
import { pageAddress, scheme } from './policy.ts';

/** Must run before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function servePage(files: ReadonlyMap<string, PageFile>): void {
  protocol.handle(scheme, (request) => {
    const address = pageAddress(request.method, request.url);
    const file = address === null ? undefined : files.get(address);
    if (!file)
      return new Response('Not found.', { status: 404, headers: { ...safetyHeaders, 'content-type': 'text/plain' } });
    return new Response(new Uint8Array(file.read()), { headers: { ...safetyHeaders, 'content-type': file.type } });
  });
}
