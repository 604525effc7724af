// Registers one Electron channel for each call of the contract. The sender is checked here, once for all; the request in dispatch.
import { ipcMain } from 'electron';
import { callNames, channelOf } from '../../shared/contract/names.ts';
import { type Dispatch, failure } from '../services/dispatch.ts';
import { senderAllowed } from './policy.ts';

export function registerCalls(dispatch: Dispatch): void {
  for (const name of callNames) {
    ipcMain.handle(channelOf(name), (event, request: unknown) => {
      const frame = event.senderFrame;
      // A main frame is the one without a parent.
      const sender = frame === null ? null : { url: frame.url, isMainFrame: frame.parent === null };
      if (!senderAllowed(sender)) return failure('unauthorised', 'Only the page of Topolith may call its host.');
      return dispatch(name, request);
    });
  }
}
