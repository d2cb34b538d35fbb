import { Alert, AlertActionCloseButton, Skeleton } from '@patternfly/react-core';
import { useEffect, useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import type { Nic } from '../../api/types';
import { Trouble } from '../../components/Trouble';
import { cameUp } from './words';

const SECONDS = 60;
const LOOK_EVERY_MILLIS = 1_000;

type State = { kind: 'starting' } | { kind: 'waiting' } | { kind: 'found'; nics: Nic[] } | { kind: 'over' } | { kind: 'failed'; error: unknown };

/** Waits for somebody to plug a cable in, and says into which adapter. */
export function Detection({ onClose }: { onClose: () => void }) {
  const [state, setState] = useState<State>({ kind: 'starting' });
  useEffect(() => {
    let isWatched = true;
    const watch = async () => {
      await bodyOf(api.POST('/nics/detection', { body: { seconds: SECONDS } }));
      const before = (await bodyOf(api.GET('/nics'))).adapters;
      if (isWatched) setState({ kind: 'waiting' });
      for (const end = Date.now() + SECONDS * 1000; isWatched && Date.now() < end; ) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MILLIS));
        const found = cameUp(before, (await bodyOf(api.GET('/nics'))).adapters);
        if (found.length > 0) {
          if (isWatched) setState({ kind: 'found', nics: found });
          return;
        }
      }
      if (isWatched) setState({ kind: 'over' });
    };
    watch().catch((error: unknown) => isWatched && setState({ kind: 'failed', error }));
    return () => {
      isWatched = false;
    };
  }, []);
  const close = <AlertActionCloseButton onClose={onClose} />;
  switch (state.kind) {
    case 'starting':
      return <Skeleton height="3rem" screenreaderText="Switching the adapters on" />;
    case 'waiting':
      return <Alert variant="info" isInline title="Plug the cable in, or take it out and plug it in again." actionClose={close} />;
    case 'found':
      return (
        <Alert
          variant="success"
          isInline
          title={`The cable is in ${state.nics.map((nic) => `${nic.name} (${nic.mac})`).join(' and ')}.`}
          actionClose={close}
        />
      );
    case 'over':
      return <Alert variant="warning" isInline title={`No cable was plugged in within ${SECONDS} seconds.`} actionClose={close} />;
    case 'failed':
      return <Trouble title="Cables cannot be detected" error={state.error} />;
  }
}
