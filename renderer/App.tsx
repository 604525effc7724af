// The window: the start screen or the open design, and what floats over both.
import { Canvas } from './canvas/Canvas.tsx';
import { Drawer } from './drawer/Drawer.tsx';
import { FindPart } from './frame/FindPart.tsx';
import { Shortcuts } from './frame/Shortcuts.tsx';
import { TitleBar } from './frame/TitleBar.tsx';
import { useKeys } from './frame/useKeys.ts';
import { VariantTabs } from './frame/VariantTabs.tsx';
import { useDrop } from './frame/useDrop.ts';
import { Inspector } from './inspector/Inspector.tsx';
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
      ) : opening === 'Topolith' ? (
        <div className="start-wait" />
      ) : (
        <StartScreen />
      )}
      <Refused />
      <Shortcuts />
      <FindPart />
      {dropping ? <div className="drop">Drop a .topolith file to open it</div> : null}
    </>
  );
}

function Design() {
  const inspectorOpen = useWindow((state) => state.inspectorOpen);
  const drawerOpen = useWindow((state) => state.drawerOpen);
  const tall = useWindow((state) => state.tab !== 'journeys');
  return (
    <div
      className={`window ${inspectorOpen ? '' : 'no-inspector'} ${tall ? 'tall' : ''} ${drawerOpen ? '' : 'folded'}`}
    >
      <TitleBar />
      <VariantTabs />
      <main className="middle">
        <Canvas />
        <Drawer />
      </main>
      <Inspector />
    </div>
  );
}
