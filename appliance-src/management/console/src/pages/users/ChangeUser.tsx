import { Button, Checkbox, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, Skeleton, TextInput } from '@patternfly/react-core';
import { useState, type FormEvent } from 'react';
import { api } from '../../api/client';
import { answerOf, bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { User } from '../../api/types';
import { useSession } from '../../app/session';
import { Trouble } from '../../components/Trouble';
import { RoleField } from './RoleField';

/** Changes a user as it stands now, unless somebody else does so meanwhile. */
export function ChangeUser({ username, onClose }: { username: string; onClose: () => void }) {
  const loaded = useResource(`user ${username}`, () => answerOf(api.GET('/users/{username}', { params: { path: { username } } })));
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-label={`Change ${username}`}>
      <ModalHeader title={`Change ${username}`} />
      {loaded.data === undefined ? (
        <ModalBody>{loaded.error === undefined ? <Skeleton height="10rem" screenreaderText="Reading the user" /> : <Trouble title="The user cannot be read" error={loaded.error} />}</ModalBody>
      ) : (
        <Fields user={loaded.data.data} etag={loaded.data.response.headers.get('ETag') ?? ''} onClose={onClose} />
      )}
    </Modal>
  );
}

function Fields({ user, etag, onClose }: { user: User; etag: string; onClose: () => void }) {
  const own = useSession().name;
  const [fullName, setFullName] = useState(user.fullName);
  const [role, setRole] = useState(user.role);
  const [disabled, setDisabled] = useState(user.disabled);
  const [error, setError] = useState<unknown>();
  const change = (event: FormEvent) => {
    event.preventDefault();
    bodyOf(
      api.PATCH('/users/{username}', {
        params: { path: { username: user.username }, header: { 'If-Match': etag } },
        body: { fullName, role, disabled },
        headers: { 'Content-Type': 'application/merge-patch+json' },
      }),
    ).then(onClose, setError);
  };
  return (
    <>
      <ModalBody>
        <Form id="change-user" onSubmit={change}>
          <Trouble title="The user was not changed" error={error} />
          <FormGroup label="Full name" fieldId="full-name">
            <TextInput id="full-name" maxLength={128} value={fullName} onChange={(_, value) => setFullName(value)} />
          </FormGroup>
          <RoleField value={role} onChange={setRole} />
          <Checkbox id="disabled" label="Disabled: may not log in" isDisabled={user.username === own} isChecked={disabled} onChange={(_, checked) => setDisabled(checked)} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="change-user">
          Change
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </>
  );
}
