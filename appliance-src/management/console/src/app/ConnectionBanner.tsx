import { Banner } from '@patternfly/react-core';
import { useLiveSystem } from './live-context';

/** Says that what is shown is no longer live. */
export function ConnectionBanner() {
  const { connection, overview } = useLiveSystem();
  if (connection === 'lost') {
    return (
      <Banner status="danger" screenReaderText="Warning: " role="alert">
        The connection to the system is lost. What you see is as it was last known; the console keeps trying to reconnect.
      </Banner>
    );
  }
  if (overview !== undefined && !overview.directorConnected) {
    return (
      <Banner status="warning" screenReaderText="Warning: " role="alert">
        The director, the process that carries the calls, does not answer. Calls and listeners are not shown until it does.
      </Banner>
    );
  }
  return null;
}
