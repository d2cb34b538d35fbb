import { Button, PageSection, SearchInput, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { ServerIcon } from '@patternfly/react-icons';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { Registration } from '../../api/types';
import { useLiveSystem } from '../../app/live-context';
import { useMay } from '../../app/session';
import { Choice } from '../../components/Choice';
import { Heading } from '../../components/Heading';
import { Nothing } from '../../components/Nothing';
import { Pager } from '../../components/Pager';
import { usePaging } from '../../components/pages';
import { Trouble } from '../../components/Trouble';
import { EndRegistration } from './EndRegistration';
import { RegistrationsTable } from './RegistrationsTable';
import { STATE } from './words';
import './registrations.css';

/** Devices refresh about twice a minute. */
const READ_EVERY_MILLIS = 5_000;

/** Devices outside that are registered with the inside, oldest first. */
export function RegistrationsPage() {
  const live = useLiveSystem();
  const mayEnd = useMay('ADMINISTRATOR', 'OPERATOR');
  const [text, setText] = useState('');
  const [state, setState] = useState<Registration['state'] | ''>('');
  const [ending, setEnding] = useState<Registration>();
  const key = `${text} ${state}`;
  const paging = usePaging(key);
  const registrations = useResource(
    `registrations ${key} ${paging.token ?? ''}`,
    () =>
      bodyOf(
        api.GET('/registrations', {
          params: {
            query: {
              ...(text.trim() === '' ? {} : { text: text.trim() }),
              ...(state === '' ? {} : { state }),
              ...(paging.token === undefined ? {} : { pageToken: paging.token }),
            },
          },
        }),
      ),
    READ_EVERY_MILLIS,
  );
  const items = registrations.data?.items ?? [];
  const inForce = live.overview?.capacity.registrations;
  return (
    <>
      <Heading title="Registrations" lead={inForce === undefined || inForce === 0 ? 'Devices outside appear here once the call server has registered them.' : `${inForce} in force`} />
      <PageSection hasBodyWrapper={false}>
        <Toolbar inset={{ default: 'insetNone' }}>
          <ToolbarContent>
            <ToolbarItem>
              <SearchInput className="search" aria-label="Filter by alias, address or device" placeholder="Alias, address or device" value={text} onChange={(_, value) => setText(value)} onClear={() => setText('')} />
            </ToolbarItem>
            <ToolbarItem><Choice id="registration-state" label="State" all="Any state" choices={STATE} value={state} onChoose={setState} /></ToolbarItem>
          </ToolbarContent>
        </Toolbar>
        <Trouble title="The registrations cannot be read" error={registrations.error} onRetry={registrations.reload} />
        {registrations.data !== undefined && items.length === 0 ? <NoRegistrations isFiltered={text.trim() !== '' || state !== ''} onClear={() => { setText(''); setState(''); }} /> : null}
        {items.length === 0 ? null : <RegistrationsTable registrations={items} onEnd={mayEnd ? setEnding : undefined} />}
        <Pager paging={paging} next={registrations.data?.nextPageToken} words={{ back: 'Previous', on: 'Next' }} />
        {ending === undefined ? null : (
          <EndRegistration
            registration={ending}
            onClose={() => {
              setEnding(undefined);
              registrations.reload();
            }}
          />
        )}
      </PageSection>
    </>
  );
}

function NoRegistrations({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (isFiltered) {
    return (
      <Nothing title="No registration fits the filter" action={<Button variant="link" onClick={onClear}>Clear the filter</Button>}>
        Change the text or the state, or clear both to see all registrations.
      </Nothing>
    );
  }
  return (
    <Nothing title="No device is registered" icon={ServerIcon}>
      Give a SIP device outside the address of an external listener as its proxy or registrar, and a user that the call server knows; the{' '}
      <Link to="/status">system status</Link> names the listeners. The call server asks the device for its password itself.
    </Nothing>
  );
}
