// Whether the window may close, without Electron: each answer to the question, and a page that saves, fails to, or dies meanwhile.
import { beforeEach, expect, test } from 'vitest';
import { type CloseAnswer, type Closing, createClosing } from '../../main/desktop/closing.ts';

const shop = { name: 'Shop', id: 'p1', fresh: false };
let closing: Closing;
let done: string[];
let answer: (answer: CloseAnswer) => void;
let refuse: (error: Error) => void;
/** Runs the timer, if one is set. */
let timer: (() => void) | null;

beforeEach(() => {
  done = [];
  timer = null;
  closing = createClosing({
    ask(name) {
      done.push(`ask ${name}`);
      return new Promise((resolve, reject) => {
        answer = resolve;
        refuse = reject;
      });
    },
    save: () => void done.push('save'),
    async discard({ id }) {
      done.push(`discard ${String(id)}`);
    },
    close: () => void done.push('close'),
    stay: () => void done.push('stay'),
    after(ms, then) {
      done.push(`wait ${ms / 1000} s`);
      timer = then;
      return () => (timer = null);
    },
  });
});

/** Lets what waits for the answer run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function ask(given: CloseAnswer): Promise<void> {
  closing.setUnsaved(shop);
  expect(closing.mayClose()).toBe(false);
  answer(given);
  await settled();
}

test('without unsaved changes it closes unasked', () => {
  expect([closing.mayClose(), done]).toEqual([true, []]);
  closing.setUnsaved(shop);
  closing.setUnsaved(null);
  expect([closing.mayClose(), done]).toEqual([true, []]);
});

test('there is one question at a time', async () => {
  closing.setUnsaved(shop);
  expect([closing.mayClose(), closing.mayClose()]).toEqual([false, false]);
  answer('cancel');
  await settled();
  expect([closing.mayClose(), done]).toEqual([false, ['ask Shop', 'stay', 'ask Shop']]);
});

test('"Do not save" drops what would come back, and then closes', async () => {
  await ask('discard');
  expect(done).toEqual(['ask Shop', 'discard p1', 'close']);
});

test('"Save" closes when the page has saved, and not while it still says otherwise', async () => {
  await ask('save');
  closing.setUnsaved(shop);
  expect(done).toEqual(['ask Shop', 'wait 30 s', 'save']);
  closing.setUnsaved(null);
  expect([done, timer]).toEqual([['ask Shop', 'wait 30 s', 'save', 'close'], null]);
});

test('a page that does not save in time keeps its window, also when it saves later', async () => {
  await ask('save');
  timer?.();
  closing.setUnsaved(null);
  expect(done).toEqual(['ask Shop', 'wait 30 s', 'save', 'stay']);
});

test('a second close while the page saves asks anew', async () => {
  await ask('save');
  expect(closing.mayClose()).toBe(false);
  answer('cancel');
  await settled();
  closing.setUnsaved(null);
  expect(done).toEqual(['ask Shop', 'wait 30 s', 'save', 'ask Shop', 'stay']);
});

test('a page that saved while the question stood open lets it close', async () => {
  closing.setUnsaved(shop);
  closing.mayClose();
  closing.setUnsaved(null);
  answer('cancel');
  await settled();
  expect(done).toEqual(['ask Shop', 'close']);
});

test('a page that died is not waited for, and closes nothing by being forgotten', async () => {
  await ask('save');
  closing.forget();
  expect([done, timer, closing.mayClose()]).toEqual([['ask Shop', 'wait 30 s', 'save'], null, true]);
});

test('a question that cannot be asked keeps the window', async () => {
  closing.setUnsaved(shop);
  closing.mayClose();
  refuse(new Error('no dialog'));
  await settled();
  expect(done).toEqual(['ask Shop', 'stay']);
});
