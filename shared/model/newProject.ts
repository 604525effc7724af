/** The project a user starts with: nothing drawn yet, one variant to draw in. */
import { FORMAT_VERSION } from './schema.ts';
import type { Project } from './types.ts';

/** `id` must be new in the store and fit the rules for ids; `app` is the version of this program. */
export function newProject(id: string, name: string, app: string): Project {
  return {
    format: 'topolith',
    formatVersion: FORMAT_VERSION,
    minReaderVersion: FORMAT_VERSION,
    app,
    id,
    name,
    components: [],
    links: [],
    journeys: [],
    variants: [{ id: 'monolith', name: 'Monolith', style: 'monolith', deployables: [], placements: [] }],
  };
}
