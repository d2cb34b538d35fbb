import { Card, CardBody, CardTitle, Label, PageSection } from '@patternfly/react-core';
import { CheckCircleIcon } from '@patternfly/react-icons';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { Alarm, Severity } from '../../api/types';
import { useLiveSystem } from '../../app/live-context';
import { Choice } from '../../components/Choice';
import { Heading } from '../../components/Heading';
import { Nothing } from '../../components/Nothing';
import { Pager } from '../../components/Pager';
import { usePaging } from '../../components/pages';
import { Trouble } from '../../components/Trouble';
import { Ago, When } from '../../components/When';
import { SEVERITY } from '../../components/words';

const SEVERITIES = Object.fromEntries(Object.entries(SEVERITY).map(([key, { label }]) => [key, label])) as Record<Severity, string>;
const BADNESS: Record<Severity, number> = { CRITICAL: 0, WARNING: 1, INFORMATION: 2 };

/** What is wrong now, with its remedy, and what was. */
export function AlarmsPage() {
  const { alarms } = useLiveSystem();
  const lasting = [...alarms].sort((one, other) => BADNESS[one.severity] - BADNESS[other.severity] || other.raisedAt.localeCompare(one.raisedAt));
  return (
    <>
      <Heading title="Alarms" lead={lasting.length === 0 ? 'Nothing needs attention.' : `${lasting.length} ${lasting.length === 1 ? 'lasts' : 'last'}, the worst first.`} />
      <PageSection hasBodyWrapper={false} className="stack">
        {lasting.length === 0 ? (
          <Nothing title="No alarm lasts" icon={CheckCircleIcon}>
            When something is wrong, it stands here at once with what to do about it, and goes by itself when it is right again.
          </Nothing>
        ) : (
          lasting.map((alarm) => <Lasting key={`${alarm.source} ${alarm.key}`} alarm={alarm} />)
        )}
        <PastAlarms key={alarms.map((alarm) => alarm.key).join()} />
      </PageSection>
    </>
  );
}

function Lasting({ alarm }: { alarm: Alarm }) {
  const { label, status } = SEVERITY[alarm.severity];
  return (
    <Card isCompact className={`health--${status}`}>
      <CardBody className="alarm">
        <Label isCompact status={status}>{label}</Label>
        <div>
          <p>
            <strong>{alarm.text}</strong>
          </p>
          <p>{alarm.remedy}</p>
        </div>
        <p className="subtle alarm__origin">
          <code>{alarm.key}</code>
          <br />
          {alarm.source}, raised <Ago at={alarm.raisedAt} />
        </p>
      </CardBody>
    </Card>
  );
}

function PastAlarms() {
  const [severity, setSeverity] = useState<Severity | ''>('');
  const paging = usePaging(severity);
  const past = useResource(`alarms ${severity} ${paging.token ?? ''}`, () =>
    bodyOf(api.GET('/alarms/history', { params: { query: { ...(severity === '' ? {} : { severity }), ...(paging.token === undefined ? {} : { pageToken: paging.token }) } } })),
  );
  const items = past.data?.items ?? [];
  return (
    <Card isCompact>
      <CardTitle component="h2" className="card-title-with-choice">
        Raised and cleared
        <Choice id="severity" label="Severity" all="Any severity" choices={SEVERITIES} value={severity} onChoose={setSeverity} />
      </CardTitle>
      <CardBody>
        <Trouble title="The alarm history cannot be read" error={past.error} onRetry={past.reload} />
        {past.data !== undefined && items.length === 0 ? <p className="subtle">No alarm was raised.</p> : null}
        {items.length === 0 ? null : (
          <Table variant="compact" aria-label="Raised and cleared alarms">
            <Thead>
              <Tr>
                <Th>Raised</Th>
                <Th>Cleared</Th>
                <Th>Severity</Th>
                <Th>Process</Th>
                <Th>What</Th>
              </Tr>
            </Thead>
            <Tbody>
              {items.map((alarm) => (
                <Tr key={`${alarm.source} ${alarm.key} ${alarm.raisedAt}`}>
                  <Td modifier="nowrap"><When at={alarm.raisedAt} /></Td>
                  <Td modifier="nowrap">{alarm.clearedAt === null ? 'lasts' : <When at={alarm.clearedAt} />}</Td>
                  <Td><Label isCompact variant="outline" status={SEVERITY[alarm.severity].status}>{SEVERITY[alarm.severity].label}</Label></Td>
                  <Td>{alarm.source}</Td>
                  <Td>{alarm.text}</Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
        <Pager paging={paging} next={past.data?.nextPageToken} />
      </CardBody>
    </Card>
  );
}
