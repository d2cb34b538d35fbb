import { Banner, Button } from '@patternfly/react-core';
import { useCallback, useState } from 'react';
import { api } from '../api/client';
import { bodyOf, sentenceOf } from '../api/problem';
import { useResource } from '../api/resource';
import { duration } from '../format/time';
import { useNow } from './clock';
import { useMay } from './session';
import { useSettingsVersion, settingsChanged } from './settings-version';

const ASK_EVERY_MILLIS = 15_000;

/** While a revision is on trial: how long it still is, and the buttons that end the trial. */
export function TrialBanner() {
  const version = useSettingsVersion();
  const newest = useResource(`newest-revision ${version}`, () => bodyOf(api.GET('/settings/revisions', { params: { query: { pageSize: 1 } } })), ASK_EVERY_MILLIS);
  const revision = newest.data?.items[0];
  if (revision?.state !== 'TRIAL' || revision.confirmBy === null) return null;
  return <Trial number={revision.number} confirmBy={revision.confirmBy} author={revision.author} />;
}

function Trial({ number, confirmBy, author }: { number: number; confirmBy: string; author: string }) {
  const now = useNow();
  const isAdministrator = useMay('ADMINISTRATOR');
  const [error, setError] = useState<string>();
  const left = Date.parse(confirmBy) - now.getTime();
  const end = useCallback((verb: '/settings/confirm' | '/settings/rollback') => {
    bodyOf(api.POST(verb)).then(settingsChanged, (thrown: unknown) => setError(sentenceOf(thrown)));
  }, []);
  return (
    <Banner color="yellow" className="trial" role="status">
      <span>
        {`Revision ${number} by ${author} is on trial. `}
        {left > 0 ? (
          <>
            Without confirmation, the revision before comes back in <strong className="figures">{duration(left)}</strong>.
          </>
        ) : (
          'The trial is over; the revision before comes back.'
        )}
        {error === undefined ? null : ` ${error}`}
      </span>
      {isAdministrator && left > 0 ? (
        <span className="trial__actions">
          <Button size="sm" onClick={() => end('/settings/confirm')}>
            Confirm
          </Button>
          <Button size="sm" variant="secondary" onClick={() => end('/settings/rollback')}>
            Roll back now
          </Button>
        </span>
      ) : null}
    </Banner>
  );
}
