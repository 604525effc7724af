// Chromium refuses schemes it was not built with, so app://host/x is shown to it as https://host.app.standin.localhost/x.
import { state } from './state.ts';

export const toChromium = (url: string): string =>
  url.replace(/^(\w+):\/\/([^/]+)/, (whole, scheme: string, host: string) =>
    state.schemes.has(scheme) ? `https://${host}.${scheme}.standin.localhost` : whole,
  );

export const fromChromium = (url: string): string =>
  url.replace(/^https:\/\/([^/]+?)\.(\w+)\.standin\.localhost/, '$2://$1');

export const isOurs = (url: string): boolean => /^https:\/\/[^/]+\.standin\.localhost(\/|$)/.test(url);
