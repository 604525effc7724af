// Threads of a deployable in words: how many are held, and whether it is they that have run out.
import type { DeployableResult } from '../engine/types.ts';
import { quantity, type FigureText } from './numbers.ts';

type Pool = Pick<DeployableResult, 'saturated' | 'threads' | 'threadsHeld' | 'utilisation'>;

/** "4.2 of 50"; without a limit the number alone. */
export const held = ({ threadsHeld, threads }: Pool): FigureText =>
  quantity(threadsHeld, threads === null ? '' : `of ${quantity(threads).text}`);

/** Saturated while the cores have room: every thread waits for somebody else. */
export const threadsFull = ({ saturated, threads, utilisation }: Pool): boolean =>
  saturated && threads !== null && utilisation < 1;
