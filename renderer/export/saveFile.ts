// Hands a file to the user: the save dialog of the desktop, the downloads of the browser.
import type { ExportKind } from '../../shared/contract/calls.ts';
import { call, isDesktop } from '../api/client.ts';
import { base64Of } from './base64.ts';

/** `where` the file is, in words. */
export type Saved = { readonly ok: true; readonly where: string } | { readonly ok: false; readonly message: string };

/** `name` without the extension. Null when the user closed the dialog. */
export async function saveFile(name: string, kind: ExportKind, blob: Blob): Promise<Saved | null> {
  if (!isDesktop()) return download(`${name}.${kind}`, blob);
  const data = kind === 'png' ? await base64Of(blob) : await blob.text();
  const answer = await call('exportFile', { name, kind, data });
  if (!answer.ok) return { ok: false, message: answer.error.message };
  return answer.value && { ok: true, where: `Written to ${answer.value.path}` };
}

function download(fileName: string, blob: Blob): Saved {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return { ok: true, where: `${fileName} is in your downloads` };
}
