import { Alert, Button, PageSection, Skeleton } from '@patternfly/react-core';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { useResource } from '../../api/resource';
import { useNow } from '../../app/clock';
import { useLiveSystem } from '../../app/live-context';
import { useMay } from '../../app/session';
import { CallReport } from '../../components/call/CallReport';
import { Trail } from '../../components/Trail';
import { Trouble } from '../../components/Trouble';
import { lasted, partyName } from '../../components/call/figures';
import { duration } from '../../format/time';
import { HangUp } from './HangUp';
import { readCall, readRecord } from './read-call';

const READ_LADDER_EVERY_MILLIS = 3_000;

/** One call in progress: legs, streams and ladder; stays when the call ends. */
export function LiveCallPage() {
  const id = useParams()['id'] ?? '';
  const { calls } = useLiveSystem();
  const told = calls.get(id);
  const [hangingUp, setHangingUp] = useState(false);
  const mayHangUp = useMay('ADMINISTRATOR', 'OPERATOR');
  const isLive = told !== undefined && told.state !== 'ENDED';
  const [wasLive, setWasLive] = useState(false);
  useEffect(() => {
    if (isLive) setWasLive(true);
  }, [isLive]);
  const isOver = wasLive && !isLive;
  // A change of state is new signalling, so the ladder is read at once.
  const detail = useResource(`call ${id} ${isOver ? 'over' : told?.state}`, () => (isOver ? readRecord(id) : readCall(id)), isLive ? READ_LADDER_EVERY_MILLIS : undefined);
  const now = useNow();
  const read = detail.data?.call;
  const call = told !== undefined && (read === undefined || told.version >= read.version) ? told : read;
  const title = call === undefined ? 'Call' : `${partyName(call.caller.party)} to ${call.callee === null ? 'nobody yet' : partyName(call.callee.party)}`;
  return (
    <>
      <Trail
        above={{ path: '/calls', title: 'Live calls' }}
        title={title}
        actions={
          isLive && mayHangUp ? (
            <Button variant="danger" size="sm" onClick={() => setHangingUp(true)}>
              Hang up
            </Button>
          ) : null
        }
      />
      <PageSection hasBodyWrapper={false}>
        {detail.data === undefined ? <Trouble title="This call cannot be shown" error={detail.error} onRetry={detail.reload} /> : null}
        {call === undefined || detail.data === undefined ? (
          detail.error === undefined ? <Skeleton height="20rem" screenreaderText="Reading the call" /> : null
        ) : (
          <>
            {isLive ? null : (
              <Alert
                variant="info"
                isInline
                isPlain
                title={
                  <>
                    This call is over after {duration(lasted(call, now))}. <Link to={`/history/${id}`}>See it in the history</Link>
                  </>
                }
              />
            )}
            <CallReport call={call} ladder={detail.data.ladder} />
          </>
        )}
        {hangingUp && call !== undefined ? <HangUp call={call} onClose={() => setHangingUp(false)} /> : null}
      </PageSection>
    </>
  );
}
