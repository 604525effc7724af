// Wraps a figure so that it opens: hover underlines it, a click or Enter shows how it came about.
import type { ReactNode } from 'react';
import { Opened } from '../parts/Opened.tsx';
import { ExplanationView } from './ExplanationView.tsx';
import type { What } from '../../shared/explain/types.ts';

interface ExplainedProps {
  /** The figure in words: what it is of, its name, its value. */
  readonly label: string;
  readonly what: What;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  readonly children: ReactNode;
}

export function Explained({ what, ...figure }: ExplainedProps) {
  return <Opened {...figure} content={<ExplanationView what={what} />} />;
}
