import { Label } from '@patternfly/react-core';
import type { Revision } from '../../api/types';

const STATE: Record<Revision['state'], { label: string; color: 'green' | 'yellow' | 'grey' | 'orange' }> = {
  IN_FORCE: { label: 'In force', color: 'green' },
  TRIAL: { label: 'On trial', color: 'yellow' },
  SUPERSEDED: { label: 'Superseded', color: 'grey' },
  ROLLED_BACK: { label: 'Rolled back', color: 'orange' },
};

export function RevisionLabel({ revision }: { revision: Revision }) {
  const { label, color } = STATE[revision.state];
  return (
    <Label isCompact color={color}>
      {label}
    </Label>
  );
}
