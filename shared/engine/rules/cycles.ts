/** Finds groups of nodes that reach each other (Tarjan's strongly connected components). */

/** Groups of two or more nodes, or of one with an edge to itself; in order of the first node. Does not recurse. */
export function cyclesOf(nodes: readonly string[], edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const groups: string[][] = [];

  const enter = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    stack.push(node);
    onStack.add(node);
  };
  const leave = (node: string): void => {
    if (low.get(node) !== index.get(node)) return;
    const group = stack.splice(stack.lastIndexOf(node));
    for (const member of group) onStack.delete(member);
    const loops = group.length > 1 || (edges.get(node) ?? []).includes(node);
    if (loops) groups.push(group);
  };

  for (const root of nodes) {
    if (index.has(root)) continue;
    const work: { node: string; next: number }[] = [{ node: root, next: 0 }];
    enter(root);
    while (work.length > 0) {
      const frame = work.at(-1)!;
      const target = (edges.get(frame.node) ?? [])[frame.next];
      if (target === undefined) {
        leave(frame.node);
        work.pop();
        const caller = work.at(-1);
        if (caller !== undefined) low.set(caller.node, Math.min(low.get(caller.node)!, low.get(frame.node)!));
        continue;
      }
      frame.next += 1;
      if (!index.has(target)) {
        enter(target);
        work.push({ node: target, next: 0 });
      } else if (onStack.has(target)) {
        low.set(frame.node, Math.min(low.get(frame.node)!, index.get(target)!));
      }
    }
  }
  const position = new Map(nodes.map((node, at) => [node, at]));
  const place = (node: string | undefined) => position.get(node ?? '') ?? 0;
  return groups
    .map((group) => group.toSorted((a, b) => place(a) - place(b)))
    .toSorted((a, b) => place(a[0]) - place(b[0]));
}
