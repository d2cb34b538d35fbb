import { Alert, Button, PageSection, Skeleton } from '@patternfly/react-core';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useLiveSystem } from '../../app/live-context';
import { useMay } from '../../app/session';
import { Heading } from '../../components/Heading';
import { HostAway } from '../../components/HostAway';
import { Trouble } from '../../components/Trouble';
import { treeOf, type Node } from '../settings/catalogue';
import { DiscardEdits } from '../settings/DiscardEdits';
import type { FormContext } from '../settings/FormContext';
import { useDraft } from '../settings/useDraft';
import { ApplyDialog } from './ApplyDialog';
import '../settings/settings.css';
import './network.css';

interface EditPageProps {
  title: string;
  lead: string;
  /** What the page is about, for where there is no machine to look after. */
  what: string;
  /** The page, from the settings of the section `network` and the form that edits them. */
  children: (tree: Node, context: FormContext) => ReactNode;
}

/** A page that edits settings of the machine: the edits join all others, are tried out and applied from here. */
export function EditPage({ title, lead, what, children }: EditPageProps) {
  const { network } = useLiveSystem();
  const { loaded, document, change, save, isEdited } = useDraft();
  const isAdministrator = useMay('ADMINISTRATOR');
  const [error, setError] = useState<unknown>();
  const [dialog, setDialog] = useState<'apply' | 'discard'>();

  const candidate = loaded.data?.candidate;
  const problems = candidate?.problems ?? [];
  const isKept = candidate !== undefined && (candidate.changed || problems.length > 0);
  const keep = async (next?: 'apply') => {
    setError(undefined);
    try {
      const kept = await save();
      if (kept?.problems.length === 0) setDialog(next);
    } catch (thrown) {
      setError(thrown);
    }
  };
  if (network?.following === 'AWAY') {
    return (
      <>
        <Heading title={title} lead={lead} />
        <HostAway what={what} />
      </>
    );
  }
  return (
    <>
      <Heading
        title={title}
        lead={lead}
        actions={
          isAdministrator ? (
            <>
              {isEdited || isKept ? (
                <Button variant="link" size="sm" onClick={() => setDialog('discard')}>
                  Discard edits
                </Button>
              ) : null}
              <Button variant="secondary" size="sm" isDisabled={!isEdited} onClick={() => void keep()}>
                Check and keep
              </Button>
              <Button size="sm" isDisabled={!isEdited && !isKept} onClick={() => void keep('apply')}>
                Apply
              </Button>
            </>
          ) : null
        }
      />
      <PageSection hasBodyWrapper={false} className="stack">
        <Trouble title="The settings cannot be read" error={loaded.error} onRetry={loaded.reload} />
        <Trouble title="The edits were not kept" error={error} />
        {network?.following === 'BEHIND' ? (
          <Alert variant="danger" isInline title="The machine does not follow the settings">
            {network.detail}
          </Alert>
        ) : null}
        {isKept ? (
          <Alert variant="info" isInline title="There are edits that are not in force yet">
            {problems.length > 0 ? `${problems.length} ${problems.length === 1 ? 'value needs' : 'values need'} attention. ` : ''}
            <Link to="/settings/review">See the difference</Link>
          </Alert>
        ) : null}
        {loaded.data === undefined || document === undefined || network === undefined ? (
          loaded.isLoading || network === undefined ? <Skeleton height="24rem" screenreaderText="Reading the settings" /> : null
        ) : (
          <form className="stack" autoComplete="off" onSubmit={(event) => event.preventDefault()}>
            {children(treeOf(loaded.data.catalogue, 'network'), { document, problems, origins: loaded.data.origins, change, isReadOnly: !isAdministrator })}
          </form>
        )}
        {dialog === 'discard' ? <DiscardEdits onClose={() => setDialog(undefined)} /> : null}
        {dialog === 'apply' && document !== undefined ? <ApplyDialog document={document} onClose={() => setDialog(undefined)} /> : null}
      </PageSection>
    </>
  );
}
