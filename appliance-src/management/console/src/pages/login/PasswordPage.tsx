import { Button } from '@patternfly/react-core';
import { useSessionState } from '../../app/session';
import { Gate } from './Gate';
import { PasswordForm } from './PasswordForm';

/** What a user must do before anything else: choose a password of their own. */
export function PasswordPage() {
  const { accept, logOut } = useSessionState();
  return (
    <Gate title="Choose your own password">
      <p className="subtle">The password you logged in with was made by somebody else. Replace it with one that only you know.</p>
      <PasswordForm onChanged={accept} />
      <Button variant="link" isInline onClick={() => void logOut()}>
        Log out
      </Button>
    </Gate>
  );
}
