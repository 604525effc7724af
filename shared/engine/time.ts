/**
 * The time of a request as the row of what it is made of. Rows share their members as calls share their callees, so nothing is
 * added up until it is asked for; then one pass from the whole down to its members does it. All times in ms.
 */
import { type Law, lognormalUpper } from './distribution.ts';
import type { Sum } from './unfold.ts';

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
  /** All of it added up, and how far beyond its mean it may end, once they were asked for; pieces and row decide them. */
  sum: Sum | undefined;
  beyond: number | undefined;
  /** Its number while a time that it is part of is unfolded. */
  at: number;
}

/** A time, and how often it stands in the row (a mean). */
export interface Member {
  readonly time: Time;
  readonly times: number;
}

export interface Piece {
  readonly mean: number;
  readonly shift: number;
  readonly part: Part | null;
  /** Work at shared processors is kept apart until the whole is known: all of it at one station is one job. */
  readonly job: HostedJob | null;
  /** Where the mean is booked: at a place, or in proportion to what the members book. */
  readonly booked: Place | readonly Member[];
}

/** Where time goes: a deployable or a link. */
export interface Place {
  readonly kind: 'deployable' | 'link';
  readonly id: string;
  /** Its number while a time is unfolded. */
  at: number;
}

export const placeOf = (kind: Place['kind'], id: string): Place => ({ kind, id, at: 0 });

export const isPlace = (booked: Piece['booked']): booked is Place => !Array.isArray(booked);

export interface HostedJob extends Job {
  readonly host: number;
}

const ANSWERED = { answered: 1, shed: 0, stuck: 0 };

const NO_PIECES: readonly Piece[] = [];
const NO_ROW: readonly Member[] = [];
const NOT_KNOWN = { sum: undefined, beyond: undefined, at: 0 };

export const NOTHING: Time = {
  mean: 0,
  spread: 0,
  reach: 0,
  ...ANSWERED,
  pieces: NO_PIECES,
  row: NO_ROW,
  ...NOT_KNOWN,
};

/** A visit to what never answers. */
export const STUCK: Time = { ...NOTHING, answered: 0, stuck: 1 };

const single = (piece: Piece, spread: number, reach: number): Time => ({
  mean: piece.mean,
  spread,
  reach,
  ...ANSWERED,
  pieces: [piece],
  row: NO_ROW,
  ...NOT_KNOWN,
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
export function shared(host: number, demand: Law, added: number, stretch: number, place: Place): Time {
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
const SMALL_PIECES = 8;

/** One after another, independent. */
export function inRow(times: readonly Time[]): Time {
  let first: Time | undefined;
  let count = 0;
  for (const t of times) {
    if (t === NOTHING) continue;
    first ??= t;
    count++;
  }
  if (count <= 1) return first ?? NOTHING;
  const pieces: Piece[] = [];
  const row: Member[] = [];
  let mean = 0;
  let spread = 0;
  let reach = 0;
  let answered = 1;
  let shed = 0;
  let stuck = 0;
  for (const t of times) {
    if (t === NOTHING) continue;
    mean += t.mean;
    spread += t.spread;
    reach += t.reach;
    shed += answered * t.shed;
    stuck += answered * t.stuck;
    answered *= t.answered;
    if (t.pieces.length > SMALL_PIECES || t.row.length > 0) row.push({ time: t, times: 1 });
    else for (const piece of t.pieces) pieces.push(piece);
  }
  return { mean, spread, reach, answered, shed, stuck, pieces, row: row.length > 0 ? row : NO_ROW, ...NOT_KNOWN };
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
    pieces: NO_PIECES,
    row: [{ time, times: count }],
    ...NOT_KNOWN,
  };
}

/** Chance that one of `count` tries in a row ends in a certain way, when only an answer leads on to the next. */
const untilUnanswered = (chance: number, answered: number, count: number): number =>
  answered === 1 ? chance * count : (chance * (1 - answered ** count)) / (1 - answered);

/** The first place that a time is booked at; null without one. */
export function firstPlace({ pieces, row }: Time): Place | null {
  for (const { booked } of pieces) {
    if (isPlace(booked)) return booked;
    const [first] = booked;
    if (first) return firstPlace(first.time);
  }
  return row.length > 0 ? firstPlace(row[0]!.time) : null;
}
