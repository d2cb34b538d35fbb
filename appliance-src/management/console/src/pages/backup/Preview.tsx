import { Alert, DescriptionList, FormSelect, FormSelectOption, List, ListItem, Title } from '@patternfly/react-core';
import type { BackupPreview } from '../../api/types';
import { Fact } from '../../components/Fact';
import { When } from '../../components/When';
import { Difference } from '../settings/Difference';

interface PreviewProps {
  preview: BackupPreview;
  /** Gives an interface of the backup an adapter of this machine. */
  onChoose: (from: string, to: string) => void;
}

/** What a restoration would change. */
export function Preview({ preview, onChoose }: PreviewProps) {
  const { backup } = preview;
  return (
    <>
      <DescriptionList isCompact isHorizontal isFluid className="facts">
        <Fact term="Of">{backup.hostName}, version {backup.version}</Fact>
        <Fact term="Made"><When at={backup.created} /></Fact>
        <Fact term="Users"><Names of={preview.users} /></Fact>
        <Fact term="API tokens"><Names of={preview.tokens} /></Fact>
        <Fact term="Files"><Names of={preview.files} /></Fact>
        {preview.leftOut.length === 0 ? null : <Fact term="Left out">{preview.leftOut.join(', ')}: this is no appliance</Fact>}
        {preview.withCalls ? <Fact term="Calls">are added to the history here</Fact> : null}
      </DescriptionList>
      {preview.problems.length === 0 ? null : (
        <Alert variant="danger" isInline title="It cannot be restored so">
          <List isPlain>
            {preview.problems.map((problem) => (
              <ListItem key={`${problem.path} ${problem.detail}`}>
                <code>{problem.path}</code> {problem.detail} {problem.remedy}
              </ListItem>
            ))}
          </List>
        </Alert>
      )}
      <AdapterChoice adapters={preview.adapters} onChoose={onChoose} />
      <section>
        <Title headingLevel="h3" size="md">Settings</Title>
        <Difference changes={preview.settings} />
      </section>
    </>
  );
}

/** Who or what comes, changes and goes. */
function Names({ of }: { of: BackupPreview['users'] }) {
  const parts = [
    { words: 'added', names: of.added },
    { words: 'changed', names: of.changed },
    { words: 'removed', names: of.removed },
  ].filter((part) => part.names.length > 0);
  return parts.length === 0 ? <span className="subtle">as they are</span> : <>{parts.map((part) => `${part.names.join(', ')} ${part.words}`).join('; ')}</>;
}

/** Which adapter of this machine takes the place of each interface. */
function AdapterChoice({ adapters, onChoose }: { adapters: BackupPreview['adapters']; onChoose: PreviewProps['onChoose'] }) {
  const names = Object.entries(adapters.names);
  if (names.length === 0 || adapters.here.length === 0) return null;
  const macOf = (name: string) => adapters.backup.find((adapter) => adapter.name === name)?.mac;
  return (
    <section className="backup__adapters">
      <Title headingLevel="h3" size="md">Network adapters</Title>
      {names.map(([from, to]) => (
        <label key={from}>
          <span>
            {from} <span className="subtle">{macOf(from)}</span> becomes
          </span>
          <FormSelect aria-label={`Adapter for ${from}`} value={to} onChange={(_, chosen) => onChoose(from, chosen)}>
            {adapters.here.some((adapter) => adapter.name === to) ? null : <FormSelectOption value={to} label={`${to}, not here`} isDisabled />}
            {adapters.here.map((adapter) => (
              <FormSelectOption key={adapter.name} value={adapter.name} label={`${adapter.name}, ${adapter.mac}`} />
            ))}
          </FormSelect>
        </label>
      ))}
    </section>
  );
}
