// Runs in the sandboxed window before the page: hands it two functions for the names of the contract, and nothing of Electron.
import { contextBridge, ipcRenderer } from 'electron';
import { callNames, channelOf, eventNames, type HostBridge } from '../../shared/contract/names.ts';

const bridge: HostBridge = {
  call(name, request) {
    if (!callNames.includes(name)) return Promise.reject(new Error('There is no such call.'));
    return ipcRenderer.invoke(channelOf(name), request);
  },
  on(name, listener) {
    if (!eventNames.includes(name)) throw new Error('There is no such event.');
    // Electron's event object stays here: it would give the page more than the news.
    const forward = () => listener();
    ipcRenderer.on(channelOf(name), forward);
    return () => {
      ipcRenderer.removeListener(channelOf(name), forward);
    };
  },
};

contextBridge.exposeInMainWorld('topolith', bridge);
