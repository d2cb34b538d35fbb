import { PhoneIcon } from '@patternfly/react-icons';
import { Link } from 'react-router-dom';
import { Nothing } from './Nothing';

/** What to do to see a first call. */
export function HowToCall() {
  return (
    <Nothing title="No call is in progress" icon={PhoneIcon}>
      Point a SIP device outside at an external listener and dial an address that the call server knows; the{' '}
      <Link to="/status">system status</Link> names the listeners. On a developer&apos;s workbench, <code>make demo</code> places a video call for a minute.
    </Nothing>
  );
}
