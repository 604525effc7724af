// The window's side of one worker with the engine: asks one question after another, and drops answers to older ones.
import type { Change } from '../../shared/model/diff.ts';
import type { Project } from '../../shared/model/types.ts';
import type { Answer, FromEngine, Question, ToEngine } from './messages.ts';
import { Unpacker } from './unpacker.ts';

export interface EngineListener {
  /** What is as it was in the last answer of this part for this variant is the same object. Not to be changed. */
  answered(variant: string, answer: Answer, ms: number): void;
  failed(message: string): void;
  /** How much of the current answer is there, and after how long. */
  progressed?(variant: string, share: number, ms: number): void;
  /** Nothing is left to answer. */
  finished(): void;
}

/** As much of a worker as is needed. */
export type EngineWorker = Pick<Worker, 'postMessage' | 'addEventListener'>;

export class Engine {
  #worker: EngineWorker;
  #listener: EngineListener;
  #unpacker = new Unpacker();
  #request = 0;
  #waiting: readonly Question[] = [];
  #held: MessageEvent<FromEngine>[] | null = null;

  constructor(
    listener: EngineListener,
    worker: EngineWorker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' }),
  ) {
    this.#listener = listener;
    this.#worker = worker;
    worker.addEventListener('message', (event) => {
      const message = event as MessageEvent<FromEngine>;
      if (this.#held) this.#held.push(message);
      else this.#receive(message.data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#waiting = [];
      listener.failed(event.message || 'the engine could not be started');
      listener.finished();
    });
  }

  /** A new design. Whatever was asked before is forgotten. */
  open(project: Project): void {
    this.#forget();
    this.#send({ type: 'open', project });
  }

  /** The same design after an edit. Whatever was asked before is forgotten. */
  change(changes: readonly Change[]): void {
    this.#forget();
    this.#send({ type: 'change', changes });
  }

  /** Asks in this order. Whatever was asked before is forgotten. */
  ask(questions: readonly Question[]): void {
    this.#forget();
    this.#waiting = questions;
    this.#next();
  }

  stop(): void {
    this.#forget();
    this.#send({ type: 'stop' });
  }

  /** Answers wait unread: to read a big one takes longer than a frame. */
  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const message of held) this.#receive(message.data);
  }

  #forget(): void {
    this.#request++;
    this.#waiting = [];
  }

  #next(): void {
    const [question] = this.#waiting;
    if (question) this.#send({ type: 'ask', request: this.#request, question });
    else this.#listener.finished();
  }

  #receive(message: FromEngine): void {
    // One that comes too late is read too: the next one says only what is new since.
    const answer = message.type === 'answer' ? (this.#unpacker.unpack(message.packed) as Answer) : null;
    if (message.request !== this.#request) return;
    if (message.type === 'progress') {
      this.#listener.progressed?.(message.variant, message.share, message.ms);
      return;
    }
    this.#waiting = this.#waiting.slice(1);
    if (answer) this.#listener.answered(message.variant, answer, message.ms);
    else if (message.type === 'fault') this.#listener.failed(message.message);
    this.#next();
  }

  #send(message: ToEngine): void {
    this.#worker.postMessage(message);
  }
}
