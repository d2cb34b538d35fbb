import { Button, PageSection, Skeleton } from '@patternfly/react-core';
import { ArchiveIcon } from '@patternfly/react-icons';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useRef, useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { Backup } from '../../api/types';
import { useMay } from '../../app/session';
import { Confirm } from '../../components/Confirm';
import { Heading } from '../../components/Heading';
import { Nothing } from '../../components/Nothing';
import { Trouble } from '../../components/Trouble';
import { When } from '../../components/When';
import { size } from '../../format/quantity';
import './backup.css';
import { NewBackup } from './NewBackup';
import { PlanCard } from './PlanCard';
import { RestoreDialog } from './RestoreDialog';
import { upload } from './upload';

type Dialogue = { kind: 'new' } | { kind: 'restore'; backup: Backup } | { kind: 'delete'; backup: Backup };

/** The backups on this machine, and what can be done with them. */
export function BackupPage() {
  const backups = useResource('backups', () => bodyOf(api.GET('/backups')));
  const isAdministrator = useMay('ADMINISTRATOR');
  const [dialogue, setDialogue] = useState<Dialogue>();
  const [error, setError] = useState<unknown>();
  const items = backups.data?.items;
  const close = () => {
    setDialogue(undefined);
    backups.reload();
  };
  const bring = (file: File) => {
    setError(undefined);
    upload(file).then(backups.reload, setError);
  };
  const create = isAdministrator ? (
    <>
      <BringFile onChosen={bring} />
      <Button size="sm" onClick={() => setDialogue({ kind: 'new' })}>
        Make a backup
      </Button>
    </>
  ) : null;
  return (
    <>
      <Heading title="Backup" lead="Settings, certificates and keys, users and tokens in one file, encrypted under a passphrase." actions={create} />
      <PageSection hasBodyWrapper={false} className="stack">
        <PlanCard isAdministrator={isAdministrator} onMade={backups.reload} />
        <Trouble title="The backups cannot be read" error={backups.error} onRetry={backups.reload} />
        <Trouble title="The file was not taken" error={error} />
        {items === undefined ? (
          backups.isLoading ? <Skeleton height="10rem" screenreaderText="Reading the backups" /> : null
        ) : items.length === 0 ? (
          <Nothing title="There is no backup here" icon={ArchiveIcon}>
            Make one and keep it elsewhere, or bring one from another machine to restore it here.
          </Nothing>
        ) : (
          <BackupTable backups={items} onAsk={isAdministrator ? setDialogue : undefined} />
        )}
      </PageSection>
      {dialogue?.kind === 'new' ? <NewBackup onClose={close} /> : null}
      {dialogue?.kind === 'restore' ? <RestoreDialog backup={dialogue.backup} onClose={close} /> : null}
      {dialogue?.kind === 'delete' ? (
        <Confirm
          title={`Delete ${dialogue.backup.name}?`}
          verb="Delete"
          act={() => bodyOf(api.DELETE('/backups/{name}', { params: { path: { name: dialogue.backup.name } } }))}
          onClose={close}
        >
          The file is deleted from this machine.
        </Confirm>
      ) : null}
    </>
  );
}

function BringFile({ onChosen }: { onChosen: (file: File) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept=".backup"
        hidden
        aria-label="Backup to bring here"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onChosen(file);
          event.target.value = '';
        }}
      />
      <Button variant="secondary" size="sm" onClick={() => picker.current?.click()}>
        Bring a file here
      </Button>
    </>
  );
}

function BackupTable({ backups, onAsk }: { backups: readonly Backup[]; onAsk: ((dialogue: Dialogue) => void) | undefined }) {
  return (
    <Table variant="compact" aria-label="Backups">
      <Thead>
        <Tr>
          <Th>File</Th>
          <Th>Here since</Th>
          <Th>Size</Th>
          <Th screenReaderText="Actions" />
        </Tr>
      </Thead>
      <Tbody>
        {backups.map((backup) => (
          <Tr key={backup.name}>
            <Td><strong>{backup.name}</strong></Td>
            <Td modifier="nowrap"><When at={backup.at} /></Td>
            <Td modifier="nowrap">{size(backup.size)}</Td>
            <Td isActionCell>
              {onAsk === undefined ? null : (
                <div className="backup__actions">
                  <Button variant="link" isInline component="a" href={`/api/v1/backups/${encodeURIComponent(backup.name)}/content`} download={backup.name}>
                    Download
                  </Button>
                  <Button variant="link" isInline onClick={() => onAsk({ kind: 'restore', backup })}>
                    Restore
                  </Button>
                  <Button variant="link" isInline isDanger onClick={() => onAsk({ kind: 'delete', backup })}>
                    Delete
                  </Button>
                </div>
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
