// Title row: back to the start screen, the design's name, search, scenario, theme.
import { CircleQuestionMark, FolderOpen, Moon, PanelRight, Search, Sun } from 'lucide-react';
import { Logo } from '../parts/Marks.tsx';
import { Select } from '../parts/Select.tsx';
import { showScenario } from '../state/actions.ts';
import { openWithDialog, toStart } from '../state/open.ts';
import { set, useProject, useWindow } from '../state/store.ts';
import { toggleTheme, useTheme } from '../state/theme.ts';

export function TitleBar() {
  const project = useProject();
  const path = useWindow((state) => state.path);
  return (
    <header className="title">
      <button
        type="button"
        className="button home"
        onClick={toStart}
        aria-label="To the start screen"
        title="To the start screen"
      >
        <Logo />
      </button>
      <h1 className="cut" title={project.note}>
        {project.name}
      </h1>
      <span className="badge" title={path ?? 'Opened as a copy; nothing is written back'}>
        {path === null ? 'Sample or copy' : 'From a file'}
      </span>
      <button
        type="button"
        className="search"
        onClick={() => set({ paletteOpen: true })}
        aria-label="Find a part or run a command"
      >
        <Search size={14} strokeWidth={1.75} aria-hidden="true" />
        <span className="cut">Find a part or run a command</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className="title-end">
        <Scenario />
        <button type="button" className="button lined" onClick={() => void openWithDialog()}>
          <FolderOpen size={14} strokeWidth={1.75} aria-hidden="true" />
          <span className="wide-only">Open</span>
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
