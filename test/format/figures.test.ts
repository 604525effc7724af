/** Numbers as people read them. */
import { describe, expect, it } from 'vitest';
import { availability, difference, fixed, marked, percent, rounded, time, usd } from '../../shared/format/figures.ts';

describe('figures', () => {
  it.each([
    [0, '0'],
    [0.00005, '0.00005'],
    [0.05, '0.05'],
    [0.1234, '0.123'],
    [1, '1'],
    [2.826773, '2.83'],
    [99.96, '100'],
    [1350, '1,350'],
    [2_880_449.256, '2,880,449'],
    [-7.4567, '-7.46'],
  ])('rounded %d', (value, text) => expect(rounded(value)).toBe(text));

  it.each([
    [0, '0 ms'],
    [0.0000036, 'under 0.001 ms'],
    [0.35, '0.35 ms'],
    [203.66, '204 ms'],
    [1397.3, '1.4 s'],
    [75_033, '75 s'],
    [1_800_000, '30 min'],
    [11_807_615, '3.28 h'],
  ])('time %d', (value, text) => expect(time(value)).toBe(text));

  it.each([
    [1, '100 %'],
    [0.9, '90 %'],
    [0.999, '99.9 %'],
    [0.99651, '99.651 %'],
    [0.99999, '99.999 %'],
    [0, '0 %'],
  ])('availability %d', (value, text) => expect(availability(value)).toBe(text));

  it('money, shares, differences, marks', () => {
    expect(usd(2_880_449.25625)).toBe('2,880,449.26 USD');
    expect(fixed(-0.001, 2)).toBe('0.00');
    expect(percent(0.0000000001)).toBe('<0.0001 %');
    expect(difference(-0.02, 'share')).toBe('-2 points');
    expect(difference(0, 'usd')).toBe('=');
    expect([marked('5 ms', 'rough'), marked('5 ms', 'good')]).toEqual(['~5 ms', '5 ms']);
  });
});
