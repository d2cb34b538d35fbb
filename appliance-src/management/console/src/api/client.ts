import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './schema';

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

let csrfToken: string | null = null;
let onSessionLost: () => void = () => undefined;

/** The token that proves to the system that a change comes from this console; known once logged in. */
export function rememberCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** Who is told when an answer says that nobody is logged in any more. */
export function whenSessionIsLost(listener: () => void): void {
  onSessionLost = listener;
}

const session: Middleware = {
  onRequest({ request }) {
    if (csrfToken !== null && UNSAFE.has(request.method)) request.headers.set('Sallyport-CSRF-Token', csrfToken);
    return request;
  },
  onResponse({ request, response }) {
    if (response.status === 401 && !new URL(request.url).pathname.endsWith('/session')) onSessionLost();
    return response;
  },
};

/** The management API, typed by its contract. */
export const api = createClient<paths>({ baseUrl: '/api/v1', credentials: 'same-origin' });
api.use(session);
