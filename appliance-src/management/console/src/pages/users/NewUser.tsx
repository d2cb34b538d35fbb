import { Button, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core';
import { useState, type FormEvent } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import type { Role } from '../../api/types';
import { Trouble } from '../../components/Trouble';
import { RoleField } from './RoleField';

const USERNAME = /^[a-z][a-z0-9._-]{0,63}$/;

export function NewUser({ onCreated, onClose }: { onCreated: (username: string, password: string) => void; onClose: () => void }) {
  const [username, setUsername] = useState('');
  const [fullName, setFullName] = useState('');
  const [role, setRole] = useState<Role>('OPERATOR');
  const [error, setError] = useState<unknown>();
  const isWrong = username !== '' && !USERNAME.test(username);
  const create = (event: FormEvent) => {
    event.preventDefault();
    bodyOf(api.POST('/users', { body: { username, role, ...(fullName === '' ? {} : { fullName }) } })).then(({ password }) => onCreated(username, password), setError);
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-label="Create a user">
      <ModalHeader title="Create a user" description="The system makes a password and tells it once." />
      <ModalBody>
        <Form id="new-user" onSubmit={create}>
          <Trouble title="The user was not created" error={error} />
          <FormGroup label="User name" fieldId="new-username" isRequired>
            <TextInput id="new-username" autoComplete="off" value={username} validated={isWrong ? 'error' : 'default'} onChange={(_, value) => setUsername(value)} />
            <FormHelperText>
              <HelperText>
                <HelperTextItem variant={isWrong ? 'error' : 'default'}>Small letters, digits, dots, hyphens and underscores; a letter first.</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
          <FormGroup label="Full name" fieldId="new-full-name">
            <TextInput id="new-full-name" maxLength={128} value={fullName} onChange={(_, value) => setFullName(value)} />
          </FormGroup>
          <RoleField value={role} onChange={setRole} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="new-user" isDisabled={!USERNAME.test(username)}>
          Create
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
