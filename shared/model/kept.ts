/** What follows from one object of a project alone is worked out once: an edit replaces only the objects that it changes. */

/** `make`, asked once for each object as long as that lives; its results are shared, so nobody may change them. */
export function keptBy<K extends object, V extends object | null>(make: (of: K) => V): (of: K) => V {
  const kept = new WeakMap<K, V>();
  return (of) => {
    let value = kept.get(of);
    if (value === undefined) kept.set(of, (value = make(of)));
    return value;
  };
}

interface Named {
  readonly id: string;
}

const table = keptBy((list: readonly Named[]): ReadonlyMap<string, Named> => new Map(list.map((one) => [one.id, one])));

/** The parts of a list by their ids. */
export const byId = table as <T extends Named>(list: readonly T[]) => ReadonlyMap<string, T>;
