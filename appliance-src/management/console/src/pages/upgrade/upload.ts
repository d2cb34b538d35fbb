import { api } from '../../api/client';
import { ApiProblem, bodyOf } from '../../api/problem';
import type { UpgradePackage } from '../../api/types';

export const PIECE = 8 << 20;
/** How often a piece that did not get through is sent again, with longer and longer waits. */
const TRIES = 8;
const FIRST_WAIT_MILLIS = 500;

type Arrived = Pick<UpgradePackage, 'id' | 'received'>;

/** How much of a file was sent. */
export interface Upload {
  name: string;
  size: number;
  sent: number;
}

/** Where packages go. */
export interface Receiver {
  announce: (name: string, size: number) => Promise<Arrived>;
  at: (id: string) => Promise<Arrived>;
  send: (id: string, offset: number, piece: Blob, signal: AbortSignal) => Promise<Arrived>;
  wait: (millis: number) => Promise<unknown>;
}

/** The system's own API. */
export const SYSTEM: Receiver = {
  announce: (name, size) => bodyOf(api.POST('/upgrade/packages', { body: { name, size } })),
  at: (id) => bodyOf(api.GET('/upgrade/packages/{id}', { params: { path: { id } } })),
  send: (id, offset, piece, signal) =>
    bodyOf(
      api.PATCH('/upgrade/packages/{id}', {
        params: { path: { id }, header: { 'Upload-Offset': offset } },
        headers: { 'Content-Type': 'application/octet-stream' },
        // The contract calls a binary body a string; it is sent as it is.
        body: piece as unknown as string,
        bodySerializer: (body) => body as unknown as Blob,
        signal,
      }),
    ),
  wait: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
};

/** Sends a file in pieces, going on where a connection broke; `id` names a package of which a part is there already. */
export async function upload(file: File, id: string | undefined, receiver: Receiver, onProgress: (upload: Upload) => void, signal: AbortSignal): Promise<void> {
  let there = id === undefined ? await receiver.announce(nameOf(file), file.size) : await receiver.at(id);
  let failures = 0;
  while (there.received < file.size) {
    onProgress({ name: file.name, size: file.size, sent: there.received });
    try {
      there = await receiver.send(there.id, there.received, file.slice(there.received, there.received + PIECE), signal);
      failures = 0;
    } catch (thrown) {
      failures++;
      if (signal.aborted || !mayPass(thrown) || failures === TRIES) throw thrown;
      await receiver.wait(FIRST_WAIT_MILLIS * 2 ** failures);
      const last = there;
      there = await receiver.at(last.id).catch(() => last);
    }
  }
  onProgress({ name: file.name, size: file.size, sent: file.size });
}

/** Names of files may have what the API does not take; the name is for people alone. */
export function nameOf(file: { name: string }): string {
  return file.name.replace(/[^\w.+-]/g, '-').slice(0, 64);
}

/** What another try may mend: no answer, an answer of something in between, and bytes that arrived although nobody said so. */
function mayPass(thrown: unknown): boolean {
  return thrown instanceof ApiProblem && (thrown.status === 0 || thrown.status >= 500 || thrown.status === 409);
}
