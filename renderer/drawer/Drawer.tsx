// Results below the drawing: one tab a question.
import { ChevronDown, ChevronUp } from 'lucide-react';
import type { VariantAnswer } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { keysOf } from '../frame/keys.ts';
import { walk } from '../frame/walk.ts';
import { showTab } from '../state/actions.ts';
import { DRAWER_TABS, set, useProject, useResult, useWindow, type DrawerTab } from '../state/store.ts';
import { plain, usd } from '../../shared/explain/numbers.ts';
import { CostTab } from './CostTab.tsx';
import { FailuresTab } from './FailuresTab.tsx';
import { FindingsTab } from './FindingsTab.tsx';
import { JourneysTab } from './JourneysTab.tsx';
import { LoadTab } from './LoadTab.tsx';
import { StalenessTab } from './StalenessTab.tsx';
import { Waiting } from './Waiting.tsx';
import { Working } from './Working.tsx';

const TAB_WORD: Readonly<Record<DrawerTab, string>> = {
  journeys: 'Journeys',
  cost: 'Cost',
  failures: 'Failures',
  load: 'Load',
  staleness: 'Staleness',
  findings: 'Findings',
};

export function Drawer() {
  const project = useProject();
  const tab = useWindow((state) => state.tab);
  const open = useWindow((state) => state.drawerOpen);
  const result = useResult();
  const Fold = open ? ChevronDown : ChevronUp;
  return (
    <section className="drawer" aria-label="Results">
      <div className="drawer-head">
        <div role="tablist" aria-label="Results" className="drawer-tabs" onKeyDown={walk}>
          {DRAWER_TABS.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              aria-selected={one === tab}
              tabIndex={one === tab ? 0 : -1}
              className="drawer-tab"
              onClick={() => showTab(one)}
            >
              {TAB_WORD[one]}
              <span className="quiet">{result ? countOf(one, project, result) : ''}</span>
            </button>
          ))}
        </div>
        <Working />
        <button
          type="button"
          className="button icon"
          aria-label={open ? 'Fold the results' : 'Unfold the results'}
          title={`${open ? 'Fold' : 'Unfold'} the results (${keysOf('toggle-results')})`}
          onClick={() => set({ drawerOpen: !open })}
        >
          <Fold size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </div>
      {open ? (
        <div key={tab} className="drawer-body" role="tabpanel" aria-label={TAB_WORD[tab]} tabIndex={0}>
          <Tab tab={tab} result={result} />
        </div>
      ) : null}
    </section>
  );
}

function countOf(tab: DrawerTab, project: Project, result: VariantAnswer): string {
  const counts: Readonly<Record<DrawerTab, string>> = {
    journeys: String(project.journeys.length),
    cost: plain(usd(result.cost.monthlyUsd)),
    failures: result.faults ? String(result.faults.length) : '',
    load: String(Object.keys(result.deployables).length),
    staleness: result.staleness ? String(Object.keys(result.staleness).length) : '',
    findings: result.findings ? String(result.findings.length) : '',
  };
  return counts[tab];
}

function Tab({ tab, result }: { readonly tab: DrawerTab; readonly result: VariantAnswer | undefined }) {
  const project = useProject();
  if (!result) {
    return <Waiting />;
  }
  switch (tab) {
    case 'journeys':
      return <JourneysTab project={project} result={result} />;
    case 'cost':
      return <CostTab project={project} result={result} />;
    case 'failures':
      return <FailuresTab project={project} result={result} />;
    case 'load':
      return <LoadTab project={project} result={result} />;
    case 'staleness':
      return <StalenessTab project={project} result={result} />;
    case 'findings':
      return <FindingsTab project={project} result={result} />;
  }
}
