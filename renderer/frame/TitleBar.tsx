// Title row: the project and whether it is saved, search, undo, scenario, compare, export.
import {
  CircleQuestionMark,
  Columns2,
  Moon,
  PanelRight,
  Redo2,
  Search,
  Sun,
  Undo2,
  Upload,
  type LucideIcon,
} from 'lucide-react';
import { useEffect } from 'react';
import { openCompare } from '../compare/openCompare.ts';
import { Logo } from '../parts/Marks.tsx';
import { Select } from '../parts/Select.tsx';
import { ProjectName } from '../projects/ProjectName.tsx';
import { FileBadge, SavedState } from '../projects/SavedState.tsx';
import { showScenario } from '../state/actions.ts';
import { redo, undo } from '../state/edit.ts';
import { toStart } from '../state/open.ts';
import { usePersist } from '../state/persist.ts';
import { set, useProject, useWindow } from '../state/store.ts';
import { toggleTheme, useTheme } from '../state/theme.ts';
import { keysOf } from './keys.ts';

export function TitleBar() {
  useWindowTitle();
  return (
    <header className="title">
      <div className="title-start">
        <button
          type="button"
          className="button home"
          onClick={() => void toStart()}
          aria-label="To the start screen"
          title="To the start screen"
        >
          <Logo />
        </button>
        <ProjectName />
        <SavedState />
        <FileBadge />
      </div>
      <button type="button" className="search" onClick={() => set({ paletteOpen: true })}>
        <Search size={14} strokeWidth={1.75} aria-hidden="true" />
        <span className="cut">Find a part or run a command</span>
        <kbd>{keysOf('palette')}</kbd>
      </button>
      <div className="title-end">
        <UndoRedo />
        <Scenario />
        <button
          type="button"
          className="button lined"
          onClick={() => openCompare()}
          title={`Compare variants (${keysOf('compare')})`}
        >
          <Columns2 size={14} strokeWidth={1.75} aria-hidden="true" />
          <span className="wide-only">Compare</span>
        </button>
        <button
          type="button"
          className="button lined"
          onClick={() => set({ dialog: 'export' })}
          title={`Export (${keysOf('export')})`}
        >
          <Upload size={14} strokeWidth={1.75} aria-hidden="true" />
          <span className="wide-only">Export</span>
        </button>
        <InspectorToggle />
        <button
          type="button"
          className="button icon"
          onClick={() => set({ shortcutsOpen: true })}
          aria-label="Keys and gestures"
          title="Keys and gestures (?)"
        >
          <CircleQuestionMark size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
        <ThemeToggle />
      </div>
    </header>
  );
}

/** The window's own title, for lists of windows and tabs. */
function useWindowTitle(): void {
  const { name } = useProject();
  const unsaved = usePersist((state) => state.state !== 'saved');
  useEffect(() => {
    document.title = `${unsaved ? '• ' : ''}${name} - Topolith`;
    return () => {
      document.title = 'Topolith';
    };
  }, [name, unsaved]);
}

function UndoRedo() {
  const back = useWindow((state) => state.history?.past.at(-1)?.name);
  const forth = useWindow((state) => state.history?.future.at(-1)?.name);
  return (
    <>
      <StepButton word="Undo" step={back} keys={keysOf('undo')} Icon={Undo2} onClick={undo} />
      <StepButton word="Redo" step={forth} keys={keysOf('redo')} Icon={Redo2} onClick={redo} />
    </>
  );
}

interface StepButtonProps {
  readonly word: string;
  /** Name of the step; undefined when there is none. */
  readonly step: string | undefined;
  readonly keys: string;
  readonly Icon: LucideIcon;
  readonly onClick: () => void;
}

function StepButton({ word, step, keys, Icon, onClick }: StepButtonProps) {
  const says = step === undefined ? `Nothing to ${word.toLowerCase()}` : `${word} ${step}`;
  return (
    <button
      type="button"
      className="button icon"
      // Not `disabled`: the tip and the keyboard's focus stay.
      aria-disabled={step === undefined}
      aria-label={says}
      title={`${says} (${keys})`}
      onClick={onClick}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}

function Scenario() {
  const project = useProject();
  const scenario = useWindow((state) => state.scenario);
  const variant = useWindow((state) => state.variant);
  const scenarios = (project.scenarios ?? []).filter((one) => !one.variants || one.variants.includes(variant));
  if (scenarios.length === 0) return null;
  const shown = scenarios.some((one) => one.id === scenario) ? (scenario ?? '') : '';
  return (
    <span className={`scenario ${shown === '' ? '' : 'active'}`}>
      <Select
        label="Scenario"
        value={shown}
        options={[
          { value: '', word: 'As designed' },
          ...scenarios.map((one) => ({ value: one.id, word: `What if: ${one.name}` })),
        ]}
        onChange={(id) => showScenario(id === '' ? null : id)}
      />
    </span>
  );
}

function InspectorToggle() {
  const open = useWindow((state) => state.inspectorOpen);
  return (
    <button
      type="button"
      className="button icon"
      aria-pressed={open}
      aria-label="Inspector"
      title="Show or hide the inspector (I)"
      onClick={() => set({ inspectorOpen: !open })}
    >
      <PanelRight size={16} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}

export function ThemeToggle() {
  const shown = useTheme((state) => state.shown);
  const other = shown === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      className="button icon"
      onClick={toggleTheme}
      aria-label={`Switch to ${other}`}
      title={`Switch to ${other}`}
    >
      {shown === 'dark' ? (
        <Sun size={16} strokeWidth={1.75} aria-hidden="true" />
      ) : (
        <Moon size={16} strokeWidth={1.75} aria-hidden="true" />
      )}
    </button>
  );
}
