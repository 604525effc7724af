/**
 * A time unfolded: all that it is made of added up, and where its mean goes. One pass from the whole down to its members, each of
 * which is met once however often it stands in a row.
 */
import type { Law } from './distribution.ts';
import { type HostedJob, isPlace, type Member, type Part, type Place, type Time } from './time.ts';

/** All that a time is made of, equal parts and jobs at one station together. */
export interface Sum {
  readonly shift: number;
  readonly parts: readonly Part[];
  readonly jobs: readonly HostedJob[];
}

/** Sums in the making: good until the next time is added up. */
export interface Totals {
  shift: number;
  /** How often each law stands in the whole. */
  readonly parts: Map<Law, number>;
  /** Stations with a job, and their jobs by station. */
  readonly hosts: number[];
  readonly jobs: Total[];
}

interface Total {
  mean: number;
  variance: number;
  fixed: number;
  /** Of a single visit. */
  law: Law | undefined;
}

const totals: Totals = { shift: 0, parts: new Map(), hosts: [], jobs: [] };
/** Of the time that is unfolded: its members, each after those that it is made of, and how often each counts. */
const members: Time[] = [];
const weights: number[] = [];

/** Adds up all that a time is made of. */
export function addUp(whole: Time): Totals {
  totals.shift = 0;
  if (totals.parts.size > 0) totals.parts.clear();
  totals.hosts.length = 0;
  unfold(whole, false);
  for (let i = members.length - 1; i >= 0; i--) {
    const { pieces, row } = members[i]!;
    const weight = weights[i]!;
    for (const { shift, part, job } of pieces) {
      totals.shift += shift * weight;
      if (part) totals.parts.set(part.law, (totals.parts.get(part.law) ?? 0) + part.times * weight);
      if (job) addJob(job, weight);
    }
    for (const member of row) weigh(member, weight);
  }
  return totals;
}

/** Whether a host has a job among `totals`: where it stands in its list. */
const numbers: number[] = [];

function addJob({ host, mean, variance, fixed, law }: HostedJob, weight: number): void {
  const { hosts, jobs } = totals;
  if (hosts[numbers[host] ?? 0] === host) {
    const known = jobs[host]!;
    known.mean += mean * weight;
    known.variance += variance * weight;
    known.fixed += fixed * weight;
    known.law = undefined;
    return;
  }
  numbers[host] = hosts.length;
  hosts.push(host);
  const total = (jobs[host] ??= { mean: 0, variance: 0, fixed: 0, law: undefined });
  total.mean = mean * weight;
  total.variance = variance * weight;
  total.fixed = fixed * weight;
  total.law = weight === 1 ? law : undefined;
}

export function sumOf(time: Time): Sum {
  return (time.sum ??= kept(addUp(time)));
}

function kept({ shift, parts, hosts, jobs }: Totals): Sum {
  return {
    shift,
    parts: parts.size > 0 ? Array.from(parts, ([law, times]) => ({ law, times })) : NO_PARTS,
    jobs: hosts.map((host) => {
      const { mean, variance, fixed, law } = jobs[host]!;
      return law ? { host, mean, variance, fixed, law } : { host, mean, variance, fixed };
    }),
  };
}

const NO_PARTS: readonly Part[] = [];

/** The one time in a row where all beside it is constant. */
export function movedOnly({ pieces, row }: Time): Time | null {
  return row.length === 1 && row[0]!.times === 1 && pieces.every((p) => !p.part && !p.job) ? row[0]!.time : null;
}

/** Mean ms at a place. */
export interface Stay {
  readonly kind: Place['kind'];
  readonly id: string;
  readonly ms: number;
}

const spots: Place[] = [];
const stays: number[] = [];

/** Where the mean goes, by place. */
export function placesOf(whole: Time): Stay[] {
  spots.length = 0;
  unfold(whole, true);
  for (let i = members.length - 1; i >= 0; i--) {
    const { pieces, row } = members[i]!;
    const weight = weights[i]!;
    for (const { mean, booked } of pieces) {
      if (isPlace(booked)) {
        if (spots[booked.at] === booked) stays[booked.at]! += mean * weight;
        else {
          booked.at = spots.length;
          spots.push(booked);
          stays[booked.at] = mean * weight;
        }
        continue;
      }
      const all = booked.reduce((sum, m) => sum + m.time.mean * m.times, 0);
      if (all > 0) for (const member of booked) weigh(member, (weight * mean) / all);
    }
    for (const member of row) weigh(member, weight);
  }
  return spots.map(({ kind, id }, i) => ({ kind, id, ms: stays[i]! }));
}

/** Numbers the members of a time, with those that its laws book at or without. */
function unfold(whole: Time, booked: boolean): void {
  members.length = 0;
  walk(whole, booked);
  weights[whole.at] = 1;
}

function walk(time: Time, booked: boolean): void {
  if (members[time.at] === time) return;
  for (const member of time.row) walk(member.time, booked);
  if (booked)
    for (const piece of time.pieces)
      if (!isPlace(piece.booked)) for (const member of piece.booked) walk(member.time, booked);
  time.at = members.length;
  members.push(time);
  weights[time.at] = 0;
}

const weigh = ({ time, times }: Member, weight: number): void => {
  weights[time.at]! += times * weight;
};
