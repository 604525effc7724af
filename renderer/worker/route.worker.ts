// Finds the ways of links beside the window.
import type { Drawing } from '../../shared/format/drawing.ts';
import { placedDrawing } from '../../shared/format/placed.ts';
import type { Project } from '../../shared/model/types.ts';

export interface RouteQuestion {
  readonly request: number;
  readonly project: Project;
  readonly variant: string;
}
export interface RouteAnswer {
  readonly request: number;
  readonly drawing: Drawing | null;
  readonly message: string;
}

const answer = (message: RouteAnswer): void => postMessage(message);

addEventListener('message', ({ data: { request, project, variant } }: MessageEvent<RouteQuestion>) => {
  try {
    answer({ request, drawing: placedDrawing(project, variant), message: 'the variant was not placed by hand' });
  } catch (error) {
    answer({ request, drawing: null, message: error instanceof Error ? error.message : String(error) });
  }
});
