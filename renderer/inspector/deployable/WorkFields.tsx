// How a deployable takes work: threads, waiting places, how jobs share its cores, how calls share its replicas, and its ceilings.
import { DEPLOYABLE } from '../../../shared/model/defaults.ts';
import type { Deployable } from '../../../shared/model/types.ts';
import { QuantityField } from '../field/QuantityField.tsx';
import { SelectField } from '../field/SelectField.tsx';
import { TextField } from '../field/TextField.tsx';

const DISCIPLINES = [
  { value: 'sharing', word: 'All share the cores' },
  { value: 'fifo', word: 'One after another' },
  { value: 'delay', word: 'No waiting' },
];
const BALANCING = [
  { value: 'random', word: 'At random' },
  { value: 'round-robin', word: 'In turn' },
  { value: 'least-busy', word: 'To the least busy' },
  { value: 'shared-queue', word: 'One queue for all' },
];

export function WorkFields({ deployable, path }: { readonly deployable: Deployable; readonly path: string }) {
  return (
    <>
      <QuantityField
        label="Threads"
        path={`${path}/threads`}
        unit="count"
        range="some"
        suffix="a replica"
        word="unbounded"
        fallback={DEPLOYABLE.threads}
        tip="Requests in hand at a time; an event loop is unbounded"
      />
      <QuantityField
        label="Waiting places"
        path={`${path}/room`}
        unit="count"
        range="room"
        empty="No limit"
        tip="Requests that may wait; more are turned away"
      />
      <SelectField
        label="Sharing"
        path={`${path}/discipline`}
        options={DISCIPLINES}
        fallback={DEPLOYABLE.discipline(deployable.kind)}
      />
      <SelectField label="Balancing" path={`${path}/balancing`} options={BALANCING} fallback={DEPLOYABLE.balancing} />
      <QuantityField
        label="Jobs a machine"
        path={`${path}/packing`}
        unit="count"
        range="some"
        empty="As they fit"
        tip="Whole jobs on one machine, for work that cannot be split"
      />
    </>
  );
}

export function QuotaFields({ path }: { readonly path: string }) {
  return (
    <>
      <QuantityField
        label="Quota"
        path={`${path}/quota/perSecond`}
        unit="perSecond"
        range="ratePerSecond"
        empty="No limit"
      />
      <QuantityField label="At a time" path={`${path}/quota/concurrent`} unit="count" range="some" empty="No limit" />
      <TextField
        label="Counts"
        path={`${path}/quota/counts`}
        empty="Visits"
        tip="Visits, or a unit that its links are billed for"
      />
    </>
  );
}
