// Right panel: the fault on the screen, the selected part, or the variant as a whole.
import { X } from 'lucide-react';
import { useMemo } from 'react';
import { effectiveProject } from '../../shared/model/effective.ts';
import { set, useProject, useResult, useWindow, type Selection } from '../state/store.ts';
import { BlastPanel } from './BlastPanel.tsx';
import { ComponentPanel } from './ComponentPanel.tsx';
import { CostPanel } from './CostPanel.tsx';
import { DesignContext, type Design } from './design.ts';
import { DeployablePanel } from './DeployablePanel.tsx';
import { OriginLegend } from './Fields.tsx';
import { LinkPanel } from './LinkPanel.tsx';
import { SelectedPanel } from './SelectedPanel.tsx';
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
function useDesignOf(variantId: string): Design | null {
  const project = useProject();
  return useMemo(() => {
    const variant = project.variants.find((one) => one.id === variantId);
    if (!variant) return null;
    try {
      const effective = effectiveProject(project, variantId, null);
      return { project, effective: effective.project, variant: effective.variant };
    } catch {
      return { project, effective: project, variant };
    }
  }, [project, variantId]);
}

function Panel() {
  const design = useDesignOf(useWindow((state) => state.variant));
  const selection = useWindow((state) => state.selection);
  const selected = useWindow((state) => state.selected);
  const fault = useWindow((state) => state.fault);
  const lens = useWindow((state) => state.lens);
  const result = useResult();
  if (!design) return null;
  const { effective: project, variant } = design;
  if (selected.length > 1) return <SelectedPanel project={project} variant={variant} selected={selected} />;
  if (lens === 'blast' && result && !selection) return <BlastPanel project={project} result={result} fault={fault} />;
  if (lens === 'cost' && result && !selection) return <CostPanel project={project} variant={variant} result={result} />;
  // A panel starts anew with another part: what is typed in one never ends up in the next.
  return (
    <DesignContext value={design}>
      <Part key={`${variant.id} ${selection?.kind} ${selection?.id}`} design={design} selection={selection} />
      <OriginLegend />
    </DesignContext>
  );
}

interface PartProps {
  readonly design: Design;
  readonly selection: Selection | null;
}

function Part({ design: { effective: project, variant }, selection }: PartProps) {
  const result = useResult();
  const shared = { project, variant, result };
  const find = <T extends { readonly id: string }>(kind: Selection['kind'], records: readonly T[]): T | undefined =>
    selection?.kind === kind ? records.find((one) => one.id === selection.id) : undefined;
  const component = find('component', project.components);
  if (component) return <ComponentPanel {...shared} component={component} />;
  const deployable = find('deployable', variant.deployables);
  if (deployable) return <DeployablePanel {...shared} deployable={deployable} />;
  const link = find('link', project.links);
  if (link) return <LinkPanel project={project} link={link} result={result} />;
  return <VariantPanel {...shared} />;
}
