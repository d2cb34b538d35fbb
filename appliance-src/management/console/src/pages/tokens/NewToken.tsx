import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core';
import { useState, type FormEvent } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import type { Role } from '../../api/types';
import { Choice } from '../../components/Choice';
import { Trouble } from '../../components/Trouble';
import { RoleField } from '../users/RoleField';

const NAME = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/;
const LIVES = { '30': '30 days', '90': '90 days', '365': 'One year', '730': 'Two years' };

export function NewToken({ onCreated, onClose }: { onCreated: (name: string, secret: string) => void; onClose: () => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('AUDITOR');
  const [days, setDays] = useState<keyof typeof LIVES>('90');
  const [error, setError] = useState<unknown>();
  const create = (event: FormEvent) => {
    event.preventDefault();
    bodyOf(api.POST('/tokens', { body: { name, role, expiresInDays: Number(days) } })).then(({ secret }) => onCreated(name, secret), setError);
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-label="Create a token">
      <ModalHeader title="Create a token" description="Its secret is shown once." />
      <ModalBody>
        <Form id="new-token" onSubmit={create}>
          <Trouble title="The token was not created" error={error} />
          <FormGroup label="Name" fieldId="token-name" isRequired>
            <TextInput
              id="token-name"
              autoComplete="off"
              placeholder="What uses it, such as monitoring"
              value={name}
              validated={name !== '' && !NAME.test(name) ? 'error' : 'default'}
              onChange={(_, value) => setName(value)}
            />
          </FormGroup>
          <RoleField value={role} onChange={setRole} />
          <FormGroup label="Valid for" fieldId="token-life">
            <Choice id="token-life" label="Valid for" value={days} choices={LIVES} onChoose={(chosen) => chosen !== '' && setDays(chosen)} />
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="new-token" isDisabled={!NAME.test(name)}>
          Create
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
