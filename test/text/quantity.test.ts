// What a field reads, refuses, writes back and steps to.
import { describe, expect, test } from 'vitest';
import {
  inOtherWords,
  parseQuantity,
  parseRate,
  quantityText,
  rangeWords,
  stepped,
  type Unit,
} from '../../renderer/text/quantity.ts';

describe('reading', () => {
  test.each<[string, Unit, number]>([
    ['250 ms', 'ms', 250],
    ['250', 'ms', 250],
    ['3s', 'ms', 3000],
    ['3 s', 'ms', 3000],
    ['3000', 'ms', 3000],
    ['3 000 ms', 'ms', 3000],
    ['3\u202f000 ms', 'ms', 3000],
    ['3,000', 'ms', 3000],
    ['1.5 min', 'ms', 90_000],
    ['2h', 'ms', 7_200_000],
    ['80 µs', 'ms', 0.08],
    ['1e3', 'ms', 1000],
    ['.5', 'ms', 0.5],
    ['2 min', 'seconds', 120],
    ['2 h', 'minutes', 120],
    ['30', 'minutes', 30],
    ['7 days', 'hours', 168],
    ['2h', 'hours', 2],
    ['1.2k/s', 'perSecond', 1200],
    ['120', 'perSecond', 120],
    ['120 per second', 'perSecond', 120],
    ['90/min', 'perSecond', 1.5],
    ['90 rpm', 'perSecond', 1.5],
    ['3 m/day', 'perSecond', 34.7222222222],
    ['512', 'bytes', 512],
    ['3 MB', 'bytes', 3e6],
    ['4 KiB', 'bytes', 4096],
    ['3 GB', 'GiB', 2.79396772385],
    ['512 MiB', 'GiB', 0.5],
    ['4', 'GiB', 4],
    ['50 %', 'share', 0.5],
    ['50', 'share', 0.5],
    ['0.5', 'share', 0.5],
    ['0.5 %', 'share', 0.005],
    ['99.95%', 'share', 0.9995],
    ['100 %', 'share', 1],
    ['50 %', 'percent', 50],
    ['50', 'percent', 50],
    ['$1,200', 'usd', 1200],
    ['12 USD', 'usd', 12],
    ['-$3', 'usd', -3],
    ['9.5k', 'usd', 9500],
    ['1,200', 'count', 1200],
    ['2m', 'count', 2_000_000],
    ['0.5', 'number', 0.5],
    ['2×', 'number', 2],
    ['−4', 'number', -4],
  ])('%s as %s', (text, unit, value) => {
    expect(parseQuantity(text, unit)).toEqual({ ok: true, value });
  });

  test('takes the word that the field shows itself', () => {
    expect(parseQuantity('2 a replica', 'number', 'a replica')).toEqual({ ok: true, value: 2 });
  });
});

describe('refusing', () => {
  test.each<[string, Unit, string]>([
    ['soon', 'ms', 'A time such as 250 ms or 3 s'],
    ['', 'ms', 'A time such as 250 ms or 3 s'],
    ['3 GB', 'ms', 'A time such as 250 ms or 3 s'],
    ['1,5', 'ms', 'A time such as 250 ms or 3 s'],
    ['1.2.3', 'ms', 'A time such as 250 ms or 3 s'],
    ['1e999', 'ms', 'A time such as 250 ms or 3 s'],
    ['3 ms', 'perSecond', 'A rate such as 120/s or 90/min'],
    ['constructor', 'count', 'A whole number such as 3 or 1,200'],
    ['3 constructor', 'count', 'A whole number such as 3 or 1,200'],
    ['a lot', 'GiB', 'A size such as 512 MiB or 4 GiB'],
    ['half', 'share', 'A share such as 50 % or 0.5'],
  ])('%s as %s', (text, unit, reason) => {
    expect(parseQuantity(text, unit)).toEqual({ ok: false, reason });
  });
});

test.each<[string, number, number]>([
  ['120/s, peak 360', 120, 360],
  ['120/s peak 360/s', 120, 360],
  ['120, peak 1.2k', 120, 1200],
  ['90/min, peak 180', 1.5, 3],
  ['90/min, peak 4/s', 1.5, 4],
])('rate %s', (text, average, peak) => {
  expect(parseRate(text)).toEqual({ average: { ok: true, value: average }, peak: { ok: true, value: peak } });
});
test('a rate without a peak is no pair', () => expect(parseRate('120/s')).toBeNull());

describe('writing', () => {
  test.each<[number, Unit, string]>([
    [3000, 'ms', '3,000'],
    [0.0001, 'ms', '0.0001'],
    [0.1 + 0.2, 'number', '0.3'],
    [0.9995, 'share', '99.95 %'],
    [0.07, 'share', '7 %'],
    [50, 'percent', '50 %'],
    [-1200, 'usd', '−$1,200'],
  ])('%d as %s', (value, unit, text) => {
    expect(quantityText(value, unit)).toBe(text);
  });

  test('what is written is read again', () => {
    for (const unit of ['ms', 'perSecond', 'bytes', 'GiB', 'share', 'percent', 'usd', 'count', 'number'] as const) {
      for (const value of [0, 0.25, 1, 37, 1234.5, 2_500_000]) {
        expect(parseQuantity(quantityText(value, unit), unit), `${value} as ${unit}`).toEqual({ ok: true, value });
      }
    }
  });

  test('large times and sizes also in words', () => {
    expect(inOtherWords(60_000, 'ms')).toBe('60 s');
    expect(inOtherWords(30_000, 'ms')).toBe('30 s');
    expect(inOtherWords(3_000_000, 'bytes')).toBe('3 MB');
    expect(inOtherWords(250, 'ms')).toBe('');
    expect(rangeWords('count', [1, 1000])).toBe('A whole number, from 1 to 1,000');
    expect(rangeWords('share', [0, 1])).toBe('From 0 % to 100 %');
    expect(rangeWords('ms', [0, 1e10])).toBe('From 0 ms to 2,777.8 h');
  });
});

test.each<[number, Unit, number, number]>([
  [250, 'ms', 1, 260],
  [253, 'ms', 1, 260],
  [253, 'ms', -1, 250],
  [250, 'ms', 10, 350],
  [5, 'ms', 1, 5.5],
  [0.25, 'ms', -1, 0.2],
  [0, 'ms', 1, 1],
  [3, 'count', -1, 2],
  [3, 'count', 10, 13],
  [0.5, 'share', 1, 0.51],
  [0.9995, 'share', 1, 0.9996],
  [50, 'percent', 1, 51],
])('%d %s stepped by %d is %d', (value, unit, steps, next) => {
  expect(stepped(value, unit, steps)).toBe(next);
});
