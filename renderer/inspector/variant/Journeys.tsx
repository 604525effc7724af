// Who calls, and how often: the journeys of the design, with their objectives.
import { useState } from 'react';
import { newId, newName } from '../../../shared/model/newId.ts';
import type { Journey, Project } from '../../../shared/model/types.ts';
import { perSecond, plain } from '../../../shared/explain/numbers.ts';
import { AddButton } from '../AddButton.tsx';
import { useDesign } from '../design.ts';
import { QuantityField } from '../field/QuantityField.tsx';
import { SelectBox } from '../field/SelectField.tsx';
import { TextField } from '../field/TextField.tsx';
import { json } from '../fact.ts';
import { Fold } from '../Fold.tsx';
import { Item } from '../Item.tsx';
import { useEdit } from '../useEdit.ts';
import { useFact, type Fact } from '../useFact.ts';
import { EntryFields } from './EntryFields.tsx';
import { RateFields } from './RateFields.tsx';

const LOADS = [
  { value: 'rate', word: 'Requests as they come' },
  { value: 'closed', word: 'Users who wait and think' },
];

export function Journeys({ project }: { readonly project: Project }) {
  const design = useDesign().project;
  const { trouble, run } = useEdit();
  const [added, setAdded] = useState('');
  /** A client knows best what comes in; else whatever nobody calls. */
  const entry = (
    project.components.find(({ kind }) => kind === 'client') ??
    project.components.find(({ id }) => !project.links.some(({ to }) => to === id)) ??
    project.components[0]
  )?.id;
  const add = (): void => {
    if (entry === undefined) return;
    const name = newName(design.journeys, 'Journey');
    const id = newId(design, name);
    const record: Journey = { id, name, entry: { component: entry }, rate: { average: 10, peak: 30 } };
    if (run({ type: 'add', kind: 'journey', record })) setAdded(id);
  };
  return (
    <Fold title="Journeys" badge={String(project.journeys.length)} open>
      {project.journeys.length === 0 ? (
        <p className="quiet">
          {entry === undefined
            ? 'No journey yet. Draw a part first, then say who calls it and how often.'
            : 'No journey yet. Say who calls, and how often.'}
        </p>
      ) : null}
      {project.journeys.map((journey) => (
        <Item
          key={journey.id}
          title={journey.name}
          summary={loadOf(journey)}
          open={journey.id === added}
          onRemove={() => run({ type: 'remove', kind: 'journey', id: journey.id })}
        >
          <JourneyFields project={project} journey={journey} />
        </Item>
      ))}
      {trouble === null ? null : (
        <p className="field-trouble" role="alert">
          {trouble}
        </p>
      )}
      {entry === undefined ? null : <AddButton onClick={add}>Add journey</AddButton>}
    </Fold>
  );
}

function loadOf({ rate, closed }: Journey): string {
  if (closed) return `${closed.users.toLocaleString('en-US')} users`;
  return rate ? `${plain(perSecond(rate.average))}, peak ${perSecond(rate.peak).text}` : '';
}

function JourneyFields({ project, journey }: { readonly project: Project; readonly journey: Journey }) {
  const path = `journeys/${journey.id}`;
  const whole = useFact(path);
  const form: Fact = {
    ...whole,
    differs: false,
    canDiffer: false,
    value: journey.closed ? 'closed' : 'rate',
    set(value) {
      const { rate: _, closed: __, ...rest } = journey;
      const load = value === 'closed' ? { closed: { users: 100, thinkMs: 5000 } } : { rate: { average: 10, peak: 30 } };
      return whole.set(json({ ...rest, ...load }));
    },
  };
  return (
    <>
      <TextField label="Name" path={`${path}/name`} most="name" required />
      <EntryFields project={project} label="Enters" path={`${path}/entry`} />
      <SelectBox label="Load" options={LOADS} fact={form} required />
      {journey.closed ? (
        <>
          <QuantityField label="Users" path={`${path}/closed/users`} unit="count" range="some" required />
          <QuantityField label="Think time" path={`${path}/closed/thinkMs`} unit="ms" range="ms" required />
        </>
      ) : (
        <RateFields path={`${path}/rate`} />
      )}
      <QuantityField
        label="p99 objective"
        path={`${path}/objective/p99Ms`}
        unit="ms"
        range="positiveMs"
        empty="None"
        tip="99 of 100 answers are faster than this"
      />
      <QuantityField
        label="Available"
        path={`${path}/objective/availability`}
        unit="share"
        range="share"
        empty="No objective"
        tip="Share of requests that are answered"
      />
      <QuantityField
        label="Worth"
        path={`${path}/valuePerRequest`}
        unit="usd"
        range="usd"
        suffix="a request"
        empty="Not said"
      />
    </>
  );
}
