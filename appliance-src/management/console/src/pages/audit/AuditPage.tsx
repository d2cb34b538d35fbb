import { Label, PageSection, TextInput, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { AuditEntry } from '../../api/types';
import { Choice } from '../../components/Choice';
import { Heading } from '../../components/Heading';
import { Nothing } from '../../components/Nothing';
import { Pager } from '../../components/Pager';
import { usePaging } from '../../components/pages';
import { PERIOD, startOf, type Period } from '../../components/period';
import { Trouble } from '../../components/Trouble';
import { When } from '../../components/When';

const OUTCOMES: Record<AuditEntry['outcome'], string> = { SUCCEEDED: 'Succeeded', REFUSED: 'Refused', FAILED: 'Failed' };
const COLOR = { SUCCEEDED: 'green', REFUSED: 'orange', FAILED: 'red' } as const;
const AREAS = { 'session.': 'Log-in', 'settings.': 'Settings', 'calls.': 'Calls', 'registrations.': 'Registrations', 'users.': 'Users', 'tokens.': 'API tokens' };

/** Who did what, newest first. */
export function AuditPage() {
  const [actor, setActor] = useState('');
  const [action, setAction] = useState<keyof typeof AREAS | ''>('');
  const [outcome, setOutcome] = useState<AuditEntry['outcome'] | ''>('');
  const [period, setPeriod] = useState<Period | ''>('');
  const key = [actor, action, outcome, period].join(' ');
  const paging = usePaging(key);
  const from = startOf(period, new Date());
  const audit = useResource(`audit ${key} ${paging.token ?? ''}`, () =>
    bodyOf(
      api.GET('/audit', {
        params: {
          query: {
            ...(actor.trim() === '' ? {} : { actor: actor.trim() }),
            ...(action === '' ? {} : { action }),
            ...(outcome === '' ? {} : { outcome }),
            ...(from === undefined ? {} : { from }),
            ...(paging.token === undefined ? {} : { pageToken: paging.token }),
          },
        },
      }),
    ),
  );
  const items = audit.data?.items ?? [];
  return (
    <>
      <Heading title="Audit" lead="Who did what, newest first. Every change is kept, refused ones too." />
      <PageSection hasBodyWrapper={false}>
        <Toolbar inset={{ default: 'insetNone' }}>
          <ToolbarContent>
            <ToolbarItem>
              <TextInput className="search" aria-label="User or token" placeholder="Exact name of a user or token" value={actor} onChange={(_, value) => setActor(value)} />
            </ToolbarItem>
            <ToolbarItem><Choice id="area" label="Area" all="Every area" choices={AREAS} value={action} onChoose={setAction} /></ToolbarItem>
            <ToolbarItem><Choice id="audit-outcome" label="Outcome" all="Any outcome" choices={OUTCOMES} value={outcome} onChoose={setOutcome} /></ToolbarItem>
            <ToolbarItem><Choice id="audit-period" label="Time" all="All time" choices={PERIOD} value={period} onChoose={setPeriod} /></ToolbarItem>
          </ToolbarContent>
        </Toolbar>
        <Trouble title="The audit cannot be read" error={audit.error} onRetry={audit.reload} />
        {audit.data !== undefined && items.length === 0 ? <Nothing title="No entry fits">Choose fewer conditions to see more of the audit.</Nothing> : null}
        {items.length === 0 ? null : <AuditTable entries={items} />}
        <Pager paging={paging} next={audit.data?.nextPageToken} />
      </PageSection>
    </>
  );
}

function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <Table variant="compact" aria-label="Audit">
      <Thead>
        <Tr>
          <Th>When</Th>
          <Th>Who</Th>
          <Th>From</Th>
          <Th>Action</Th>
          <Th>Outcome</Th>
          <Th>To what</Th>
        </Tr>
      </Thead>
      <Tbody>
        {entries.map((entry) => (
          <Tr key={entry.id}>
            <Td modifier="nowrap"><When at={entry.at} /></Td>
            <Td>{entry.actor}</Td>
            <Td className="figures">{entry.source}</Td>
            <Td><code>{entry.action}</code></Td>
            <Td><Label isCompact color={COLOR[entry.outcome]}>{OUTCOMES[entry.outcome]}</Label></Td>
            <Td className="audit__what">
              {entry.subject}
              {entry.before === null && entry.after === null ? null : (
                <div className="subtle">
                  {entry.before === null ? '' : `${entry.before} → `}
                  {entry.after}
                </div>
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
