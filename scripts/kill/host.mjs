// The built browser-mode host as a process of its own, and calls to it as the page makes them: printed address, cookie, POST.
import { spawn } from 'node:child_process';
import path from 'node:path';

const entry = path.join(import.meta.dirname, '../../out/main/browser.js');

/** @typedef {Awaited<ReturnType<typeof startHost>>} Host */

/** Starts the host on a data folder, and enters by the address that it prints. @param {string} data @param {string[]} files */
export async function startHost(data, files = []) {
  const env = { ...process.env, TOPOLITH_DATA: data };
  const child = spawn(process.execPath, [entry, '--no-open', ...files], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  /** @type {Promise<number | null>} */
  const exited = new Promise((resolve) => child.once('exit', resolve));
  /** @type {string} */
  const start = await new Promise((resolve, reject) => {
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (part) => {
      printed += part;
      const address = /http:\S+\/start\/\S+/.exec(printed);
      if (address) resolve(address[0]);
    });
    child.once('exit', () => reject(new Error(`the host ended early: ${printed}`)));
  });
  const { origin } = new URL(start);
  const entered = await fetch(start, { redirect: 'manual' });
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  const headers = { 'content-type': 'application/json', 'x-topolith': '1', origin, cookie };
  return {
    origin,
    /** `name=value`, the key to the calls. */
    cookie,
    /** The value of the answer; throws if the call failed. @param {string} name @param {unknown} request @returns {Promise<any>} */
    async call(name, request) {
      const response = await fetch(`${origin}/api/${name}`, { method: 'POST', headers, body: JSON.stringify(request) });
      /** @type {any} */
      const envelope = await response.json();
      if (!envelope.ok) throw new Error(`${name}: ${envelope.error.message}`);
      return envelope.value;
    },
    /** Resolves to the exit code. @param {NodeJS.Signals} signal */
    end(signal) {
      child.kill(signal);
      return exited;
    },
  };
}
