// Requests as no browser would send them: raw paths, foreign hosts, bodies that are announced and never come.
import { request } from 'node:http';

/** A GET with a raw path and Host, which fetch would tidy up. */
export function rawGet(baseUrl: string, rawPath: string, host?: string): Promise<{ status: number; body: string }> {
  const { port } = new URL(baseUrl);
  return new Promise((resolve, reject) => {
    const headers = host === undefined ? {} : { host };
    request({ host: '127.0.0.1', port, path: rawPath, headers }, (response) => {
      let body = '';
      response.on('data', (part: Buffer) => (body += part.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}

/** The status of the answer to a POST of which only the headers are sent. */
export function announcedStatus(url: string, headers: Record<string, string>): Promise<number | undefined> {
  const { host, origin } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers: { host, origin, ...headers } });
    sent.on('error', reject).on('response', (response) => {
      resolve(response.statusCode);
      sent.destroy();
    });
    sent.flushHeaders();
  });
}
