import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import type { TurnAllocation } from '../../api/types';
import { Confirm } from '../../components/Confirm';

/** Asks whether an allocation shall end, and ends it. */
export function EndAllocation({ allocation, onClose }: { allocation: TurnAllocation; onClose: () => void }) {
  return (
    <Confirm
      title="End this allocation?"
      verb="End allocation"
      act={() => bodyOf(api.DELETE('/turn/allocations/{id}', { params: { path: { id: allocation.id } } }))}
      onClose={onClose}
    >
      <p>
        Nothing is relayed any more between <strong>{allocation.user}</strong> at {allocation.client} and its peers. The client may allocate anew: to keep it
        out, take its user from the settings.
      </p>
      <p className="subtle">Allocation {allocation.id}</p>
    </Confirm>
  );
}
