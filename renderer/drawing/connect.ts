// Linking two parts, or saying why they cannot be linked.
import { circlesOf } from '../../shared/model/circles.ts';
import { connect, refusal } from '../edits/connect.ts';
import { inOne, keepDrawing } from '../edits/places.ts';
import { select } from '../state/actions.ts';
import { edit } from '../state/edit.ts';
import { now, set } from '../state/store.ts';
import { sheet, tell, wordsOf } from './attempt.ts';
import { onlyComponent } from './picked.ts';

export function connectParts(from: string, to: string): void {
  const on = sheet();
  const a = on?.project.components.find((one) => one.id === from);
  const b = on?.project.components.find((one) => one.id === to);
  if (!on || !a || !b) return;
  const refused = refusal(on.project, a, b);
  if (refused) {
    tell(refused, 'refused');
    return;
  }
  const { link, journey, commands } = connect(on.project, a, b);
  const problems = edit(inOne(`Link ${a.name} to ${b.name}`, [...keepDrawing(on), ...commands]));
  if (problems.length > 0) {
    tell(`Not linked: ${wordsOf(problems)}`, 'refused');
    return;
  }
  select({ kind: 'link', id: link });
  const { project, variant } = now();
  const cut = project?.variants.find(({ id }) => id === variant);
  if (project && cut && circlesOf(project, cut).some(({ links }) => links.some(({ id }) => id === link)))
    tell(
      `${b.name} leads back to ${a.name}: calls now go round without end. Give ${b.name} another operation to call.`,
    );
  if (journey?.rate)
    tell(
      `Journey "${journey.name}" added with ${journey.rate.average}/s, peak ${journey.rate.peak}/s. Press Esc to set its rate on the right, under Journeys.`,
    );
}

export function startConnecting(): void {
  const id = onlyComponent();
  if (id === null) tell('Select the part that calls, then connect it.', 'refused');
  else set({ connecting: id });
}
