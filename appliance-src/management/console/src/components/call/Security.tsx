import { LockIcon, LockOpenIcon } from '@patternfly/react-icons';
import type { CallFigures } from './figures';

const WORDS: Record<CallFigures['security'], string> = {
  all: 'Encrypted',
  some: 'Partly',
  none: 'Clear',
  'no media': 'No media',
};

/** Whether the streams of a call are encrypted on the wire. */
export function Security({ state }: { state: CallFigures['security'] }) {
  return (
    <span className={`security ${state === 'all' ? 'security--all' : 'subtle'}`}>
      {state === 'no media' ? null : state === 'all' ? <LockIcon /> : <LockOpenIcon />} {WORDS[state]}
    </span>
  );
}
