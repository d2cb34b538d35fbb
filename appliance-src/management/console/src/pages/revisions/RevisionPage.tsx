import { Button, Card, CardBody, CardTitle, CodeBlock, CodeBlockCode, Modal, ModalBody, ModalHeader, PageSection, Skeleton } from '@patternfly/react-core';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import { useMay } from '../../app/session';
import { settingsChanged, useSettingsVersion } from '../../app/settings-version';
import { Trail } from '../../components/Trail';
import { Trouble } from '../../components/Trouble';
import { When } from '../../components/When';
import { CommitForm, type CommitBody } from '../settings/CommitForm';
import { Difference } from '../settings/Difference';
import '../settings/settings.css';
import { RevisionLabel } from './RevisionLabel';

async function load(number: number) {
  const path = { number };
  const [detail, difference] = await Promise.all([
    bodyOf(api.GET('/settings/revisions/{number}', { params: { path } })),
    bodyOf(api.GET('/settings/revisions/{number}/diff', { params: { path } })),
  ]);
  return { ...detail, changes: difference.changes };
}

/** One revision: what it changed, the whole of it, and the way back to it. */
export function RevisionPage() {
  const number = Number(useParams()['number']);
  const version = useSettingsVersion();
  const loaded = useResource(`revision ${number} ${version}`, () => load(number));
  const isAdministrator = useMay('ADMINISTRATOR');
  const [isRestoring, setRestoring] = useState(false);
  const { data } = loaded;
  const isInForce = data?.revision.state === 'IN_FORCE' || data?.revision.state === 'TRIAL';
  return (
    <>
      <Trail
        above={{ path: '/revisions', title: 'Settings revisions' }}
        title={`Revision ${number}`}
        actions={
          isAdministrator && data !== undefined && !isInForce ? (
            <Button variant="secondary" size="sm" onClick={() => setRestoring(true)}>
              Restore
            </Button>
          ) : null
        }
      />
      <PageSection hasBodyWrapper={false} className="stack">
        <Trouble title="The revision cannot be read" error={loaded.error} onRetry={loaded.reload} />
        {data === undefined ? (
          loaded.isLoading ? <Skeleton height="16rem" screenreaderText="Reading the revision" /> : null
        ) : (
          <>
            <p>
              <RevisionLabel revision={data.revision} /> {data.revision.comment}
              <span className="subtle">
                {' '}
                by {data.revision.author}, <When at={data.revision.at} />
              </span>
            </p>
            <Card isCompact>
              <CardTitle component="h2">Changed against the revision before</CardTitle>
              <CardBody>
                <Difference changes={data.changes} />
              </CardBody>
            </Card>
            <Card isCompact>
              <CardTitle component="h2">The whole document</CardTitle>
              <CardBody>
                <CodeBlock>
                  <CodeBlockCode>{JSON.stringify(data.document, null, 2)}</CodeBlockCode>
                </CodeBlock>
              </CardBody>
            </Card>
          </>
        )}
        {isRestoring ? <Restore number={number} onClose={() => setRestoring(false)} /> : null}
      </PageSection>
    </>
  );
}

function Restore({ number, onClose }: { number: number; onClose: () => void }) {
  const navigate = useNavigate();
  const restore = async (body: CommitBody) => {
    await bodyOf(api.POST('/settings/revisions/{number}/restore', { params: { path: { number } }, body }));
    settingsChanged();
    navigate('/revisions');
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-label={`Restore revision ${number}`}>
      <ModalHeader title={`Restore revision ${number}`} description="Its settings come into force as a new revision." />
      <ModalBody>
        <CommitForm verb="Restore" onCommit={restore} />
      </ModalBody>
    </Modal>
  );
}
