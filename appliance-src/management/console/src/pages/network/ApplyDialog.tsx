import { Alert, ExpandableSection, List, ListItem, Modal, ModalBody, ModalHeader, Skeleton } from '@patternfly/react-core';
import { api } from '../../api/client';
import { answerOf, bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import { settingsChanged } from '../../app/settings-version';
import { Trouble } from '../../components/Trouble';
import { CommitForm, type CommitBody } from '../settings/CommitForm';
import { Difference } from '../settings/Difference';
import type { JsonObject } from '../settings/document';
import { consoleAddresses } from './interfaces';

async function load() {
  const [{ response }, difference, check] = await Promise.all([
    answerOf(api.GET('/settings/candidate')),
    bodyOf(api.GET('/settings/candidate/diff')),
    bodyOf(api.POST('/network/check')),
  ]);
  return { etag: response.headers.get('ETag') ?? '', changes: difference.changes, check };
}

/** What the edits would do, asked of the machine; and the commit, on trial. */
export function ApplyDialog({ document, onClose }: { document: JsonObject; onClose: () => void }) {
  const loaded = useResource('network-check', load);
  const { data } = loaded;
  const commit = async (body: CommitBody) => {
    await bodyOf(api.POST('/settings/commit', { params: { header: { 'If-Match': data?.etag ?? '' } }, body }));
    settingsChanged();
    onClose();
  };
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-label="Apply the edits">
      <ModalHeader title="Apply the edits" description="The machine was asked what they would do; nothing is changed yet." />
      <ModalBody className="stack">
        <Trouble title="The machine cannot say what they would do" error={loaded.error} onRetry={loaded.reload} />
        {data === undefined ? (
          loaded.error === undefined ? <Skeleton height="8rem" screenreaderText="Asking the machine" /> : null
        ) : (
          <>
            <Difference changes={data.changes} />
            {data.check.problems.length > 0 ? (
              <Alert variant="danger" isInline title="To be put right first">
                <List isPlain>
                  {data.check.problems.map((problem) => (
                    <ListItem key={`${problem.path} ${problem.detail}`}>
                      <code>{problem.path}</code> {problem.detail} {problem.remedy}
                    </ListItem>
                  ))}
                </List>
              </Alert>
            ) : (
              <>
                <Files files={data.check.files} />
                {data.check.confirmationNeeded ? <NewAddress document={document} /> : null}
                <CommitForm verb="Apply" isTrialRequired={data.check.confirmationNeeded} onCommit={commit} />
              </>
            )}
          </>
        )}
      </ModalBody>
    </Modal>
  );
}

function Files({ files }: { files: readonly string[] }) {
  if (files.length === 0) return <p className="subtle">The machine stays as it is.</p>;
  return (
    <ExpandableSection toggleText={files.length === 1 ? 'One file of the machine changes' : `${files.length} files of the machine change`} isIndented>
      <ul>
        {files.map((file) => (
          <li key={file}>
            <code>{file}</code>
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
}

/** Who changes the address under which the console is must know where to keep the change. */
function NewAddress({ document }: { document: JsonObject }) {
  const addresses = consoleAddresses(document);
  if (addresses.length === 0 || addresses.includes(window.location.hostname)) return null;
  return (
    <Alert variant="warning" isInline title="This page may stop answering">
      If it does, log in at{' '}
      {addresses.map((address, index) => (
        <span key={address}>
          {index === 0 ? '' : ' or '}
          <code>{`https://${address.includes(':') ? `[${address}]` : address}${window.location.port === '' ? '' : `:${window.location.port}`}`}</code>
        </span>
      ))}{' '}
      and keep the change there in time.
    </Alert>
  );
}
