import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';

const ENDING = '.backup';
const LONGEST = 100;

/** Brings a file to the system as it is. */
export function upload(file: File) {
  return bodyOf(
    api.PUT('/backups/{name}/content', {
      params: { path: { name: nameOf(file) } },
      headers: { 'Content-Type': 'application/octet-stream' },
      // The contract calls a binary body a string; it is sent as it is.
      body: file as unknown as string,
      bodySerializer: (body) => body as unknown as Blob,
    }),
  );
}

/** A name that the system takes, whatever the file is called. */
export function nameOf(file: { name: string }): string {
  const stem = file.name.replace(/\.backup$/i, '').replace(/[^\w.-]/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return `${stem === '' ? 'brought' : stem.slice(0, LONGEST)}${ENDING}`;
}
