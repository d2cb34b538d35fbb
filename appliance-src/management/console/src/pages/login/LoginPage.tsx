import { Alert, Button, Form, FormGroup, TextInput } from '@patternfly/react-core';
import { useState, type FormEvent } from 'react';
import { api } from '../../api/client';
import { ApiProblem, bodyOf } from '../../api/problem';
import { useNow } from '../../app/clock';
import { useSessionState } from '../../app/session';
import { Trouble } from '../../components/Trouble';
import { duration, timeOrDay } from '../../format/time';
import { Gate } from './Gate';

/** Who is there. */
export function LoginPage() {
  const { accept, notice } = useSessionState();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>();
  const [lockedUntil, setLockedUntil] = useState<Date>();
  const [isBusy, setBusy] = useState(false);

  const logIn = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    bodyOf(api.POST('/session', { body: { username: username.trim(), password } }))
      .then(accept, (thrown: unknown) => {
        setPassword('');
        if (thrown instanceof ApiProblem && thrown.status === 429) {
          setLockedUntil(new Date(Date.now() + (thrown.retryAfter ?? 60) * 1000));
        } else {
          setError(thrown);
        }
      })
      .finally(() => setBusy(false));
  };

  return (
    <Gate title="Log in">
      <Form onSubmit={logIn}>
        {notice === undefined || error !== undefined ? null : <Alert variant="info" isInline title={notice} />}
        <Trouble title="Not logged in" error={error} />
        {lockedUntil === undefined ? null : <Lockout until={lockedUntil} />}
        <FormGroup label="User name" fieldId="username">
          <TextInput id="username" autoComplete="username" autoFocus isRequired value={username} onChange={(_, value) => setUsername(value)} />
        </FormGroup>
        <FormGroup label="Password" fieldId="password">
          <TextInput id="password" type="password" autoComplete="current-password" isRequired value={password} onChange={(_, value) => setPassword(value)} />
        </FormGroup>
        <Button type="submit" isBlock isLoading={isBusy} isDisabled={isBusy || username === '' || password === ''}>
          Log in
        </Button>
      </Form>
    </Gate>
  );
}

function Lockout({ until }: { until: Date }) {
  const now = useNow();
  const left = until.getTime() - now.getTime();
  return left > 0 ? (
    <Alert variant="warning" isInline title="Too many failed attempts">
      Logging in is locked until {timeOrDay(until, now)}, <span className="figures">{duration(left)}</span> from now. An administrator can end the lockout by resetting the
      password.
    </Alert>
  ) : (
    <Alert variant="info" isInline title="The lockout is over; try again." />
  );
}
