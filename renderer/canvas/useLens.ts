// What the lens in use says of every part: worked out once for the drawing and its legend.
import { lensView, type LensInput } from '../lenses/index.ts';
import type { LensView } from '../lenses/types.ts';
import { useProject, useResult, useScripted, useWindow } from '../state/store.ts';

const same = (a: LensInput, b: LensInput): boolean =>
  (Object.keys(a) as (keyof LensInput)[]).every((key) => a[key] === b[key]);

const viewOf = (() => {
  let last: { readonly input: LensInput; readonly view: LensView } | undefined;
  return (input: LensInput): LensView => {
    if (!last || !same(last.input, input)) last = { input, view: lensView(input) };
    return last.view;
  };
})();

/** Undefined until there is a drawing. */
export function useLens(): LensView | undefined {
  const project = useProject();
  const variantId = useWindow((state) => state.variant);
  const drawing = useWindow((state) => state.drawings[state.variant]);
  const lens = useWindow((state) => state.lens);
  const journey = useWindow((state) => state.journey);
  const fault = useWindow((state) => state.fault);
  const result = useResult();
  const scripted = useScripted();
  const variant = project.variants.find((one) => one.id === variantId);
  if (!variant || !drawing) return undefined;
  return viewOf({ lens, project, variant, drawing, result, journey, fault, scripted });
}
