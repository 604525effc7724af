// What the host holds for the page until it asks: files to open, actions of the menu. The page may still be loading, or busy.

export interface Waiting<T> {
  push(item: T): void;
  next(): T | undefined;
}

/** Far more than anybody means; a page that never asks must not fill the memory. */
const most = 64;

/** `onWaiting` runs at each push, so that a host can tell a page that is already open. */
export function createWaiting<T>(onWaiting: () => void = () => {}): Waiting<T> {
  const waiting: T[] = [];
  return {
    push(item) {
      if (waiting.length >= most) return;
      waiting.push(item);
      onWaiting();
    },
    next: () => waiting.shift(),
  };
}
