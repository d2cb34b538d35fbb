import { PageSection } from '@patternfly/react-core';
import { ServerIcon } from '@patternfly/react-icons';
import { Nothing } from './Nothing';

/** In place of what only an appliance can show. */
export function HostAway({ what }: { what: string }) {
  return (
    <PageSection hasBodyWrapper={false}>
      <Nothing title="Nobody looks after this machine" icon={ServerIcon}>
        {`${what} belongs to the machine, and the process that looks after the machine does not answer. It runs on an appliance only: elsewhere the machine is configured by its own means, and Sallyport leaves it alone. On an appliance, see the log of sallyport-hostd and start it.`}
      </Nothing>
    </PageSection>
  );
}
