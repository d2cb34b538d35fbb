import { Button, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core';
import { useState, type FormEvent } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import type { Session } from '../../api/types';
import { Trouble } from '../../components/Trouble';

const SHORTEST = 12;

/** Changes one's own password. */
export function PasswordForm({ onChanged }: { onChanged: (session: Session) => void }) {
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const isTooShort = wanted !== '' && wanted.length < SHORTEST;
  const differs = again !== '' && again !== wanted;

  const change = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    bodyOf(api.POST('/session/password', { body: { currentPassword: current, newPassword: wanted } }))
      .then(onChanged, setError)
      .finally(() => setBusy(false));
  };

  return (
    <Form onSubmit={change} className="password-form">
      <Trouble title="The password was not changed" error={error} />
      <FormGroup label="Current password" fieldId="current">
        <TextInput id="current" type="password" autoComplete="current-password" autoFocus value={current} onChange={(_, value) => setCurrent(value)} />
      </FormGroup>
      <FormGroup label="New password" fieldId="wanted">
        <TextInput id="wanted" type="password" autoComplete="new-password" value={wanted} validated={isTooShort ? 'error' : 'default'} onChange={(_, value) => setWanted(value)} />
        <Hint isError={isTooShort}>At least {SHORTEST} characters. Several words make a good one.</Hint>
      </FormGroup>
      <FormGroup label="New password again" fieldId="again">
        <TextInput id="again" type="password" autoComplete="new-password" value={again} validated={differs ? 'error' : 'default'} onChange={(_, value) => setAgain(value)} />
        {differs ? <Hint isError>The two new passwords differ.</Hint> : null}
      </FormGroup>
      <Button type="submit" isLoading={isBusy} isDisabled={isBusy || current === '' || wanted.length < SHORTEST || wanted !== again}>
        Change password
      </Button>
    </Form>
  );
}

function Hint({ isError, children }: { isError: boolean; children: React.ReactNode }) {
  return (
    <FormHelperText>
      <HelperText>
        <HelperTextItem variant={isError ? 'error' : 'default'}>{children}</HelperTextItem>
      </HelperText>
    </FormHelperText>
  );
}
