import { PageSection, Skeleton } from '@patternfly/react-core';
import { HistoryIcon } from '@patternfly/react-icons';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useCallback } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { CallSnapshot } from '../../api/types';
import { OutcomeLabel } from '../../components/call/CallStateLabel';
import { Party } from '../../components/call/Party';
import { Heading } from '../../components/Heading';
import { Nothing } from '../../components/Nothing';
import { Pager } from '../../components/Pager';
import { usePaging } from '../../components/pages';
import { Trouble } from '../../components/Trouble';
import { When } from '../../components/When';
import { DIRECTION } from '../../components/words';
import { duration } from '../../format/time';
import { ExportButton } from './ExportButton';
import { queryOf } from './filter';
import { HistoryFilter } from './HistoryFilter';

/** Past calls and refused attempts, newest first. */
export function HistoryPage() {
  const [search, setSearch] = useSearchParams();
  const key = search.toString();
  const paging = usePaging(key);
  const history = useResource(`history ${key} ${paging.token ?? ''}`, () =>
    bodyOf(api.GET('/history', { params: { query: { ...queryOf(search, new Date()), ...(paging.token === undefined ? {} : { pageToken: paging.token }) } } })),
  );
  const choose = useCallback((next: URLSearchParams) => setSearch(next, { replace: true }), [setSearch]);
  const items = history.data?.items;
  return (
    <>
      <Heading title="Call history" lead="Past calls and refused attempts, newest first." actions={<ExportButton search={search} />} />
      <PageSection hasBodyWrapper={false}>
        <HistoryFilter search={search} onChange={choose} />
        <Trouble title="The history cannot be read" error={history.error} onRetry={history.reload} />
        {items === undefined ? <Rows isWaiting={history.isLoading} /> : items.length > 0 ? <HistoryTable calls={items} /> : <NoCalls isFiltered={key !== ''} />}
        <Pager paging={paging} next={history.data?.nextPageToken} />
      </PageSection>
    </>
  );
}

function Rows({ isWaiting }: { isWaiting: boolean }) {
  return isWaiting ? <Skeleton height="20rem" screenreaderText="Reading the history" /> : null;
}

function NoCalls({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <Nothing title="No call fits the filter">Take a longer time, or clear the filter to see all calls.</Nothing>
  ) : (
    <Nothing title="No call was made yet" icon={HistoryIcon}>
      Each call stands here once it is over, refused ones too. See <Link to="/calls">live calls</Link> for how to place one.
    </Nothing>
  );
}

function HistoryTable({ calls }: { calls: readonly CallSnapshot[] }) {
  return (
    <Table variant="compact" aria-label="Past calls" className="calls">
      <Thead>
        <Tr>
          <Th className="history__start">Started</Th>
          <Th>From</Th>
          <Th>To</Th>
          <Th className="history__length number">Connected</Th>
          <Th className="history__outcome">Outcome</Th>
          <Th className="history__why">Why it ended</Th>
          <Th screenReaderText="Details" className="history__details" />
        </Tr>
      </Thead>
      <Tbody>
        {calls.map((call) => (
          <Tr key={call.id}>
            <Td dataLabel="Started">
              <span className="stacked">
                <When at={call.startedAt} />
                <span className="subtle">{DIRECTION[call.direction]}</span>
              </span>
            </Td>
            <Td dataLabel="From" modifier="truncate"><Party leg={call.caller} /></Td>
            <Td dataLabel="To" modifier="truncate"><Party leg={call.callee} absent="nobody" /></Td>
            <Td dataLabel="Connected" className="number">{connected(call)}</Td>
            <Td dataLabel="Outcome">{call.disposition === null ? '' : <OutcomeLabel disposition={call.disposition} />}</Td>
            <Td dataLabel="Why it ended" className="history__text">{call.disposition?.text}</Td>
            <Td dataLabel="Details" className="number"><Link to={`/history/${call.id}`}>Ladder</Link></Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function connected(call: CallSnapshot): string {
  return call.answeredAt === null || call.endedAt === null ? '-' : duration(Date.parse(call.endedAt) - Date.parse(call.answeredAt));
}
