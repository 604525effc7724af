// Makes the stand-in honest: what it does not model fails loudly, and what Electron would copy between processes is copied.
import v8 from 'node:v8';

/** Throws at any member that the target does not have, so that a new Electron call in main fails a test instead of giving undefined. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key): unknown {
      // "then" is asked by every await; symbols by the runtime itself.
      if (!(key in object) && typeof key !== 'symbol' && key !== 'then') {
        throw new Error(`electron stand-in: ${name}.${key} is not modelled`);
      }
      const value: unknown = Reflect.get(object, key, object);
      // Bound to the target, because private fields do not work through a proxy.
      return typeof value === 'function' ? value.bind(object) : value;
    },
  });
}

/** A copy by the structured clone that Electron uses between its processes; throws for what cannot be cloned. */
export const cloned = (value: unknown): unknown => v8.deserialize(v8.serialize(value));
