// The seven aspects, each by the figures that tell the two variants apart.
import { Database, Laptop, Monitor, Package, Scaling, ShieldAlert, Users, type LucideIcon } from 'lucide-react';
import { Pending } from '../parts/Figure.tsx';
import { VariantKey } from '../parts/Marks.tsx';
import { ASPECT_WORD, shownAspects, type ShownAspect } from './aspects.ts';
import { Card, Scroll } from './Card.tsx';
import type { Compared } from './compared.ts';
import { aspectText } from './figures.ts';

const ICON: Readonly<Record<string, LucideIcon>> = {
  deployment: Package,
  scaling: Scaling,
  development: Laptop,
  data: Database,
  operations: Monitor,
  team: Users,
  failure: ShieldAlert,
};

export function AspectsCard({ sides, comparison }: Compared) {
  return (
    <Card
      title="Seven aspects"
      className="aspects"
      end={<span className="quiet">from this design, not in general</span>}
    >
      {comparison ? (
        <Scroll label="Aspects">
          <table className="compared">
            <thead>
              <tr>
                <th>Aspect</th>
                <th>What differs</th>
                {sides.map(({ variant, index }) => (
                  <th key={variant.id}>
                    <span className="head-variant start">
                      <VariantKey index={index} />
                      <span className="cut" title={variant.name}>
                        {variant.name}
                      </span>
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shownAspects(comparison.aspects).map((one) => (
                <Aspect key={one.row.aspect} {...one} />
              ))}
            </tbody>
          </table>
        </Scroll>
      ) : (
        <div className="card-wait">
          <Pending />
        </div>
      )}
    </Card>
  );
}

function Aspect({ row, same }: ShownAspect) {
  const Icon = ICON[row.aspect] ?? Package;
  return (
    <tr className={same ? 'alike' : ''}>
      <th scope="row">
        <span className="aspect-name">
          <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
          {ASPECT_WORD[row.aspect] ?? row.aspect}
        </span>
      </th>
      <td className="quiet" title={row.label}>
        {row.label}
      </td>
      {row.figures.map((figure, index) => (
        <td key={index === 0 ? 'first' : 'second'} title={aspectText(figure)}>
          {aspectText(figure)}
        </td>
      ))}
    </tr>
  );
}
