import { Button, Label, PageSection, Skeleton } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr, ActionsColumn } from '@patternfly/react-table';
import { useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { User } from '../../api/types';
import { useMay, useSession } from '../../app/session';
import { Heading } from '../../components/Heading';
import { OnceOnly } from '../../components/OnceOnly';
import { Trouble } from '../../components/Trouble';
import { Ago, When } from '../../components/When';
import { ROLE } from '../../components/words';
import { ChangeUser } from './ChangeUser';
import { NewUser } from './NewUser';
import { ConfirmDelete, ConfirmReset } from './UserQuestions';

type Dialogue = { kind: 'new' } | { kind: 'change' | 'reset' | 'delete'; user: User } | { kind: 'password'; username: string; password: string };

/** Who may use console and API. */
export function UsersPage() {
  const users = useResource('users', () => bodyOf(api.GET('/users')));
  const isAdministrator = useMay('ADMINISTRATOR');
  const [dialogue, setDialogue] = useState<Dialogue>();
  const close = () => {
    setDialogue(undefined);
    users.reload();
  };
  const showPassword = (username: string, password: string) => setDialogue({ kind: 'password', username, password });
  return (
    <>
      <Heading
        title="Users"
        actions={
          isAdministrator ? (
            <Button size="sm" onClick={() => setDialogue({ kind: 'new' })}>
              Create a user
            </Button>
          ) : null
        }
      />
      <PageSection hasBodyWrapper={false}>
        <Trouble title="The users cannot be read" error={users.error} onRetry={users.reload} />
        {users.data !== undefined ? (
          <UserTable users={users.data.items} onAsk={isAdministrator ? setDialogue : undefined} />
        ) : users.isLoading ? (
          <Skeleton height="12rem" screenreaderText="Reading the users" />
        ) : null}
      </PageSection>
      {dialogue === undefined ? null : <Ask dialogue={dialogue} close={close} showPassword={showPassword} />}
    </>
  );
}

function Ask({ dialogue, close, showPassword }: { dialogue: Dialogue; close: () => void; showPassword: (username: string, password: string) => void }) {
  switch (dialogue.kind) {
    case 'new':
      return <NewUser onCreated={showPassword} onClose={close} />;
    case 'change':
      return <ChangeUser username={dialogue.user.username} onClose={close} />;
    case 'reset':
      return <ConfirmReset user={dialogue.user} onReset={showPassword} onClose={close} />;
    case 'delete':
      return <ConfirmDelete user={dialogue.user} onClose={close} />;
    case 'password':
      return (
        <OnceOnly title={`Password of ${dialogue.username}`} explanation="The first log-in with it asks for a new one." secret={dialogue.password} onClose={close} />
      );
  }
}

function UserTable({ users, onAsk }: { users: readonly User[]; onAsk: ((dialogue: Dialogue) => void) | undefined }) {
  const own = useSession().name;
  return (
    <Table variant="compact" aria-label="Users">
      <Thead>
        <Tr>
          <Th>User name</Th>
          <Th>Full name</Th>
          <Th>Role</Th>
          <Th>State</Th>
          <Th>Last log-in</Th>
          <Th>Created</Th>
          <Th screenReaderText="Actions" />
        </Tr>
      </Thead>
      <Tbody>
        {users.map((user) => (
          <Tr key={user.username}>
            <Td>
              <strong>{user.username}</strong>
              {user.username === own ? <span className="subtle"> (you)</span> : null}
            </Td>
            <Td>{user.fullName}</Td>
            <Td>{ROLE[user.role]}</Td>
            <Td><UserState user={user} /></Td>
            <Td>{user.lastLoginAt === null ? <span className="subtle">never</span> : <Ago at={user.lastLoginAt} />}</Td>
            <Td modifier="nowrap"><When at={user.createdAt} /></Td>
            <Td isActionCell>
              {onAsk === undefined ? null : (
                <ActionsColumn
                  items={[
                    { title: 'Change', onClick: () => onAsk({ kind: 'change', user }) },
                    { title: 'Reset password', onClick: () => onAsk({ kind: 'reset', user }) },
                    { isSeparator: true },
                    { title: 'Delete', isDanger: true, isDisabled: user.username === own, onClick: () => onAsk({ kind: 'delete', user }) },
                  ]}
                />
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function UserState({ user }: { user: User }) {
  const isLocked = user.lockedUntil !== null && Date.parse(user.lockedUntil) > Date.now();
  return (
    <span className="row-actions">
      {user.disabled ? <Label isCompact>Disabled</Label> : isLocked ? null : <Label isCompact color="green">Active</Label>}
      {isLocked && user.lockedUntil !== null ? (
        <Label isCompact color="orange">
          locked until <When at={user.lockedUntil} />
        </Label>
      ) : null}
      {user.passwordChangeRequired ? <Label isCompact variant="outline">must change password</Label> : null}
    </span>
  );
}
