import { Alert, Button, PageSection, Skeleton } from '@patternfly/react-core';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { useMay } from '../../app/session';
import { Heading } from '../../components/Heading';
import { Trouble } from '../../components/Trouble';
import { UnknownPage } from '../../app/UnknownPage';
import { labelOf, treeOf } from './catalogue';
import { DiscardEdits } from './DiscardEdits';
import { SectionForm } from './SectionForm';
import { SECTIONS } from './sections';
import { useDraft } from './useDraft';
import './settings.css';

/** The settings of a section as a form, made from the catalogue. */
export function SettingsPage() {
  const section = useParams()['section'] ?? '';
  const { loaded, document, change, save, isEdited } = useDraft();
  const isAdministrator = useMay('ADMINISTRATOR');
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>();
  const [isDiscarding, setDiscarding] = useState(false);
  if (!(section in SECTIONS)) return <UnknownPage />;

  const candidate = loaded.data?.candidate;
  const keep = () => {
    setError(undefined);
    return save().catch((thrown: unknown) => setError(thrown));
  };
  const review = () => void save().then((kept) => kept?.problems.length === 0 && navigate('/settings/review'), setError);
  const problems = candidate?.problems ?? [];
  // A candidate with faults may differ in nothing that could be committed.
  const isKept = candidate !== undefined && (candidate.changed || problems.length > 0);
  const hasEdits = isEdited || isKept;
  const elsewhere = problems.filter((problem) => !problem.path.startsWith(`${section}.`) && problem.path !== section).length;

  return (
    <>
      <Heading
        title={`${labelOf(section)} settings`}
        lead={SECTIONS[section]}
        actions={
          isAdministrator ? (
            <>
              {hasEdits ? (
                <Button variant="link" size="sm" onClick={() => setDiscarding(true)}>
                  Discard edits
                </Button>
              ) : null}
              <Button variant="secondary" size="sm" isDisabled={!isEdited} onClick={() => void keep()}>
                Check and keep
              </Button>
              <Button size="sm" isDisabled={!hasEdits} onClick={review}>
                Review and commit
              </Button>
            </>
          ) : null
        }
      />
      <PageSection hasBodyWrapper={false} className="stack">
        <Trouble title="The settings cannot be read" error={loaded.error} onRetry={loaded.reload} />
        <Trouble title="The edits were not kept" error={error} />
        {isKept ? (
          <Alert variant="info" isInline title="There are edits that are not in force yet">
            {candidate.editedBy === null ? '' : `Last edited by ${candidate.editedBy}. `}
            {problems.length > 0 ? `${problems.length} ${problems.length === 1 ? 'value needs' : 'values need'} attention${elsewhere > 0 ? `, ${elsewhere} of them in other sections` : ''}. ` : ''}
            <Link to="/settings/review">See the difference</Link>
          </Alert>
        ) : null}
        {loaded.data === undefined || document === undefined ? (
          loaded.isLoading ? <Skeleton height="24rem" screenreaderText="Reading the settings" /> : null
        ) : (
          <SectionForm
            tree={treeOf(loaded.data.catalogue, section)}
            context={{ document, problems, origins: loaded.data.origins, change, isReadOnly: !isAdministrator }}
          />
        )}
        {isDiscarding ? <DiscardEdits onClose={() => setDiscarding(false)} /> : null}
      </PageSection>
    </>
  );
}
