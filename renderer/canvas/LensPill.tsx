// A figure on a lens scale: the fill tells the amount, the number says it.
import type { Pill } from '../lenses/types.ts';

export function LensPill({ pill, bare = false }: { readonly pill: Pill; readonly bare?: boolean }) {
  const { figure } = pill;
  return (
    <>
      <span className={`pill ${pill.scale}-${pill.step}`}>
        {figure.before ? <i>{figure.before}</i> : null}
        {figure.text}
        {figure.unit ? <i> {figure.unit}</i> : null}
      </span>
      {pill.beside && !bare ? <span className="pill-beside cut">{pill.beside}</span> : null}
    </>
  );
}
