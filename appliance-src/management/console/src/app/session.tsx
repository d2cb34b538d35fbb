import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { api, rememberCsrfToken, whenSessionIsLost } from '../api/client';
import { bodyOf } from '../api/problem';
import type { Role, Session } from '../api/types';
import { useIdleEnd } from './idle';

interface SessionState {
  /** Null when nobody is logged in, undefined while that is not known. */
  session: Session | null | undefined;
  /** Why the last session ended, if the user did not end it. */
  notice: string | undefined;
  accept: (session: Session) => void;
  lose: (notice: string) => void;
  logOut: () => Promise<void>;
}

const SessionContext = createContext<SessionState | null>(null);

/** Whether to ask for a session at start: the cookie itself is out of reach, and asking in vain is an error in the browser's log. */
const LOGGED_IN = 'sallyport.logged-in';

const LOST = 'Your session has ended. Log in again to go on.';

function forget(): void {
  rememberCsrfToken(null);
  localStorage.removeItem(LOGGED_IN);
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session | null>();
  const [notice, setNotice] = useState<string>();

  const accept = useCallback((accepted: Session) => {
    rememberCsrfToken(accepted.csrfToken);
    localStorage.setItem(LOGGED_IN, 'yes');
    setNotice(undefined);
    setSession(accepted);
  }, []);

  const lose = useCallback((why: string) => {
    forget();
    setNotice(why);
    setSession(null);
  }, []);

  const logOut = useCallback(async () => {
    setNotice(undefined);
    try {
      await bodyOf(api.DELETE('/session'));
    } finally {
      forget();
      setSession(null);
    }
  }, []);

  useEffect(() => {
    whenSessionIsLost(() => lose(LOST));
    if (localStorage.getItem(LOGGED_IN) === null) {
      setSession(null);
      return;
    }
    bodyOf(api.GET('/session')).then(accept, () => {
      forget();
      setSession(null);
    });
  }, [accept, lose]);

  useIdleEnd(session?.idleTimeoutSeconds ?? null, () => {
    void logOut().catch(() => undefined);
    setNotice('You were logged out because the console was not used for a while.');
  });

  const value = useMemo(() => ({ session, notice, accept, lose, logOut }), [session, notice, accept, lose, logOut]);
  return <SessionContext.Provider value={value}>{children}</SessionContext.Provider>;
}

export function useSessionState(): SessionState {
  const state = useContext(SessionContext);
  if (state === null) throw new Error('outside of SessionProvider');
  return state;
}

/** The session of who is logged in; only for what is shown to those logged in. */
export function useSession(): Session {
  const { session } = useSessionState();
  if (session === null || session === undefined) throw new Error('nobody is logged in');
  return session;
}

/** Whether who is logged in has one of these roles. */
export function useMay(...roles: Role[]): boolean {
  return roles.includes(useSession().role);
}
