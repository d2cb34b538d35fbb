import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import type { CallSnapshot } from '../../api/types';
import { partyName } from '../../components/call/figures';
import { Confirm } from '../../components/Confirm';

/** Asks whether a call shall end, and ends it. */
export function HangUp({ call, onClose }: { call: CallSnapshot; onClose: () => void }) {
  return (
    <Confirm
      title="Hang up this call?"
      verb="Hang up"
      act={() => bodyOf(api.DELETE('/calls/{id}', { params: { path: { id: call.id } } }))}
      onClose={onClose}
    >
      <p>
        Both parties, <strong>{partyName(call.caller.party)}</strong> and <strong>{call.callee === null ? 'the one called' : partyName(call.callee.party)}</strong>, are
        disconnected at once. The history keeps the call as disconnected by an administrator.
      </p>
    </Confirm>
  );
}
