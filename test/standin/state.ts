// What the stand-in records and what a test may steer: the one place that both sides look at.
import type { StandInWindow } from './window.ts';

export interface Frame {
  url: string;
  parent: Frame | null;
}

export interface InvokeEvent {
  sender: unknown;
  senderFrame: Frame | null;
}

export type InvokeHandler = (event: InvokeEvent, ...args: unknown[]) => unknown;
export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

export interface MenuItem {
  id?: string;
  label?: string;
  role?: string;
  type?: string;
  accelerator?: string;
  registerAccelerator?: boolean;
  click?: () => void;
  submenu?: MenuItem[];
}

/** Answers to the next file dialogs; without one a dialog counts as closed. */
export interface DialogAnswer {
  canceled: boolean;
  filePaths: string[];
}
export interface SaveAnswer {
  canceled: boolean;
  filePath: string;
}

export const state = {
  ready: false,
  /** Every call of a modelled function that has an effect outside. */
  calls: [] as { api: string; args: unknown[] }[],
  windows: [] as StandInWindow[],
  handlers: new Map<string, InvokeHandler>(),
  schemes: new Map<string, ProtocolHandler>(),
  dialogAnswers: [] as DialogAnswer[],
  saveAnswers: [] as SaveAnswer[],
  /** Buttons for the next questions, counted from 0; without one a question counts as closed (its cancelId). */
  questionAnswers: [] as number[],
  /** Set by the application object: the last window has closed. */
  onAllClosed: () => {},
  menu: null as MenuItem[] | null,
  permissionRequest: null as ((contents: unknown, name: string, callback: (granted: boolean) => void) => void) | null,
  permissionCheck: null as ((contents: unknown, name: string) => boolean) | null,
  /** Requests of the page that were for neither the application's scheme nor allowed to leave. */
  refusedRequests: [] as string[],
};

export function record(api: string, ...args: unknown[]): void {
  state.calls.push({ api, args });
}

export const callsOf = (api: string): unknown[][] =>
  state.calls.filter((call) => call.api === api).map((call) => call.args);
