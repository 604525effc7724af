/** What the integrity checks share: look-ups by id, a place to report to, the check for ids used twice. */
import type { JsonPath } from './paths.ts';
import type { Component, Link, Project } from './types.ts';

/** What each check needs: the project, look-ups by id, and a place to put problems. */
export interface Inspection {
  readonly project: Project;
  readonly components: ReadonlyMap<string, Component>;
  readonly links: ReadonlyMap<string, Link>;
  readonly report: (path: JsonPath, message: string) => void;
}

type Identified = { readonly id: string };

/** Reports each id of `records` seen before in this list, and each that names something else already, as `taken` tells. */
export function checkUnique(
  { report }: Inspection,
  path: JsonPath,
  records: readonly Identified[] | undefined,
  taken: (id: string) => string | undefined = () => undefined,
): void {
  const seen = new Set<string>();
  records?.forEach(({ id }, index) => {
    const other = taken(id);
    if (seen.has(id)) report([...path, index, 'id'], `${quote(id)} is used twice`);
    else if (other !== undefined) report([...path, index, 'id'], `${quote(id)} is already the id of a ${other}`);
    seen.add(id);
  });
}

/** An id as it stands in a message. */
export const quote = (id: string): string => JSON.stringify(id);
