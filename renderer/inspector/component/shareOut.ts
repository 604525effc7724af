// Shares of the copies of a component add up to 1: what one gets, the others give in proportion.
import type { Placement } from '../../../shared/model/types.ts';

type Place = Omit<Placement, 'component'>;

/** The places with this share for one of them; null takes all shares out. */
export function shareOut(places: readonly Placement[], index: number, share: number | null): readonly Place[] {
  const bare = places.map(({ deployable }): Place => ({ deployable }));
  if (share === null) return bare;
  const others = places.reduce((sum, one, place) => (place === index ? sum : sum + (one.share ?? 1)), 0);
  return bare.map((one, place) => {
    if (place === index) return { ...one, share };
    const part = others > 0 ? (places[place]!.share ?? 1) / others : 1 / (places.length - 1);
    return { ...one, share: Number(((1 - share) * part).toPrecision(12)) };
  });
}
