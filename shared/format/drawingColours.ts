// The colours of a drawing that leaves the window: the same values as renderer/styles/tokens.css, by role.
import type { KindHue } from './drawingText.ts';

export type Theme = 'light' | 'dark';

export interface Colours {
  readonly canvas: string;
  readonly box: string;
  readonly card: string;
  readonly line: string;
  readonly edge: string;
  readonly link: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly saturated: string;
  readonly saturatedLine: string;
  readonly kinds: Readonly<Record<KindHue, { readonly ink: string; readonly tile: string }>>;
}

export const COLOURS: Readonly<Record<Theme, Colours>> = {
  light: {
    canvas: '#f7f7f9',
    box: '#eef0f4',
    card: '#ffffff',
    line: '#e3e5ea',
    edge: '#cbcfd8',
    link: '#858d9d',
    text: '#14171d',
    text2: '#444b59',
    text3: '#626979',
    saturated: '#93330c',
    saturatedLine: '#cf7448',
    kinds: {
      code: { ink: '#3a55a8', tile: '#e9edf8' },
      edge: { ink: '#17696f', tile: '#e2f1f2' },
      data: { ink: '#75510f', tile: '#f6eedd' },
      event: { ink: '#6b3f9c', tile: '#f0e9f8' },
      flow: { ink: '#8a3c5c', tile: '#f8e9ef' },
      out: { ink: '#4d5564', tile: '#eaecf0' },
    },
  },
  dark: {
    canvas: '#101216',
    box: '#171a20',
    card: '#1c2027',
    line: '#252a33',
    edge: '#39404c',
    link: '#697181',
    text: '#eceef2',
    text2: '#b6bdc9',
    text3: '#929aa9',
    saturated: '#ffa37a',
    saturatedLine: '#c4673b',
    kinds: {
      code: { ink: '#9db3f5', tile: '#1f2740' },
      edge: { ink: '#6cc7cd', tile: '#132c2f' },
      data: { ink: '#dfb76a', tile: '#2e2512' },
      event: { ink: '#c5a4f0', tile: '#2a1f3c' },
      flow: { ink: '#ec9cb8', tile: '#371d28' },
      out: { ink: '#b3bac7', tile: '#242932' },
    },
  },
};
