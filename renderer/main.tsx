// Starts the window.
import '@fontsource-variable/inter/wght.css';
import '@xyflow/react/dist/base.css';
import './styles/tokens.css';
import './styles/dark.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/buttons.css';
import './styles/scales.css';
import './styles/frame.css';
import './styles/sheets.css';
import './styles/canvas.css';
import './styles/nodes.css';
import './styles/links.css';
import './styles/editing.css';
import './styles/palette.css';
import './styles/menus.css';
import './styles/panels.css';
import './styles/fields.css';
import './styles/inspector.css';
import './styles/results.css';
import './styles/answers.css';
import './styles/day.css';
import './styles/opened.css';
import './styles/start.css';
import './styles/recent.css';
import './styles/projects.css';
import './styles/compare.css';
import './styles/export.css';
import './styles/narrow.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { onHost } from './api/client.ts';
import { runWaiting } from './frame/runAction.ts';
import { firstScreen, openWaiting } from './state/open.ts';
import { watchClosing } from './state/persist.ts';
import { startTheme } from './state/theme.ts';

startTheme();
watchClosing();
onHost('fileWaiting', () => void openWaiting());
onHost('actionWaiting', () => void runWaiting());
const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
void firstScreen();
