import { Button, Label, Modal, ModalBody, ModalHeader } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { UpgradeAttempt } from '../../api/types';
import { Trouble } from '../../components/Trouble';
import { When } from '../../components/When';
import { duration } from '../../format/time';
import { KIND, OUTCOME } from './words';

/** Every upgrade there was. */
export function UpgradeHistory({ version }: { version: string }) {
  const history = useResource(`upgrades ${version}`, () => bodyOf(api.GET('/upgrade/history')));
  const [shown, setShown] = useState<UpgradeAttempt>();
  const items = history.data?.items ?? [];
  return (
    <>
      <Trouble title="The history cannot be read" error={history.error} onRetry={history.reload} />
      {items.length === 0 ? (
        <p className="subtle">This machine has never been upgraded.</p>
      ) : (
        <Table variant="compact" aria-label="Upgrades">
          <Thead>
            <Tr>
              <Th>When</Th>
              <Th>From</Th>
              <Th>To</Th>
              <Th>What</Th>
              <Th>By</Th>
              <Th className="number">Took</Th>
              <Th>Result</Th>
              <Th screenReaderText="Actions" />
            </Tr>
          </Thead>
          <Tbody>
            {items.map((attempt) => (
              <Tr key={attempt.id}>
                <Td modifier="nowrap"><When at={attempt.startedAt} /></Td>
                <Td>{attempt.from}</Td>
                <Td>{attempt.to ?? ''}</Td>
                <Td>{KIND[attempt.kind]}</Td>
                <Td>{attempt.startedBy}</Td>
                <Td className="number">{attempt.endedAt === null ? '' : duration(Date.parse(attempt.endedAt) - Date.parse(attempt.startedAt))}</Td>
                <Td title={attempt.detail}><Label isCompact color={OUTCOME[attempt.state]?.color ?? 'grey'}>{OUTCOME[attempt.state]?.word ?? attempt.state}</Label></Td>
                <Td isActionCell>
                  <Button variant="link" isInline onClick={() => setShown(attempt)}>
                    Log
                  </Button>
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      {shown === undefined ? null : <Log attempt={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}

function Log({ attempt, onClose }: { attempt: UpgradeAttempt; onClose: () => void }) {
  const log = useResource(`upgrade-log ${attempt.id}`, () => bodyOf(api.GET('/upgrade/history/{id}/log', { params: { path: { id: attempt.id } } })));
  const title = `${attempt.from} to ${attempt.to ?? 'the version before'}`;
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-label={title}>
      <ModalHeader title={title} description={attempt.detail} />
      <ModalBody>
        <Trouble title="The log cannot be read" error={log.error} onRetry={log.reload} />
        <pre className="log">{log.data?.lines.join('\n')}</pre>
      </ModalBody>
    </Modal>
  );
}
