import { Alert, Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core';
import { useState, type FormEvent } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import type { Backup, BackupPreview } from '../../api/types';
import { Trouble } from '../../components/Trouble';
import { Preview } from './Preview';

const SECONDS = 120;

interface RestoreDialogProps {
  backup: Backup;
  onClose: () => void;
}

/** Opens a backup, shows what it would change, and restores it. */
export function RestoreDialog({ backup, onClose }: RestoreDialogProps) {
  const [passphrase, setPassphrase] = useState('');
  const [adapters, setAdapters] = useState<Record<string, string>>({});
  const [preview, setPreview] = useState<BackupPreview>();
  const [comment, setComment] = useState('');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const path = { name: backup.name };

  const attempt = (work: Promise<void>) => {
    setBusy(true);
    setError(undefined);
    work.catch(setError).finally(() => setBusy(false));
  };
  const look = (names: Record<string, string>) =>
    attempt(bodyOf(api.POST('/backups/{name}/preview', { params: { path }, body: { passphrase, adapters: names } })).then(setPreview));
  const choose = (from: string, to: string) => {
    const names = { ...preview?.adapters.names, ...adapters, [from]: to };
    setAdapters(names);
    look(names);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (preview === undefined) look(adapters);
    else attempt(restore(preview));
  };
  const restore = ({ needsConfirmation }: BackupPreview) =>
    bodyOf(
      api.POST('/backups/{name}/restore', {
        params: { path },
        body: { passphrase, adapters, comment: comment.trim(), ...(needsConfirmation ? { confirmWithinSeconds: SECONDS } : {}) },
      }),
    ).then(onClose);

  return (
    <Modal isOpen variant={preview === undefined ? 'small' : 'large'} onClose={onClose} aria-label={`Restore ${backup.name}`}>
      <ModalHeader title={`Restore ${backup.name}`} description={preview === undefined ? 'First see what it would change; nothing is changed by looking.' : undefined} />
      <ModalBody>
        <Form id="restore" onSubmit={submit}>
          <Trouble title={preview === undefined ? 'It cannot be opened' : 'It was not restored'} error={error} />
          {preview === undefined ? (
            <FormGroup label="Passphrase" fieldId="restore-passphrase" isRequired>
              <TextInput id="restore-passphrase" type="password" autoComplete="off" value={passphrase} onChange={(_, value) => setPassphrase(value)} />
            </FormGroup>
          ) : (
            <>
              <Preview preview={preview} onChoose={choose} />
              {preview.needsConfirmation ? (
                <Alert variant="warning" isInline title={`The network goes back by itself after ${SECONDS} seconds`}>
                  Log in at the restored address and keep the settings within that time. Users and files stay restored.
                </Alert>
              ) : null}
              <FormGroup label="Comment" fieldId="restore-comment" isRequired>
                <TextInput id="restore-comment" maxLength={500} placeholder="Why" value={comment} onChange={(_, value) => setComment(value)} />
              </FormGroup>
            </>
          )}
        </Form>
      </ModalBody>
      <ModalFooter>
        {preview === undefined ? (
          <Button type="submit" form="restore" isLoading={isBusy} isDisabled={isBusy || passphrase === ''}>
            See what it would change
          </Button>
        ) : (
          <Button type="submit" form="restore" variant="danger" isLoading={isBusy} isDisabled={isBusy || comment.trim() === '' || preview.problems.length > 0}>
            Restore
          </Button>
        )}
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
