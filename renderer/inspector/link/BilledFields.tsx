// What the platform counts for one call over a link: unit and count.
import type { Link } from '../../../shared/model/types.ts';
import { QuantityField } from '../field/QuantityField.tsx';
import { NameForm } from '../NameForm.tsx';
import { useFact } from '../useFact.ts';

export function BilledFields({ link, path }: { readonly link: Link; readonly path: string }) {
  const fact = useFact(path);
  return (
    <>
      {Object.keys(link.billed ?? {}).map((name) => (
        <QuantityField key={name} label={name} path={`${path}/${name}`} unit="number" range="any" suffix="a call" />
      ))}
      <NameForm label="A unit, such as put" button="Add" add={(unit) => fact.set({ ...link.billed, [unit]: 1 })} />
    </>
  );
}
