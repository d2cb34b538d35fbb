import { Bullseye, Spinner } from '@patternfly/react-core';
import { LoginPage } from '../pages/login/LoginPage';
import { PasswordPage } from '../pages/login/PasswordPage';
import { LiveProvider } from './live-context';
import { Pages } from './Pages';
import { useSessionState } from './session';
import { Shell } from './Shell';

/** What is shown depends on who is there: nobody, somebody who must change the password, or a user. */
export function App() {
  const { session } = useSessionState();
  if (session === undefined) {
    return (
      <Bullseye>
        <Spinner aria-label="Asking the system" />
      </Bullseye>
    );
  }
  if (session === null) return <LoginPage />;
  if (session.passwordChangeRequired) return <PasswordPage />;
  return (
    <LiveProvider>
      <Shell>
        <Pages />
      </Shell>
    </LiveProvider>
  );
}
