import { Button, PageSection, Pagination, SearchInput, ToggleGroup, ToggleGroupItem, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { useMemo, useState } from 'react';
import type { CallSnapshot } from '../../api/types';
import { useLiveSystem } from '../../app/live-context';
import { matches } from '../../components/call/figures';
import { Heading } from '../../components/Heading';
import { HowToCall } from '../../components/HowToCall';
import { Nothing } from '../../components/Nothing';
import { useStableRows } from '../../components/stable-rows';
import { HangUp } from './HangUp';
import { LiveCallsTable } from './LiveCallsTable';

type Direction = CallSnapshot['direction'] | 'ALL';

const PAGE = 50;

/** Calls in progress, newest first; rows keep still while they are pointed at. */
export function LiveCallsPage() {
  const live = useLiveSystem();
  const [text, setText] = useState('');
  const [direction, setDirection] = useState<Direction>('ALL');
  const [page, setPage] = useState(1);
  const [hangingUp, setHangingUp] = useState<CallSnapshot>();

  const selected = useMemo(
    () =>
      [...live.calls.values()]
        .filter((call) => (direction === 'ALL' || call.direction === direction) && matches(call, text))
        .sort((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt) || one.id.localeCompare(other.id)),
    [live.calls, text, direction],
  );
  const pages = Math.max(1, Math.ceil(selected.length / PAGE));
  const shownPage = Math.min(page, pages);
  const { rows, waiting, hold, release } = useStableRows(selected.slice((shownPage - 1) * PAGE, shownPage * PAGE), `${text} ${direction} ${shownPage}`);
  const going = [...live.calls.values()].filter((call) => call.state !== 'ENDED').length;

  return (
    <>
      <Heading title="Live calls" lead={going === 0 ? 'Calls appear here as they are set up.' : `${going} in progress`} />
      <PageSection hasBodyWrapper={false}>
        <Toolbar inset={{ default: 'insetNone' }}>
          <ToolbarContent>
            <ToolbarItem>
              <SearchInput className="search" aria-label="Filter by party, address or product" placeholder="Party, address or product" value={text} onChange={(_, value) => setText(value)} onClear={() => setText('')} />
            </ToolbarItem>
            <ToolbarItem>
              <ToggleGroup aria-label="Direction">
                {(['ALL', 'INBOUND', 'OUTBOUND'] as const).map((choice) => (
                  <ToggleGroupItem key={choice} text={{ ALL: 'All', INBOUND: 'Inbound', OUTBOUND: 'Outbound' }[choice]} isSelected={choice === direction} onChange={() => setDirection(choice)} />
                ))}
              </ToggleGroup>
            </ToolbarItem>
            <ToolbarItem alignSelf="center">
              <span aria-live="polite">
                {waiting === 0 ? null : (
                  <Button variant="link" isInline onClick={release}>
                    {waiting === 1 ? 'Show 1 new call' : `Show ${waiting} new calls`}
                  </Button>
                )}
              </span>
            </ToolbarItem>
            {pages === 1 ? null : (
              <ToolbarItem variant="pagination">
                <Pagination isCompact itemCount={selected.length} perPage={PAGE} page={shownPage} perPageOptions={[]} onSetPage={(_, wanted) => setPage(wanted)} />
              </ToolbarItem>
            )}
          </ToolbarContent>
        </Toolbar>
        <div {...hold}>
          {rows.length > 0 ? (
            <LiveCallsTable calls={rows} onHangUp={setHangingUp} />
          ) : live.calls.size > 0 ? (
            <Nothing title="No call fits the filter">Change the text or the direction, or clear both to see all calls.</Nothing>
          ) : (
            <HowToCall />
          )}
        </div>
        {hangingUp === undefined ? null : <HangUp call={hangingUp} onClose={() => setHangingUp(undefined)} />}
      </PageSection>
    </>
  );
}
