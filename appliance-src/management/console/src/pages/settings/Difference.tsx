import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { Change } from '../../api/types';
import { textOf } from './document';

/** What differs between two sets of settings. */
export function Difference({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <p className="subtle">Nothing differs.</p>;
  return (
    <Table variant="compact" aria-label="Differences" className="difference">
      <Thead>
        <Tr>
          <Th>Setting</Th>
          <Th>Before</Th>
          <Th>After</Th>
        </Tr>
      </Thead>
      <Tbody>
        {changes.map((change) => (
          <Tr key={change.path}>
            <Td><code>{change.path}</code></Td>
            <Td className="difference__before">{valueOf(change.before, 'not set')}</Td>
            <Td className="difference__after">{valueOf(change.after, 'removed')}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function valueOf(value: unknown, absent: string) {
  return value === null || value === undefined ? <span className="subtle">{absent}</span> : <span>{textOf(value)}</span>;
}
