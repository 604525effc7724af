// The system's dialogs, each in front of the window where there is one.
import { BrowserWindow, dialog, type MessageBoxOptions } from 'electron';
import type { ExportKind } from '../../shared/contract/calls.ts';
import type { Suggestion } from '../services/exports.ts';
import type { CloseAnswer } from './closing.ts';

const kindNames: Readonly<Record<ExportKind, string>> = {
  png: 'PNG pictures',
  svg: 'SVG drawings',
  topolith: 'Topolith projects',
  md: 'Markdown texts',
  csv: 'CSV tables',
  html: 'HTML pages',
};

const filterFor = (kind: ExportKind) => [{ name: kindNames[kind], extensions: [kind] }];

const frontWindow = () => BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];

export async function chooseFile(): Promise<string | null> {
  const options: Electron.OpenDialogOptions = { properties: ['openFile'], filters: filterFor('topolith') };
  const window = frontWindow();
  const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
}

export async function chooseTarget({ fileName, extension }: Suggestion): Promise<string | null> {
  const options: Electron.SaveDialogOptions = {
    defaultPath: fileName,
    filters: filterFor(extension),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  };
  const window = frontWindow();
  const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}

async function ask(options: MessageBoxOptions): Promise<number> {
  const window = frontWindow();
  return (await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))).response;
}

export async function askUnsaved(name: string): Promise<CloseAnswer> {
  const answers = ['save', 'discard', 'cancel'] as const;
  const response = await ask({
    type: 'question',
    message: `Save the changes of "${name}"?`,
    detail: 'What is not saved is lost when the window closes.',
    buttons: ['Save', 'Do not save', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return answers[response] ?? 'cancel';
}

/** True: load the page again. */
export async function askReload(): Promise<boolean> {
  const response = await ask({
    type: 'error',
    message: 'The window stopped working.',
    detail: 'Everything saved is safe, and so are the last changes up to a few seconds ago.',
    buttons: ['Load again', 'Close'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
