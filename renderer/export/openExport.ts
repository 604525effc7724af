// Opens the export dialog; the format chosen last is offered again.
import { create } from 'zustand';
import { set } from '../state/store.ts';
import type { Format } from './formats.ts';

export const useFormat = create<{ readonly format: Format }>(() => ({ format: 'png' }));

export function openExport(format: Format): void {
  useFormat.setState({ format });
  set({ dialog: 'export' });
}
