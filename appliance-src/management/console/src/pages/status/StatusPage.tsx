import { Alert, Card, CardBody, CardTitle, Label, PageSection, Skeleton } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { Status } from '../../api/types';
import { Heading } from '../../components/Heading';
import { Trouble } from '../../components/Trouble';
import { Ago } from '../../components/When';
import { SIDE } from '../../components/words';
import { CallServerLabel } from '../overview/CallServerCard';
import { ProcessCard } from './ProcessCard';

const READ_EVERY_MILLIS = 5_000;

type Director = NonNullable<Status['director']>;

/** Listeners, processes and what they hold. */
export function StatusPage() {
  const status = useResource('status', () => bodyOf(api.GET('/status')), READ_EVERY_MILLIS);
  return (
    <>
      <Heading title="System status" />
      <PageSection hasBodyWrapper={false} className="stack">
        {status.data === undefined ? <Trouble title="The status cannot be read" error={status.error} onRetry={status.reload} /> : null}
        {status.data === undefined ? <Skeleton height="20rem" screenreaderText="Reading the status" /> : <Everything status={status.data} />}
      </PageSection>
    </>
  );
}

function Everything({ status }: { status: Status }) {
  const { director, manager, database } = status;
  return (
    <>
      {director === null ? (
        <Alert variant="danger" isInline title="The director does not answer">
          It carries the calls. See its log, and start it if it does not run; this page shows its listeners when it answers.
        </Alert>
      ) : (
        <Listeners director={director} />
      )}
      <div className="two-columns">
        {director === null ? null : <ProcessCard process={director.process} task="carries the calls" />}
        <ProcessCard process={manager} task="serves API and console" />
      </div>
      <Card isCompact>
        <CardTitle component="h2">Neighbours</CardTitle>
        <CardBody>
          <Table variant="compact" borders={false} aria-label="Neighbours">
            <Tbody>
              {director === null ? null : (
                <Tr>
                  <Td>Call server</Td>
                  <Td><CallServerLabel server={director.callServer} /></Td>
                  <Td>{director.callServer.target}</Td>
                  <Td className="subtle">
                    {director.callServer.state === 'UNKNOWN' ? null : (
                      <>
                        since <Ago at={director.callServer.since} />
                      </>
                    )}
                    {director.callServer.detail === null ? '' : ` ${director.callServer.detail}`}
                  </Td>
                </Tr>
              )}
              <Tr>
                <Td>Database</Td>
                <Td><Label isCompact status={database.reachable ? 'success' : 'danger'}>{database.reachable ? 'Reachable' : 'Unreachable'}</Label></Td>
                <Td>{database.detail}</Td>
                <Td />
              </Tr>
            </Tbody>
          </Table>
        </CardBody>
      </Card>
    </>
  );
}

function Listeners({ director }: { director: Director }) {
  return (
    <Card isCompact>
      <CardTitle component="h2">Listeners</CardTitle>
      <CardBody>
        <Table variant="compact" aria-label="Listeners">
          <Thead>
            <Tr>
              <Th>Name</Th>
              <Th>State</Th>
              <Th>Side</Th>
              <Th>Transport</Th>
              <Th>Bound to</Th>
              <Th>Told to peers</Th>
            </Tr>
          </Thead>
          <Tbody>
            {director.listeners.map((listener) => (
              <Tr key={listener.name}>
                <Td>{listener.name}</Td>
                <Td>
                  <Label isCompact status={listener.ready ? 'success' : 'danger'}>{listener.ready ? 'Ready' : 'Not ready'}</Label>
                  {listener.detail === null ? null : <span className="subtle"> {listener.detail}</span>}
                </Td>
                <Td>{SIDE[listener.side]}</Td>
                <Td>{listener.transport}</Td>
                <Td className="figures">{listener.bound}</Td>
                <Td className="figures">{listener.advertised}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </CardBody>
    </Card>
  );
}
