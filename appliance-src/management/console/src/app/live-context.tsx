import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { LiveFeed, useLive, type Live } from '../api/live';
import { useSessionState } from './session';

const LiveContext = createContext<LiveFeed | null>(null);

/** Keeps the event stream open while somebody is logged in. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { lose } = useSessionState();
  const [feed] = useState(() => new LiveFeed(() => lose('Your session has ended. Log in again to go on.')));
  useEffect(() => {
    feed.start();
    return () => feed.stop();
  }, [feed]);
  return <LiveContext.Provider value={feed}>{children}</LiveContext.Provider>;
}

export function useLiveSystem(): Live {
  const feed = useContext(LiveContext);
  if (feed === null) throw new Error('outside of LiveProvider');
  return useLive(feed);
}
