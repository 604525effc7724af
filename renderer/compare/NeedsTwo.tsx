// What stands here while the design has one variant only.
import { Columns2, Copy } from 'lucide-react';
import { newId, newName } from '../../shared/model/newId.ts';
import { Empty } from '../parts/Empty.tsx';
import { edit } from '../state/edit.ts';
import { useProject } from '../state/store.ts';

export function NeedsTwo() {
  const project = useProject();
  const [only] = project.variants;
  return (
    <main className="compare-alone">
      <Empty icon={<Columns2 size={24} strokeWidth={1.5} />} title="A comparison needs two variants">
        A variant is one way to cut the same design. Duplicate this one, then move a component of the copy to another
        deployable: here you see what that changes.
      </Empty>
      {only ? (
        <button
          type="button"
          className="button primary big"
          onClick={() => {
            const name = newName(project.variants, `${only.name}, copy`);
            edit({ type: 'duplicateVariant', id: only.id, newId: newId(project, name), name });
          }}
        >
          <Copy size={15} strokeWidth={1.75} aria-hidden="true" />
          Duplicate {only.name}
        </button>
      ) : null}
    </main>
  );
}
