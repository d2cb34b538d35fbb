import { useEffect, useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource, type Resource } from '../../api/resource';
import type { Upgrade } from '../../api/types';

const EVERY_MILLIS = 2_000;
const RETRY_MILLIS = 5_000;
/** The overview comes every 5 s; a stream silent for longer is dead although nobody closed it. */
const SILENCE_MILLIS = 40_000;

/** How upgrades stand: told by events, and asked for while nobody tells, as when the system starts anew. */
export function useUpgrade(): Resource<Upgrade> {
  const [latest, setLatest] = useState<Upgrade>();
  const [isTold, setIsTold] = useState(false);
  const asked = useResource('upgrade', () => bodyOf(api.GET('/upgrade')), isTold ? undefined : EVERY_MILLIS);

  useEffect(() => {
    if (asked.data !== undefined) setLatest(asked.data);
  }, [asked.data]);

  useEffect(() => {
    let source: EventSource | undefined;
    let timer: number | undefined;
    const connect = () => {
      source = new EventSource('/api/v1/events?topics=upgrade,overview');
      source.onerror = lose;
      source.addEventListener('upgrade', (message: MessageEvent<string>) => {
        setIsTold(true);
        setLatest(JSON.parse(message.data) as Upgrade);
        watch();
      });
      source.addEventListener('overview', watch);
    };
    const watch = () => {
      clearTimeout(timer);
      timer = window.setTimeout(lose, SILENCE_MILLIS);
    };
    const lose = () => {
      source?.close();
      setIsTold(false);
      clearTimeout(timer);
      timer = window.setTimeout(connect, RETRY_MILLIS);
    };
    connect();
    return () => {
      source?.close();
      clearTimeout(timer);
    };
  }, []);

  return { ...asked, data: latest, error: isTold ? undefined : asked.error };
}
