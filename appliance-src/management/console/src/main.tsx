import '@patternfly/react-core/dist/styles/base.css';
import '@fontsource-variable/inter';
import { createRoot } from 'react-dom/client';
import { HashRouter } from 'react-router-dom';
import { App } from './app/App';
import { SessionProvider } from './app/session';
import { applyTheme } from './app/theme';
// Last, so that it comes after the styles of the components it adjusts.
import './console.css';

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
