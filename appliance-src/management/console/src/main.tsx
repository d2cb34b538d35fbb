import '@patternfly/react-core/dist/styles/base.css';
import '@fontsource-variable/inter';
import './console.css';
import { createRoot } from 'react-dom/client';
import { HashRouter } from 'react-router-dom';
import { App } from './app/App';
import { SessionProvider } from './app/session';
import { applyTheme } from './app/theme';

applyTheme();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root');
createRoot(root).render(
  <HashRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
    <SessionProvider>
      <App />
    </SessionProvider>
  </HashRouter>,
);
