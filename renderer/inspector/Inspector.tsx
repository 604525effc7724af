// Right panel: the fault on the screen, the selected part, or the variant as a whole.
import { X } from 'lucide-react';
import { useMemo } from 'react';
import { effectiveProject } from '../../shared/model/effective.ts';
import type { Project, Variant } from '../../shared/model/types.ts';
import { set, useProject, useResult, useWindow } from '../state/store.ts';
import { BlastPanel } from './BlastPanel.tsx';
import { ComponentPanel } from './ComponentPanel.tsx';
import { CostPanel } from './CostPanel.tsx';
import { DeployablePanel } from './DeployablePanel.tsx';
import { OriginLegend } from './Fields.tsx';
import { LinkPanel } from './LinkPanel.tsx';
import { VariantPanel } from './VariantPanel.tsx';

export function Inspector() {
  const open = useWindow((state) => state.inspectorOpen);
  if (!open) return null;
  return (
    <aside className="inspector" aria-label="Inspector">
      <button
        type="button"
        className="button icon inspector-close"
        aria-label="Hide the inspector"
        onClick={() => set({ inspectorOpen: false })}
      >
        <X size={15} strokeWidth={1.75} aria-hidden="true" />
      </button>
      <Panel />
    </aside>
  );
}

/** The design as this variant has it, its own facts laid over the common ones. */
function useEffective(): { project: Project; variant: Variant | undefined } {
  const project = useProject();
  const variantId = useWindow((state) => state.variant);
  return useMemo(() => {
    const variant = project.variants.find((one) => one.id === variantId);
    try {
      const effective = effectiveProject(project, variantId, null);
      return { project: effective.project, variant: effective.variant };
    } catch {
      return { project, variant };
    }
  }, [project, variantId]);
}

function Panel() {
  const { project, variant } = useEffective();
  const selection = useWindow((state) => state.selection);
  const fault = useWindow((state) => state.fault);
  const lens = useWindow((state) => state.lens);
  const result = useResult();
  if (!variant) return null;
  if (lens === 'blast' && result && !selection) return <BlastPanel project={project} result={result} fault={fault} />;
  if (selection?.kind === 'component') {
    const component = project.components.find((one) => one.id === selection.id);
    if (component) {
      return (
        <>
          <ComponentPanel project={project} variant={variant} component={component} result={result} />
          <OriginLegend />
        </>
      );
    }
  }
  if (selection?.kind === 'deployable') {
    const deployable = variant.deployables.find((one) => one.id === selection.id);
    if (deployable) {
      return (
        <>
          <DeployablePanel project={project} variant={variant} deployable={deployable} result={result} />
          <OriginLegend />
        </>
      );
    }
  }
  if (selection?.kind === 'link') {
    const link = project.links.find((one) => one.id === selection.id);
    if (link) {
      return (
        <>
          <LinkPanel project={project} link={link} result={result} />
          <OriginLegend />
        </>
      );
    }
  }
  if (lens === 'cost' && result) return <CostPanel project={project} variant={variant} result={result} />;
  return <VariantPanel project={project} variant={variant} result={result} />;
}
