/**
 * The time of a request as the row of what it is made of. Rows share their members as calls share their callees, so nothing is
 * added up until it is asked for; then one pass from the whole down to its members does it. All times in ms.
 */
import { type Law, lognormalUpper } from './distribution.ts';

/** Work of one request at one shared station, all visits together, ms. */
export interface Job {
  readonly mean: number;
  readonly variance: number;
  /** The part of the mean that never varies. */
  readonly fixed: number;
  /** Of a single visit: what varies of it. */
  readonly law?: Law;
}

/** An independent part of a latency, and how many independent copies of it follow one another. */
export interface Part {
  readonly law: Law;
  readonly times: number;
}

export interface Time {
  /** Of requests that come back. */
  readonly mean: number;
  /** At least the standard deviation, and at least the way from the mean to the `upper` of any part. */
  readonly spread: number;
  readonly reach: number;
  /** Share of requests that are answered (not cut, refused or in error). */
  readonly answered: number;
  /** Share of requests refused by full stations. */
  readonly shed: number;
  /** Share of requests that never come back: the time is that of the others. */
  readonly stuck: number;
  /** What it is made of, one after another and independent but for jobs at the same station: pieces, and times that others share. */
  readonly pieces: readonly Piece[];
  readonly row: readonly Member[];
  /** All of it added up, once it was asked for; pieces and row decide it. */
  readonly added: { sum?: Sum };
}

/** A time, and how often it stands in the row (a mean). */
export interface Member {
  readonly time: Time;
  readonly times: number;
}

interface Piece {
  readonly mean: number;
  readonly shift: number;
  readonly part: Part | null;
  /** Work at shared processors is kept apart until the whole is known: all of it at one station is one job. */
  readonly job: HostedJob | null;
  /** Where the mean is booked: at a place, or in proportion to what the members book. */
  readonly booked: string | readonly Member[];
}

export interface HostedJob extends Job {
  readonly host: number;
}

const ANSWERED = { answered: 1, shed: 0, stuck: 0 };

export const NOTHING: Time = { mean: 0, spread: 0, reach: 0, ...ANSWERED, pieces: [], row: [], added: {} };

/** A visit to what never answers. */
export const STUCK: Time = { ...NOTHING, answered: 0, stuck: 1 };

const single = (piece: Piece, spread: number, reach: number): Time => ({
  mean: piece.mean,
  spread,
  reach,
  ...ANSWERED,
  pieces: [piece],
  row: [],
  added: {},
});

export const wait = (ms: number, booked: Piece['booked']): Time =>
  ms === 0 ? NOTHING : single({ mean: ms, shift: ms, part: null, job: null, booked }, 0, 0);

/** `times` independent copies of a law in a row. */
export function part(law: Law, booked: Piece['booked'], times = 1): Time {
  if (law.variance === 0) return wait(law.mean * times, booked);
  const piece = { mean: law.mean * times, shift: 0, part: { law, times }, job: null, booked };
  return single(piece, Math.sqrt(law.variance * Math.ceil(times)) + (times % 1) * law.mean, law.upper - law.mean);
}

/** One copy of a law whose variance is not worked out yet: bounded by how far it reaches. */
export const partLater = (law: Law, booked: Piece['booked']): Time =>
  single({ mean: law.mean, shift: 0, part: { law, times: 1 }, job: null, booked }, law.upper, law.upper);

/** One visit to a shared station: what its work varies by, and `added` ms of constant work beside it. */
export function shared(host: number, demand: Law, added: number, stretch: number, place: string): Time {
  const job = { host, ...sharedJob(demand, added) };
  if (job.mean === 0) return NOTHING;
  const { spread, reach } = boundsOf(job, stretch);
  return single({ mean: job.mean * stretch, shift: 0, part: null, job, booked: place }, spread, reach);
}

/**
 * What a job's response can vary by at most, see sharedResponse: the spread that sharing adds is largest for very uneven work,
 * and that of several visits together is no more than the sum of theirs.
 */
export function boundsOf({ mean, variance, law }: Job, stretch: number): { spread: number; reach: number } {
  const spread = Math.sqrt(variance + 2 * (stretch - 1) * mean * mean) * stretch;
  const upper = Math.max(lognormalUpper(mean * stretch, spread * spread), (law?.upper ?? 0) * stretch);
  return { spread, reach: upper - mean * stretch };
}

export const sharedJob = (demand: Law, added: number): Job =>
  demand.variance === 0
    ? { mean: demand.mean + added, variance: 0, fixed: demand.mean + added }
    : { mean: demand.mean + added, variance: demand.variance, fixed: added, law: demand };

/** Members that are no larger become part of the row that they stand in. */
const SMALL = { pieces: 8, row: 1 };

