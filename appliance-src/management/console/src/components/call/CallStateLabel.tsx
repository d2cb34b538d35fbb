import { Label } from '@patternfly/react-core';
import type { CallSnapshot, Disposition } from '../../api/types';
import { OUTCOME, STATE } from '../words';

export function CallStateLabel({ call }: { call: CallSnapshot }) {
  const { label, color } = STATE[call.state];
  const isHeld = call.state === 'CONNECTED' && (call.caller.held || (call.callee?.held ?? false));
  return (
    <Label isCompact color={isHeld ? 'yellow' : color} className="state-label">
      {isHeld ? 'On hold' : label}
    </Label>
  );
}

export function OutcomeLabel({ disposition }: { disposition: Disposition }) {
  const { label, color } = OUTCOME[disposition.outcome];
  return (
    <Label isCompact color={color}>
      {label}
    </Label>
  );
}
