// Asks the system to show an address in the user's browser. Where there is none, nothing happens: the address is printed anyway.
import { spawn } from 'node:child_process';

export interface Opener {
  command: string;
  args: string[];
}

/** How to open an address on this system, or null if it has no screen. */
export function openerFor(
  url: string,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): Opener | null {
  if (platform === 'darwin') return { command: 'open', args: [url] };
  // The empty text is the window's title, which "start" takes from its first quoted argument.
  if (platform === 'win32') return { command: 'cmd', args: ['/c', 'start', '""', url] };
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? { command: 'xdg-open', args: [url] } : null;
}

export function openBrowser(url: string): void {
  const opener = openerFor(url, process.platform, process.env);
  if (!opener) return;
  const child = spawn(opener.command, opener.args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
