import { Button, Card, CardBody, CardTitle, PageSection, Skeleton } from '@patternfly/react-core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { api } from '../../api/client';
import { answerOf, bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import { useMay } from '../../app/session';
import { settingsChanged, useSettingsVersion } from '../../app/settings-version';
import { Heading } from '../../components/Heading';
import { Nothing } from '../../components/Nothing';
import { Trouble } from '../../components/Trouble';
import { CommitForm, type CommitBody } from './CommitForm';
import { Difference } from './Difference';
import { DiscardEdits } from './DiscardEdits';
import './settings.css';

async function load() {
  const [{ data: candidate, response }, difference] = await Promise.all([answerOf(api.GET('/settings/candidate')), bodyOf(api.GET('/settings/candidate/diff'))]);
  return { candidate, etag: response.headers.get('ETag') ?? '', changes: difference.changes };
}

/** Where a setting is edited. */
function placeOf(path: string): string {
  const section = path.split('.')[0] ?? '';
  return section === 'network' ? '/network' : `/settings/${section}`;
}

/** What a commit would change, and the commit. */
export function ReviewPage() {
  const version = useSettingsVersion();
  const loaded = useResource(`review ${version}`, load);
  const isAdministrator = useMay('ADMINISTRATOR');
  const navigate = useNavigate();
  const [isDiscarding, setDiscarding] = useState(false);
  const { data } = loaded;
  const isEdited = data !== undefined && (data.candidate.changed || data.candidate.problems.length > 0);
  const commit = async (body: CommitBody) => {
    await bodyOf(api.POST('/settings/commit', { params: { header: { 'If-Match': data?.etag ?? '' } }, body }));
    settingsChanged();
    navigate('/revisions');
  };
  return (
    <>
      <Heading
        title="Review of the edits"
        lead={isEdited ? `Against revision ${data.candidate.baseRevision}, which is in force.` : undefined}
        actions={
          isAdministrator && isEdited ? (
            <Button variant="link" size="sm" onClick={() => setDiscarding(true)}>
              Discard edits
            </Button>
          ) : null
        }
      />
      <PageSection hasBodyWrapper={false} className="stack">
        <Trouble title="The edits cannot be read" error={loaded.error} onRetry={loaded.reload} />
        {data === undefined ? (
          <Skeleton height="12rem" screenreaderText="Reading the edits" />
        ) : isEdited ? (
          <>
            <Card isCompact>
              <CardTitle component="h2">Changes</CardTitle>
              <CardBody>
                <Difference changes={data.changes} />
              </CardBody>
            </Card>
            {data.candidate.problems.length > 0 ? (
              <Card isCompact>
                <CardTitle component="h2">To be put right first</CardTitle>
                <CardBody>
                  <ul className="problems">
                    {data.candidate.problems.map((problem) => (
                      <li key={`${problem.path} ${problem.detail}`}>
                        <Link to={placeOf(problem.path)}>
                          <code>{problem.path}</code>
                        </Link>{' '}
                        {problem.detail} {problem.remedy}
                      </li>
                    ))}
                  </ul>
                </CardBody>
              </Card>
            ) : isAdministrator ? (
              <Card isCompact className="narrow">
                <CardTitle component="h2">Commit</CardTitle>
                <CardBody>
                  <CommitForm verb="Commit" onCommit={commit} />
                </CardBody>
              </Card>
            ) : null}
          </>
        ) : (
          <Nothing title="Nothing is edited" action={<Link to="/settings/sip">Go to the SIP settings</Link>}>
            The settings in force are those of the newest revision. Edit a section, then come back to see the difference and to commit it.
          </Nothing>
        )}
        {isDiscarding ? <DiscardEdits onClose={() => setDiscarding(false)} /> : null}
      </PageSection>
    </>
  );
}
