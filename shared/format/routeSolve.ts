// Numbers near to what each wants, in order and at least so far apart: blocks that touch move as one (after VPSC, Dwyer et al. 2006).

export interface Wish {
  readonly want: number;
  readonly weight: number;
  lo: number;
  hi: number;
  /** As far as it may go where there is little room. */
  readonly least: number;
  readonly most: number;
}
/** `first` stays below `second` by the gap; first < second as indices. The gap shrinks where there is no room for it. */
export interface Gap {
  readonly first: number;
  readonly second: number;
  gap: number;
}

export function solve(wishes: readonly Wish[], gaps: Gap[]): number[] {
  const before = wishes.map((): Gap[] => []);
  const after = wishes.map((): Gap[] => []);
  for (const gap of gaps) {
    before[gap.second]!.push(gap);
    after[gap.first]!.push(gap);
  }
  const least = lowest(wishes, before);
  const most = wishes.map(({ hi }) => hi);
  for (let i = wishes.length - 1; i >= 0; i--) {
    for (const { second, gap } of after[i]!) most[i] = Math.min(most[i]!, most[second]! - gap);
  }
  const places = blocks(
    wishes.map((wish, i) => ({
      ...wish,
      want: Math.min(Math.max(wish.want, least[i]!), Math.max(least[i]!, most[i]!)),
    })),
    before,
  );
  for (let i = 0; i < places.length; i++) {
    places[i] = Math.max(least[i]!, Math.min(places[i]!, most[i]!));
    for (const { first, gap } of before[i]!) places[i] = Math.max(places[i]!, places[first]! + gap);
    places[i] = Math.min(places[i]!, wishes[i]!.hi);
  }
  return places;
}

/** The lowest that each can be. Where a chain does not fit between its ends these give way, then its gaps. */
function lowest(wishes: readonly Wish[], before: readonly Gap[][]): number[] {
  const least: number[] = [];
  const by: (Gap | undefined)[] = [];
  let rounds = wishes.length;
  for (let i = 0; i < wishes.length; i++) {
    least[i] = wishes[i]!.lo;
    by[i] = undefined;
    for (const gap of before[i]!) {
      if (least[gap.first]! + gap.gap <= least[i]!) continue;
      least[i] = least[gap.first]! + gap.gap;
      by[i] = gap;
    }
    if (least[i]! <= wishes[i]!.hi + 1e-6 || !by[i]) continue;
    const chain: Gap[] = [];
    for (let gap = by[i]; gap; gap = by[gap.first]) chain.push(gap);
    const first = chain.at(-1)!.first;
    if (wishes[first]!.lo > wishes[first]!.least || wishes[i]!.hi < wishes[i]!.most) {
      wishes[first]!.lo = wishes[first]!.least;
      wishes[i]!.hi = wishes[i]!.most;
      i = first - 1;
      continue;
    }
    const room = wishes[i]!.hi - wishes[first]!.lo;
    const fits = room > 0 && rounds-- > 0;
    for (const gap of chain) gap.gap = fits ? Math.min(gap.gap, room / chain.length) : 0;
    if (fits) i = first;
    else least[i] = wishes[i]!.hi;
  }
  return least;
}

interface Block {
  members: number[];
  weight: number;
  /** Sum of weight x (want - offset). */
  pull: number;
}

function blocks(wishes: readonly Wish[], before: readonly Gap[][]): number[] {
  const offset = wishes.map(() => 0);
  const blockOf: Block[] = [];
  const place = (i: number): number => blockOf[i]!.pull / blockOf[i]!.weight + offset[i]!;
  for (const [i, { want, weight }] of wishes.entries()) {
    const own: Block = { members: [i], weight, pull: weight * want };
    blockOf[i] = own;
    for (;;) {
      let worst: Gap | undefined;
      let by = 1e-6;
      for (const member of own.members) {
        for (const gap of before[member]!) {
          if (blockOf[gap.first] === own) continue;
          const missing = place(gap.first) + gap.gap - place(member);
          if (missing > by) [worst, by] = [gap, missing];
        }
      }
      if (!worst) break;
      const joined = blockOf[worst.first]!;
      const shift = offset[worst.second]! - worst.gap - offset[worst.first]!;
      for (const member of joined.members) {
        offset[member]! += shift;
        blockOf[member] = own;
      }
      own.members.push(...joined.members);
      own.weight += joined.weight;
      own.pull += joined.pull - joined.weight * shift;
    }
  }
  return wishes.map((_, i) => place(i));
}
