import { Button, Label, PageSection, Skeleton } from '@patternfly/react-core';
import { KeyIcon } from '@patternfly/react-icons';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { Token } from '../../api/types';
import { useMay } from '../../app/session';
import { Confirm } from '../../components/Confirm';
import { Heading } from '../../components/Heading';
import { Nothing } from '../../components/Nothing';
import { OnceOnly } from '../../components/OnceOnly';
import { Trouble } from '../../components/Trouble';
import { Ago, When } from '../../components/When';
import { ROLE } from '../../components/words';
import { NewToken } from './NewToken';

type Dialogue = { kind: 'new' } | { kind: 'delete'; token: Token } | { kind: 'secret'; name: string; secret: string };

/** What programs use to prove who they are. */
export function TokensPage() {
  const tokens = useResource('tokens', () => bodyOf(api.GET('/tokens')));
  const isAdministrator = useMay('ADMINISTRATOR');
  const [dialogue, setDialogue] = useState<Dialogue>();
  const items = tokens.data?.items;
  const close = () => {
    setDialogue(undefined);
    tokens.reload();
  };
  const create = isAdministrator ? (
    <Button size="sm" onClick={() => setDialogue({ kind: 'new' })}>
      Create a token
    </Button>
  ) : null;
  return (
    <>
      <Heading title="API tokens" lead="For programs: each request carries one as Authorization: Bearer." actions={create} />
      <PageSection hasBodyWrapper={false}>
        <Trouble title="The tokens cannot be read" error={tokens.error} onRetry={tokens.reload} />
        {items === undefined ? (
          tokens.isLoading ? <Skeleton height="10rem" screenreaderText="Reading the tokens" /> : null
        ) : items.length === 0 ? (
          <Nothing title="There is no token" icon={KeyIcon} action={create}>
            Create one for monitoring, scripts or the sallyport command. Give it the smallest role that does.
          </Nothing>
        ) : (
          <TokenTable tokens={items} onDelete={isAdministrator ? (token) => setDialogue({ kind: 'delete', token }) : undefined} />
        )}
      </PageSection>
      {dialogue?.kind === 'new' ? <NewToken onCreated={(name, secret) => setDialogue({ kind: 'secret', name, secret })} onClose={close} /> : null}
      {dialogue?.kind === 'secret' ? (
        <OnceOnly title={`Secret of ${dialogue.name}`} explanation="Whoever has it may do what the token's role may." secret={dialogue.secret} onClose={close} />
      ) : null}
      {dialogue?.kind === 'delete' ? (
        <Confirm
          title={`Delete the token ${dialogue.token.name}?`}
          verb="Delete"
          act={() => bodyOf(api.DELETE('/tokens/{id}', { params: { path: { id: dialogue.token.id } } }))}
          onClose={close}
        >
          Programs that use it are refused from now on.
        </Confirm>
      ) : null}
    </>
  );
}

function TokenTable({ tokens, onDelete }: { tokens: readonly Token[]; onDelete: ((token: Token) => void) | undefined }) {
  return (
    <Table variant="compact" aria-label="API tokens">
      <Thead>
        <Tr>
          <Th>Name</Th>
          <Th>Role</Th>
          <Th>Last used</Th>
          <Th>Expires</Th>
          <Th>Created</Th>
          <Th screenReaderText="Actions" />
        </Tr>
      </Thead>
      <Tbody>
        {tokens.map((token) => (
          <Tr key={token.id}>
            <Td><strong>{token.name}</strong></Td>
            <Td>{ROLE[token.role]}</Td>
            <Td>{token.lastUsedAt === null ? <span className="subtle">never</span> : <Ago at={token.lastUsedAt} />}</Td>
            <Td>
              {Date.parse(token.expiresAt) < Date.now() ? <Label isCompact color="red">Expired</Label> : <Ago at={token.expiresAt} />}
            </Td>
            <Td modifier="nowrap">
              <When at={token.createdAt} /> <span className="subtle">by {token.createdBy}</span>
            </Td>
            <Td isActionCell>
              {onDelete === undefined ? null : (
                <Button variant="link" isInline isDanger onClick={() => onDelete(token)}>
                  Delete
                </Button>
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
