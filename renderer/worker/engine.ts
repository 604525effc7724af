// The window's side of the engine: asks for the visible variant first, the others after it, and drops answers to older questions.
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import type { FromEngine, ToEngine } from './messages.ts';

export interface EngineListener {
  answered(variant: string, result: VariantAnalysis, ms: number): void;
  failed(variant: string, message: string): void;
  finished(): void;
}

export class Engine {
  #worker: Worker;
  #listener: EngineListener;
  #request = 0;
  #design = 0;
  #waiting: string[] = [];
  #scenario: string | null = null;

  constructor(listener: EngineListener) {
    this.#listener = listener;
    this.#worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', (event: MessageEvent<FromEngine>) => this.#receive(event.data));
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#waiting = [];
      this.#listener.failed('', event.message || 'the engine could not be started');
      this.#listener.finished();
    });
  }

  setProject(project: Project): void {
    this.#design++;
    this.#send({ type: 'project', design: this.#design, project });
  }

  /** Asks for the variants in this order. Whatever was asked before is forgotten. */
  ask(variants: readonly string[], scenario: string | null): void {
    this.#request++;
    this.#waiting = [...variants];
    this.#scenario = scenario;
    this.#next();
  }

  #next(): void {
    const variant = this.#waiting[0];
    if (variant === undefined) this.#listener.finished();
    else
      this.#send({ type: 'analyse', request: this.#request, design: this.#design, variant, scenario: this.#scenario });
  }

  #receive(message: FromEngine): void {
    if (message.request !== this.#request) return;
    if (message.type === 'answer') this.#listener.answered(message.variant, message.result, message.ms);
    else this.#listener.failed(message.variant, message.message);
    this.#waiting.shift();
    this.#next();
  }

  #send(message: ToEngine): void {
    this.#worker.postMessage(message);
  }
}
