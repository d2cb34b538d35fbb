import { Button, Checkbox, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core';
import { useState, type FormEvent } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { Trouble } from '../../components/Trouble';

const LEAST = 12;

/** Asks for a passphrase and has the system write a backup. */
export function NewBackup({ onClose }: { onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [withCalls, setWithCalls] = useState(false);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const isShort = passphrase !== '' && passphrase.length < LEAST;
  const isOther = again !== '' && again !== passphrase;
  const create = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    bodyOf(api.POST('/backups', { body: { passphrase, withCalls } }))
      .then(onClose, setError)
      .finally(() => setBusy(false));
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-label="Make a backup">
      <ModalHeader title="Make a backup" description="Nobody opens the file without its passphrase, this system included." />
      <ModalBody>
        <Form id="new-backup" onSubmit={create}>
          <Trouble title="The backup was not made" error={error} />
          <FormGroup label="Passphrase" fieldId="passphrase" isRequired>
            <TextInput id="passphrase" type="password" autoComplete="new-password" value={passphrase} validated={isShort ? 'error' : 'default'} onChange={(_, value) => setPassphrase(value)} />
            <FormHelperText>
              <HelperText>
                <HelperTextItem variant={isShort ? 'error' : 'default'}>At least {LEAST} characters, such as four words.</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
          <FormGroup label="Passphrase again" fieldId="passphrase-again" isRequired>
            <TextInput id="passphrase-again" type="password" autoComplete="new-password" value={again} validated={isOther ? 'error' : 'default'} onChange={(_, value) => setAgain(value)} />
          </FormGroup>
          <Checkbox id="with-calls" label="With the call history" isChecked={withCalls} onChange={(_, checked) => setWithCalls(checked)} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="new-backup" isLoading={isBusy} isDisabled={isBusy || passphrase.length < LEAST || again !== passphrase}>
          Make it
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
