import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import type { Registration } from '../../api/types';
import { partyName } from '../../components/call/figures';
import { Confirm } from '../../components/Confirm';

/** Asks whether a registration shall end, and ends it. */
export function EndRegistration({ registration, onClose }: { registration: Registration; onClose: () => void }) {
  return (
    <Confirm
      title="End this registration?"
      verb="End registration"
      act={() => bodyOf(api.DELETE('/registrations/{id}', { params: { path: { id: registration.id } } }))}
      onClose={onClose}
    >
      <p>
        <strong>{partyName(registration.alias)}</strong> at {registration.remoteAddress} cannot be called any more. Calls that stand go on. The device may
        register anew, which most do within a minute: to keep it out, take its user from the call server.
      </p>
    </Confirm>
  );
}
