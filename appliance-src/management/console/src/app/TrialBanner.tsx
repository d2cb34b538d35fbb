import { Banner, Button } from '@patternfly/react-core';
import { useCallback, useState } from 'react';
import { api } from '../api/client';
import { bodyOf, sentenceOf } from '../api/problem';
import { useResource } from '../api/resource';
import type { Revision } from '../api/types';
import { duration } from '../format/time';
import { useNow } from './clock';
import { useLiveSystem } from './live-context';
import { useMay } from './session';
import { useSettingsVersion, settingsChanged } from './settings-version';

const ASK_EVERY_MILLIS = 15_000;

/** While a revision is on trial: how long it still is, what the machine does with it, and the buttons that end the trial. */
export function TrialBanner() {
  const version = useSettingsVersion();
  const { network } = useLiveSystem();
  const key = `newest-revision ${version} ${network?.settingsRevision ?? ''} ${network?.following ?? ''}`;
  const newest = useResource(key, () => bodyOf(api.GET('/settings/revisions', { params: { query: { pageSize: 1 } } })), ASK_EVERY_MILLIS);
  const revision = newest.data?.items[0];
  if (revision?.state !== 'TRIAL' || revision.confirmBy === null) return null;
  return <Trial key={revision.number} revision={revision} confirmBy={revision.confirmBy} />;
}

function Trial({ revision, confirmBy }: { revision: Revision; confirmBy: string }) {
  const now = useNow();
  const isAdministrator = useMay('ADMINISTRATOR');
  const [error, setError] = useState<string>();
  const left = Date.parse(confirmBy) - now.getTime();
  const end = useCallback((verb: '/settings/confirm' | '/settings/rollback') => {
    bodyOf(api.POST(verb)).then(settingsChanged, (thrown: unknown) => setError(sentenceOf(thrown)));
  }, []);
  return (
    <Banner color="yellow" className="trial">
      <div className="trial__text" role="status">
        <p>
          {`Revision ${revision.number} by ${revision.author} is on trial: `}
          {left > 0 ? 'it goes back unless it is kept.' : 'its time is over, and the one before comes back.'}
          {error === undefined ? null : ` ${error}`}
        </p>
        <MachineNews revision={revision.number} />
      </div>
      {left > 0 ? (
        <>
          <strong className="trial__clock figures" role="timer" aria-label="Time left">
            {duration(left)}
          </strong>
          <progress className="trial__bar" aria-label="Time left" value={Math.max(0, left)} max={Date.parse(confirmBy) - Date.parse(revision.at)} />
        </>
      ) : null}
      {isAdministrator && left > 0 ? (
        <span className="trial__actions">
          <Button size="sm" onClick={() => end('/settings/confirm')}>
            Keep
          </Button>
          <Button size="sm" variant="secondary" onClick={() => end('/settings/rollback')}>
            Go back now
          </Button>
        </span>
      ) : null}
    </Banner>
  );
}

/** What the machine does with a revision that changes its network. */
function MachineNews({ revision }: { revision: number }) {
  const { network } = useLiveSystem();
  if (network?.trial?.revision !== revision) return null;
  if (network.following === 'APPLYING') return <p>The machine takes over the change; that can take a minute.</p>;
  if (network.notes.length === 0) return <p>The machine has taken over the change.</p>;
  return <p>{`The machine has taken over the change, but: ${network.notes.join(' ')}`}</p>;
}
