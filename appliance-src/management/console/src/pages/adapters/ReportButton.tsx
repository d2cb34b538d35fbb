import { Button } from '@patternfly/react-core';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';

/** Gives all raw values that bear on the names as a file, for who helps from afar. */
export function ReportButton() {
  const fetchReport = async () => {
    const { lines } = await bodyOf(api.GET('/nics/report'));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${lines.join('\n')}\n`], { type: 'text/plain' }));
    link.download = 'network-adapters.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Button variant="link" size="sm" onClick={() => void fetchReport().catch(() => undefined)}>
      Report
    </Button>
  );
}
