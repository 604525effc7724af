// Runs in the page before its own code, as text: gives the real preload what a sandboxed preload has, and nothing more.

/** The name of the binding that carries messages to the stand-in; the page never sees it. */
export const bindingName = '__standin';

/** The init script: the host function around the preload's source. */
export const initScript = (preload: string): string =>
  `(${preloadHost.toString()})(${JSON.stringify(bindingName)}, function (require, module, exports, process) {${preload}\n});`;

type Send = (kind: 'invoke' | 'open', name: string, args: unknown[]) => Promise<{ value?: unknown; error?: string }>;
type Listener = (event: object, ...args: unknown[]) => void;
type RunPreload = (require: (name: string) => unknown, module: object, exports: object, process: object) => void;

/** Serialised by toString(), so it may use nothing from outside itself. */
function preloadHost(binding: string, runPreload: RunPreload): void {
  const send = Reflect.get(window, binding) as Send;
  Reflect.deleteProperty(window, binding);
  const listeners = new Map<string, Listener[]>();
  Object.defineProperty(window, Symbol.for('standin'), {
    value: { emit: (name: string) => [...(listeners.get(name) ?? [])].forEach((listener) => listener({})) },
  });

  const ipcRenderer = {
    async invoke(name: string, ...args: unknown[]): Promise<unknown> {
      const answer = await send('invoke', name, structuredClone(args));
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.value;
    },
    on(name: string, listener: Listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
      return ipcRenderer;
    },
    removeListener(name: string, listener: Listener) {
      listeners.set(
        name,
        (listeners.get(name) ?? []).filter((other) => other !== listener),
      );
      return ipcRenderer;
    },
  };

  // Functions become proxies, everything else a frozen copy without its prototype.
  const bridged = (value: unknown): unknown => {
    if (typeof value === 'function') {
      return (...args: unknown[]) => {
        const result: unknown = value(...args.map(bridged));
        return result instanceof Promise ? result.then(bridged) : bridged(result);
      };
    }
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(bridged);
    if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bridged(inner)])));
  };
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      if (key in window)
        throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`);
      Object.defineProperty(window, key, { value: bridged(api), enumerable: true });
    },
  };

  window.open = (url) => {
    void send('open', new URL(String(url ?? ''), location.href).href, []);
    return null;
  };
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name} (sandboxed preload)`);
  };
  runPreload(
    require,
    { exports: {} },
    {},
    { platform: 'linux', type: 'renderer', sandboxed: true, versions: {}, env: {} },
  );
}
