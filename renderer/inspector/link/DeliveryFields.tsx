// How messages of an async link are handed on.
import type { Link } from '../../../shared/model/types.ts';
import { QuantityField } from '../field/QuantityField.tsx';
import { SelectField } from '../field/SelectField.tsx';

const MODES = [
  { value: 'push', word: 'Pushed at once' },
  { value: 'poll', word: 'Fetched by polling' },
];

export function DeliveryFields({ link, path }: { readonly link: Link; readonly path: string }) {
  return (
    <>
      <SelectField label="Mode" path={`${path}/mode`} options={MODES} fallback={{ value: 'push' }} />
      {link.delivery?.mode === 'poll' ? (
        <QuantityField label="Polls every" path={`${path}/periodMs`} unit="ms" range="ms" fallback={{ value: 0 }} />
      ) : null}
      <QuantityField
        label="Batch"
        path={`${path}/batch`}
        unit="count"
        range="some"
        suffix="a poll"
        empty="No limit"
        tip="Most messages that one poll takes"
      />
      <QuantityField
        label="Handlers"
        path={`${path}/concurrency`}
        unit="count"
        range="some"
        suffix="at a time"
        empty="No limit"
        tip="Messages that one replica of the consumer handles at a time"
      />
      <QuantityField
        label="Outbox read in"
        path={`${path}/outbox/pollMs`}
        unit="ms"
        range="ms"
        empty="No outbox"
        tip="Events are kept with the data and sent by a reader, so that none is lost"
      />
      <QuantityField
        label="Capture lag"
        path={`${path}/captureLagMs`}
        unit="ms"
        range="ms"
        empty="No capture"
        tip="Changes are read from the log of the store, this much later"
      />
      <QuantityField
        label="Business wait"
        path={`${path}/delayMs`}
        unit="ms"
        range="ms"
        empty="No"
        tip="A wait of the business; it stays when both ends share a process"
      />
    </>
  );
}
