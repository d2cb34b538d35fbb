import type { LegSnapshot } from '../../api/types';
import { partyName } from './figures';

/** Who stands at one end of a call. */
export function Party({ leg, absent = 'not yet chosen' }: { leg: LegSnapshot | null; absent?: string }) {
  if (leg === null) return <span className="subtle">{absent}</span>;
  const name = partyName(leg.party);
  return (
    <span className="party" title={leg.party}>
      <span className="party__name">{leg.displayName ?? name}</span>
      {leg.displayName === null ? null : <span className="party__uri">{name}</span>}
    </span>
  );
}
