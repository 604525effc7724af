// Small marks that stand for a thing: the product, a kind, a platform, a variant.
import { DEPLOYABLE_ICON, KIND_ICON } from '../../shared/format/drawingIcons.ts';
import { KIND_HUE } from '../../shared/format/drawingText.ts';
import type { ComponentKind, DeployableKind } from '../../shared/model/types.ts';

export function Logo({ size = 18 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden="true">
      <rect x="1" y="1.5" width="16" height="4" rx="1.2" fill="var(--text)" />
      <rect x="1" y="7" width="7.4" height="4" rx="1.2" fill="var(--text)" />
      <rect x="9.6" y="7" width="7.4" height="4" rx="1.2" fill="var(--text)" />
      <rect x="1" y="12.5" width="4.5" height="4" rx="1.2" fill="var(--accent)" />
      <rect x="6.75" y="12.5" width="4.5" height="4" rx="1.2" fill="var(--accent)" />
      <rect x="12.5" y="12.5" width="4.5" height="4" rx="1.2" fill="var(--accent)" />
    </svg>
  );
}

function Stroked({ path, size }: { readonly path: string; readonly size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}

/** The 24 px tile of a kind: the only hue on the quiet canvas. */
export function KindTile({ kind }: { readonly kind: ComponentKind }) {
  return (
    <span className={`tile ${KIND_HUE[kind]}`}>
      <Stroked path={KIND_ICON[kind]} size={15} />
    </span>
  );
}

/** The shape alone, in the hue of its kind. */
export function KindIcon({ kind, size = 15 }: { readonly kind: ComponentKind; readonly size?: number }) {
  return (
    <span className={`kind-icon ${KIND_HUE[kind]}`}>
      <Stroked path={KIND_ICON[kind]} size={size} />
    </span>
  );
}

export function LinkTile() {
  return (
    <span className="tile out">
      <Stroked path="M4 12h15m-6-6 6 6-6 6" size={15} />
    </span>
  );
}

export function PlatformTile({ kind }: { readonly kind: DeployableKind }) {
  return (
    <span className="tile out">
      <PlatformIcon kind={kind} size={15} />
    </span>
  );
}

export function PlatformIcon({ kind, size = 13 }: { readonly kind: DeployableKind; readonly size?: number }) {
  return <Stroked path={DEPLOYABLE_ICON[kind]} size={size} />;
}

/** Letter of the variant at this place; hue and letter stay with it in every screen. */
export const letterOf = (index: number): string => String.fromCharCode(65 + (index % 26));
export const hueOf = (index: number): 'a' | 'b' | 'c' | 'd' => (['a', 'b', 'c', 'd'] as const)[index % 4] ?? 'a';

export function VariantKey({ index }: { readonly index: number }) {
  return <span className={`variant-key ${hueOf(index)}`}>{letterOf(index)}</span>;
}
