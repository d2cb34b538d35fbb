import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import type { User } from '../../api/types';
import { Confirm } from '../../components/Confirm';

export function ConfirmDelete({ user, onClose }: { user: User; onClose: () => void }) {
  return (
    <Confirm
      title={`Delete ${user.username}?`}
      verb="Delete"
      act={() => bodyOf(api.DELETE('/users/{username}', { params: { path: { username: user.username } } }))}
      onClose={onClose}
    >
      The user can no longer log in, and open sessions end at once. The audit keeps what the user did.
    </Confirm>
  );
}

interface ConfirmResetProps {
  user: User;
  onReset: (username: string, password: string) => void;
  onClose: () => void;
}

export function ConfirmReset({ user, onReset, onClose }: ConfirmResetProps) {
  let made: string | undefined;
  const reset = async () => {
    made = (await bodyOf(api.POST('/users/{username}/password', { params: { path: { username: user.username } } }))).password;
  };
  return (
    <Confirm title={`Reset the password of ${user.username}?`} verb="Reset" act={reset} onClose={() => (made === undefined ? onClose() : onReset(user.username, made))}>
      The system makes a new password and tells it once. Open sessions of the user end, and a lockout too.
    </Confirm>
  );
}