/** One after another, independent. */
export function inRow(times: readonly Time[]): Time {
  const those = times.filter((t) => t !== NOTHING);
  if (those.length === 1) return those[0]!;
  const pieces: Piece[] = [];
  const row: Member[] = [];
  let mean = 0;
  let spread = 0;
  let reach = 0;
  let answered = 1;
  let shed = 0;
  let stuck = 0;
  for (const t of those) {
    mean += t.mean;
    spread += t.spread;
    reach += t.reach;
    shed += answered * t.shed;
    stuck += answered * t.stuck;
    answered *= t.answered;
    if (t.pieces.length > SMALL.pieces || t.row.length > SMALL.row) row.push({ time: t, times: 1 });
    else {
      pieces.push(...t.pieces);
      row.push(...t.row);
    }
  }
  return { mean, spread, reach, answered, shed, stuck, pieces, row, added: {} };
}

/** The same thing `count` times in a row, each time anew; of a fraction, once more with that chance. */
export function repeated(time: Time, count: number): Time {
  if (count === 1) return time;
  if (count === 0) return NOTHING;
  const most = Math.ceil(count);
  return {
    mean: time.mean * count,
    spread: time.spread * most + (count < most ? time.mean : 0),
    reach: time.reach * most,
    answered: time.answered ** count,
    shed: untilUnanswered(time.shed, time.answered, count),
    stuck: untilUnanswered(time.stuck, time.answered, count),
    pieces: [],
    row: [{ time, times: count }],
    added: {},
  };
}

/** Chance that one of `count` tries in a row ends in a certain way, when only an answer leads on to the next. */
const untilUnanswered = (chance: number, answered: number, count: number): number =>
  answered === 1 ? chance * count : (chance * (1 - answered ** count)) / (1 - answered);

/** All that a time is made of, equal parts and jobs at one station together. */
export interface Sum {
  readonly shift: number;
  readonly parts: readonly Part[];
  readonly jobs: readonly HostedJob[];
}

export function sumOf({ pieces, row, added }: Time): Sum {
  if (added.sum) return added.sum;
  const below = row.map(({ time }) => sumOf(time));
  const parts = new Map<Law, number>();
  const jobs: HostedJob[] = [];
  let shift = 0;
  const addPart = ({ law, times }: Part, count: number): void =>
    void parts.set(law, (parts.get(law) ?? 0) + times * count);
  const addJob = (job: HostedJob, count: number): void => {
    const { host, mean, variance, fixed } = job;
    const at = numberAt[host] ?? 0;
    if (at > 0) {
      const old = jobs[at - 1]!;
      jobs[at - 1] = {
        host,
        mean: old.mean + mean * count,
        variance: old.variance + variance * count,
        fixed: old.fixed + fixed * count,
      };
      return;
    }
    jobs.push(count === 1 ? job : { host, mean: mean * count, variance: variance * count, fixed: fixed * count });
    numberAt[host] = jobs.length;
  };
  for (const piece of pieces) {
    shift += piece.shift;
    if (piece.part) addPart(piece.part, 1);
    if (piece.job) addJob(piece.job, 1);
  }
  below.forEach((sum, i) => {
    const { times } = row[i]!;
    shift += sum.shift * times;
    for (const one of sum.parts) addPart(one, times);
    for (const job of sum.jobs) addJob(job, times);
  });
  for (const { host } of jobs) numberAt[host] = 0;
  return (added.sum = { shift, parts: Array.from(parts, ([law, times]) => ({ law, times })), jobs });
}

/** Of the sum that is being made: where the job at a host stands in it, from 1; 0 = nowhere. */
const numberAt: number[] = [];

/** Where the mean goes, by place: one pass from the whole down to what it is made of. */
export function placesOf(whole: Time): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const inOrder: Time[] = [];
  const weights = new Map<Time, number>();
  const walk = (time: Time): void => {
    if (weights.has(time)) return;
    weights.set(time, 0);
    for (const member of time.row) walk(member.time);
    for (const { booked } of time.pieces)
      if (typeof booked !== 'string') for (const member of booked) walk(member.time);
    inOrder.push(time);
  };
  walk(whole);
  weights.set(whole, 1);
  const add = ({ time, times }: Member, weight: number): void =>
    void weights.set(time, weights.get(time)! + times * weight);
  for (const time of inOrder.toReversed()) {
    const weight = weights.get(time)!;
    for (const { mean, booked } of time.pieces) {
      if (typeof booked === 'string') {
        places.set(booked, (places.get(booked) ?? 0) + mean * weight);
        continue;
      }
      const all = booked.reduce((sum, m) => sum + m.time.mean * m.times, 0);
      if (all > 0) for (const member of booked) add(member, (weight * mean) / all);
    }
    for (const member of time.row) add(member, weight);
  }
  return places;
}

/** The first place that a time is booked at; empty without one. */
export function firstPlace({ pieces, row }: Time): string {
  for (const { booked } of pieces) {
    if (typeof booked === 'string') return booked;
    const [first] = booked;
    if (first) return firstPlace(first.time);
  }
  return row.length > 0 ? firstPlace(row[0]!.time) : '';
}
