import { PageSection, Skeleton } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router-dom';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import { useSettingsVersion } from '../../app/settings-version';
import { Heading } from '../../components/Heading';
import { Nothing } from '../../components/Nothing';
import { Pager } from '../../components/Pager';
import { usePaging } from '../../components/pages';
import { Trouble } from '../../components/Trouble';
import { When } from '../../components/When';
import { RevisionLabel } from './RevisionLabel';

const READ_EVERY_MILLIS = 10_000;

/** Every set of settings that was ever in force. */
export function RevisionsPage() {
  const version = useSettingsVersion();
  const paging = usePaging('revisions');
  const revisions = useResource(
    `revisions ${version} ${paging.token ?? ''}`,
    () => bodyOf(api.GET('/settings/revisions', { params: { query: paging.token === undefined ? {} : { pageToken: paging.token } } })),
    READ_EVERY_MILLIS,
  );
  const items = revisions.data?.items;
  return (
    <>
      <Heading title="Settings revisions" lead="Each commit is a revision: who, when, why, and what it changed." />
      <PageSection hasBodyWrapper={false}>
        <Trouble title="The revisions cannot be read" error={items === undefined ? revisions.error : undefined} onRetry={revisions.reload} />
        {items === undefined ? (
          revisions.isLoading ? <Skeleton height="16rem" screenreaderText="Reading the revisions" /> : null
        ) : items.length === 0 ? (
          <Nothing title="Nothing was committed yet" action={<Link to="/settings/sip">Go to the SIP settings</Link>}>
            The built-in defaults and the settings file are in force.
          </Nothing>
        ) : (
          <Table variant="compact" aria-label="Revisions">
            <Thead>
              <Tr>
                <Th>Revision</Th>
                <Th>State</Th>
                <Th>When</Th>
                <Th>Who</Th>
                <Th>Comment</Th>
              </Tr>
            </Thead>
            <Tbody>
              {items.map((revision) => (
                <Tr key={revision.number}>
                  <Td><Link to={`/revisions/${revision.number}`}>{revision.number}</Link></Td>
                  <Td><RevisionLabel revision={revision} /></Td>
                  <Td modifier="nowrap"><When at={revision.at} /></Td>
                  <Td>{revision.author}</Td>
                  <Td>{revision.comment}</Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
        <Pager paging={paging} next={revisions.data?.nextPageToken} />
      </PageSection>
    </>
  );
}
