import { Button, Card, CardBody, CardHeader, CardTitle, SearchInput } from '@patternfly/react-core';
import { RouteIcon } from '@patternfly/react-icons';
import { useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { TurnAllocation } from '../../api/types';
import { Nothing } from '../../components/Nothing';
import { Pager } from '../../components/Pager';
import { usePaging } from '../../components/pages';
import { Trouble } from '../../components/Trouble';
import { AllocationsTable } from './AllocationsTable';
import { EndAllocation } from './EndAllocation';

const READ_EVERY_MILLIS = 5_000;

/** What the TURN server relays now, oldest first. */
export function Allocations({ mayEnd }: { mayEnd: boolean }) {
  const [text, setText] = useState('');
  const [ending, setEnding] = useState<TurnAllocation>();
  const wanted = text.trim();
  const paging = usePaging(wanted);
  const allocations = useResource(
    `turn ${wanted} ${paging.token ?? ''}`,
    () =>
      bodyOf(
        api.GET('/turn/allocations', {
          params: { query: { ...(wanted === '' ? {} : { text: wanted }), ...(paging.token === undefined ? {} : { pageToken: paging.token }) } },
        }),
      ),
    READ_EVERY_MILLIS,
  );
  const items = allocations.data?.items ?? [];
  const search = (
    <SearchInput
      className="search"
      aria-label="Filter by user or address"
      placeholder="User or address"
      value={text}
      onChange={(_, value) => setText(value)}
      onClear={() => setText('')}
    />
  );
  return (
    <Card isCompact>
      <CardHeader actions={{ actions: search, hasNoOffset: true }}>
        <CardTitle component="h2">Allocations</CardTitle>
      </CardHeader>
      <CardBody>
        <Trouble title="The allocations cannot be read" error={allocations.error} onRetry={allocations.reload} />
        {allocations.data !== undefined && items.length === 0 ? <NoAllocations isFiltered={wanted !== ''} onClear={() => setText('')} /> : null}
        {items.length === 0 ? null : <AllocationsTable allocations={items} onEnd={mayEnd ? setEnding : undefined} />}
        <Pager paging={paging} next={allocations.data?.nextPageToken} words={{ back: 'Previous', on: 'Next' }} />
      </CardBody>
      {ending === undefined ? null : (
        <EndAllocation
          allocation={ending}
          onClose={() => {
            setEnding(undefined);
            allocations.reload();
          }}
        />
      )}
    </Card>
  );
}

function NoAllocations({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (isFiltered) {
    return (
      <Nothing title="No allocation fits the filter" action={<Button variant="link" onClick={onClear}>Clear the filter</Button>}>
        Change the text, or clear it to see all allocations.
      </Nothing>
    );
  }
  return (
    <Nothing title="Nothing is relayed" icon={RouteIcon}>
      Clients allocate when they need a relay and have a user here. The self-test shows whether they reach this system.
    </Nothing>
  );
}
