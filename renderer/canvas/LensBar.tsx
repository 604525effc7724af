// The six ways to look at one drawing.
import { CircleDollarSign, Gauge, PencilRuler, Radar, Timer, Users, type LucideIcon } from 'lucide-react';
import { walk } from '../frame/walk.ts';
import { showLens } from '../state/actions.ts';
import { LENSES, useWindow, type Lens } from '../state/store.ts';

export const LENS_WORD: Readonly<Record<Lens, string>> = {
  plain: 'Plain',
  latency: 'Latency',
  utilisation: 'Utilisation',
  cost: 'Cost',
  blast: 'Blast radius',
  ownership: 'Ownership',
};
const ICON: Readonly<Record<Lens, LucideIcon>> = {
  plain: PencilRuler,
  latency: Timer,
  utilisation: Gauge,
  cost: CircleDollarSign,
  blast: Radar,
  ownership: Users,
};

export function LensBar() {
  const lens = useWindow((state) => state.lens);
  return (
    <div className="float lenses" role="radiogroup" aria-label="Lens" onKeyDown={walk}>
      {LENSES.map((one) => {
        const Icon = ICON[one];
        return (
          <button
            key={one}
            type="button"
            role="radio"
            aria-checked={one === lens}
            tabIndex={one === lens ? 0 : -1}
            className="lens"
            onClick={() => showLens(one)}
            title={LENS_WORD[one]}
          >
            <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
            <span>{LENS_WORD[one]}</span>
          </button>
        );
      })}
    </div>
  );
}
