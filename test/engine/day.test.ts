/** The profile of a day: rates, machines, bill, and each stretch as a steady state of its own. */
import { describe, expect, test } from 'vitest';
import { analyse, type AnalyseOptions } from '../../shared/engine/analyse.ts';
import { dayFactors, wholeDay } from '../../shared/model/day.ts';
import type { Project, Scenario } from '../../shared/model/types.ts';
import { smallSystem } from './published.ts';

const DAY = [
  { hours: 8, factor: 0.5 },
  { hours: 4, factor: 3 },
];

const server = smallSystem(
  { x: { demand: { mean: 4 }, host: { discipline: 'fifo', replicas: { min: 1, max: 50, target: 0.5 } } } },
  { rate: { average: 100, peak: 150 } },
);

const over = (scenario: Partial<Scenario>, options: AnalyseOptions = {}, project: Project = server) =>
  analyse({ ...project, scenarios: [{ id: 's', name: 'S', ...scenario }] }, { scenario: 's', ...options }).variants[
    'v'
  ]!;

describe('a day', () => {
  test('what it leaves open runs at the average', () => {
    expect(wholeDay(DAY)).toEqual([...DAY, { hours: 12, factor: 1 }]);
    expect(wholeDay([{ hours: 24, factor: 2 }])).toEqual([{ hours: 24, factor: 2 }]);
    expect(dayFactors(DAY)).toEqual({ mean: (4 + 12 + 12) / 24, largest: 3 });
    expect(dayFactors([{ hours: 6, factor: 0.5 }])).toEqual({ mean: 21 / 24, largest: 1 });
  });

  test('its largest factor takes the place of the peak, its mean that of the average', () => {
    expect(over({ day: DAY }).journeys['j']!.throughputPerSecond).toBeCloseTo(300, 9);
    expect(over({ day: DAY }, { at: 'average' }).journeys['j']!.throughputPerSecond).toBeCloseTo((100 * 28) / 24, 9);
    expect(over({ day: DAY, traffic: 2 }).journeys['j']!.throughputPerSecond).toBeCloseTo(600, 9);
    expect(over({}).day).toEqual([]);
  });

  test('each stretch is an M/M/1 at its rate on the machines of the largest', () => {
    const { day, deployables } = over({ day: DAY });
    // 300/s x 4 ms = 1.2 cores, at most half busy: three machines.
    expect(deployables['h-x']!.replicas).toBe(3);
    for (const [i, rate] of [50, 300, 100].entries()) {
      const part = day[i]!;
      const busy = (rate * 0.004) / 3;
      const { state, throughputPerSecond, meanMs, p99Ms } = part.journeys['j']!;
      const mean = 4 / (1 - busy);
      expect([state, throughputPerSecond]).toEqual(['ok', expect.closeTo(rate, 9) as number]);
      expect([part.utilisation, meanMs, p99Ms! / Math.log(100)]).toEqual([
        expect.closeTo(busy, 12),
        expect.closeTo(mean, 9),
        expect.closeTo(mean, 6),
      ]);
      expect(part.busiest).toBe('h-x');
    }
  });

  test('a stretch beyond the machines is saturated, the others are not', () => {
    const fixed = smallSystem({ x: { demand: { mean: 4 }, host: { discipline: 'fifo' } } }, 100);
    const { day, journeys } = over({ day: DAY }, {}, fixed);
    expect(day.map(({ journeys: of }) => [of['j']!.state, of['j']!.meanMs !== null])).toEqual([
      ['ok', true],
      ['saturated', false],
      ['ok', true],
    ]);
    expect(journeys['j']!.state).toBe('saturated');
  });

  test('closed journeys have no rate to change; a day without traffic is quiet', () => {
    const closed = smallSystem({ x: { demand: { mean: 4 } } }, { closed: { users: 5, thinkMs: 100 } });
    const found = over({ day: DAY }, {}, closed).day.map(({ journeys }) => journeys['j']!.throughputPerSecond);
    expect(new Set(found).size).toBe(1);
    const quiet = over({ day: [{ hours: 24, factor: 0 }] });
    expect(quiet.day.map(({ utilisation, busiest }) => [utilisation, busiest])).toEqual([[0, null]]);
  });

  test('a bill for the mean of the day with the machines of its largest', () => {
    const priced: Project = {
      ...server,
      variants: server.variants.map((v) => ({
        ...v,
        deployables: v.deployables.map((d) => ({ ...d, platform: 'aws.ec2.c6i.large' })),
      })),
    };
    const { cost } = over({ day: DAY }, {}, priced);
    expect(cost.lines.find(({ id }) => id === 'h-x-hours')!.quantity).toBe(3 * 730);
    const requests = ((100 * 28) / 24) * 730 * 3600;
    expect(cost.perMillionRequestsUsd).toBeCloseTo((cost.monthlyUsd / requests) * 1e6, 9);
  });
});
