import { Label } from '@patternfly/react-core';
import { Link } from 'react-router-dom';
import { HEALTH } from '../components/words';
import { useLiveSystem } from './live-context';

/** How the system is, on every page. */
export function HealthChip() {
  const { overview, connection } = useLiveSystem();
  if (overview === undefined || connection === 'lost') {
    return <Label isCompact variant="outline">{connection === 'lost' ? 'Not connected' : 'Connecting'}</Label>;
  }
  const { label, status } = HEALTH[overview.health];
  return (
    <Label isCompact status={status} render={({ className, content }) => <Link to="/" className={className}>{content}</Link>}>
      {label}
    </Label>
  );
}
