// Files that the command line, the file manager or a second start asked for, waiting until the page asks.

export interface StartFiles {
  push(path: string): void;
  next(): string | undefined;
}

/** `onWaiting` runs at each push, so that a host can tell a page that is already open. */
export function createStartFiles(onWaiting: () => void = () => {}): StartFiles {
  const waiting: string[] = [];
  return {
    push(path) {
      waiting.push(path);
      onWaiting();
    },
    next: () => waiting.shift(),
  };
}
