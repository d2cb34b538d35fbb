import { Button } from '@patternfly/react-core';
import { DownloadIcon } from '@patternfly/react-icons';
import { useState } from 'react';
import { api } from '../../api/client';
import { bodyOf, sentenceOf } from '../../api/problem';
import { queryOf } from './filter';

const ASK_EVERY_MILLIS = 500;
const PATIENCE_MILLIS = 120_000;

/** Has the system write the calls chosen into a file, waits for it, and takes it. */
async function exported(search: URLSearchParams): Promise<string> {
  let operation = await bodyOf(api.POST('/history/export', { body: queryOf(search, new Date()) }));
  const latest = Date.now() + PATIENCE_MILLIS;
  while (operation.state === 'RUNNING') {
    if (Date.now() > latest) throw new Error('The export takes too long; take a shorter time.');
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MILLIS));
    operation = await bodyOf(api.GET('/operations/{id}', { params: { path: { id: operation.id } } }));
  }
  if (operation.state !== 'SUCCEEDED' || !operation.hasResult) throw new Error(operation.detail);
  return `/api/v1/operations/${operation.id}/result`;
}

export function ExportButton({ search }: { search: URLSearchParams }) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const start = () => {
    setBusy(true);
    setError(undefined);
    exported(search)
      .then(
        (address) => {
          const link = document.createElement('a');
          link.href = address;
          link.download = 'calls.csv';
          link.click();
        },
        (thrown: unknown) => setError(sentenceOf(thrown)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <>
      {error === undefined ? null : <span className="bad">{error}</span>}
      <Button variant="secondary" size="sm" icon={<DownloadIcon />} isLoading={isBusy} isDisabled={isBusy} onClick={start}>
        Export as CSV
      </Button>
    </>
  );
}
