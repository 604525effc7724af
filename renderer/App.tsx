// The window: the start screen or the open design, and what floats over both.
import { Canvas } from './canvas/Canvas.tsx';
import { CompareScreen } from './compare/CompareScreen.tsx';
import { Drawer } from './drawer/Drawer.tsx';
import { ExportDialog } from './export/ExportDialog.tsx';
import { FindPart } from './frame/FindPart.tsx';
import { Shortcuts } from './frame/Shortcuts.tsx';
import { TitleBar } from './frame/TitleBar.tsx';
import { useKeys } from './frame/useKeys.ts';
import { VariantTabs } from './frame/VariantTabs.tsx';
import { useDrop } from './frame/useDrop.ts';
import { Inspector } from './inspector/Inspector.tsx';
import { ConnectPicker } from './palette/ConnectPicker.tsx';
import { KindPicker } from './palette/KindPicker.tsx';
import { Palette } from './palette/Palette.tsx';
import { Questions } from './projects/QuestionSheet.tsx';
import { Revisions } from './projects/Revisions.tsx';
import { Refused } from './start/Refused.tsx';
import { StartScreen } from './start/StartScreen.tsx';
import { useWindow } from './state/store.ts';

export function App() {
  useKeys();
  const dropping = useDrop();
  const screen = useWindow((state) => state.screen);
  const hasProject = useWindow((state) => state.project !== null);
  const opening = useWindow((state) => state.opening);
  return (
    <>
      {screen === 'design' && hasProject ? (
        <Design />
      ) : screen === 'compare' && hasProject ? (
        <CompareScreen />
      ) : opening === 'Topolith' ? (
        <div className="start-wait" />
      ) : (
        <StartScreen />
      )}
      <Refused />
      <Revisions />
      <Questions />
      <ExportDialog />
      <Shortcuts />
      <FindPart />
      {dropping ? <div className="drop">Drop a .topolith file to open it</div> : null}
    </>
  );
}

function Design() {
  const inspectorOpen = useWindow((state) => state.inspectorOpen);
  const drawerOpen = useWindow((state) => state.drawerOpen);
  const partsOpen = useWindow((state) => state.partsOpen);
  const tall = useWindow((state) => state.tab !== 'journeys');
  return (
    <div
      className={`window ${partsOpen ? '' : 'no-palette'} ${inspectorOpen ? '' : 'no-inspector'} ${tall ? 'tall' : ''} ${drawerOpen ? '' : 'folded'}`}
    >
      <TitleBar />
      <VariantTabs />
      <Palette />
      <main className="middle">
        <Canvas />
        <Drawer />
      </main>
      <Inspector />
      <KindPicker />
      <ConnectPicker />
    </div>
  );
}
