import { Alert, Button, Card, CardBody, CardHeader, CardTitle, DescriptionList, Label, List, ListItem, Progress } from '@patternfly/react-core';
import type { UpgradePackage } from '../../api/types';
import { Fact } from '../../components/Fact';
import { Ago } from '../../components/When';
import { size } from '../../format/quantity';
import { absolute } from '../../format/time';

interface PackageCardProps {
  found: UpgradePackage;
  /** What stands in the way of installing it; nothing when it may be installed. */
  onInstall: (() => void) | undefined;
  onContinue: (() => void) | undefined;
  onDelete: (() => void) | undefined;
}

/** A package on this machine: what it is, who made it, whether it fits. */
export function PackageCard({ found, onInstall, onContinue, onDelete }: PackageCardProps) {
  const contents = found.contents;
  return (
    <Card isCompact data-package={found.id}>
      <CardHeader
        actions={{
          actions: (
            <>
              {found.state === 'PROVEN' && onInstall !== undefined ? (
                <Button size="sm" onClick={onInstall}>
                  Install
                </Button>
              ) : null}
              {found.state === 'RECEIVING' && found.received < found.size && onContinue !== undefined ? (
                <Button size="sm" variant="secondary" onClick={onContinue}>
                  Continue
                </Button>
              ) : null}
              {onDelete === undefined ? null : (
                <Button size="sm" variant="link" isDanger onClick={onDelete}>
                  Delete
                </Button>
              )}
            </>
          ),
        }}
      >
        <CardTitle component="h3">
          {contents === null ? found.name : `Sallyport ${contents.version}`} <State found={found} />
        </CardTitle>
      </CardHeader>
      <CardBody className="stack">
        {found.state !== 'RECEIVING' ? null : (
          <Progress
            aria-label="Received"
            title={`${found.name}: received ${size(found.received)} of ${size(found.size)}, proven ${size(found.proven)}`}
            value={(100 * found.received) / found.size}
            measureLocation="outside"
          />
        )}
        {found.problems.length === 0 ? null : (
          <Alert variant="danger" isInline title="It cannot be installed here">
            <List isPlain>
              {found.problems.map((problem) => (
                <ListItem key={`${problem.path} ${problem.detail}`}>
                  {problem.detail} {problem.remedy}
                </ListItem>
              ))}
            </List>
          </Alert>
        )}
        {contents === null ? null : (
          <DescriptionList isCompact isHorizontal isFluid className="facts">
            <Fact term="Built">{absolute(new Date(contents.created))}, for {contents.base} on {contents.architecture}</Fact>
            <Fact term="Takes the place of">{contents.startsFrom}</Fact>
            {contents.way.length < 2 ? null : <Fact term="Way there">{contents.way.join(', then ')}</Fact>}
            <Fact term="Signed by">
              {contents.signer.name} {contents.signer.forDevelopment ? <Label isCompact color="orange">for development</Label> : null}
              {contents.signer.ofOperator ? <Label isCompact color="blue">your own authority</Label> : null}
            </Fact>
            <Fact term="Came in">
              <Ago at={found.uploadedAt} /> by {found.uploadedBy}, {size(found.size)}
            </Fact>
            {contents.notes.trim() === '' ? null : <Fact term="What changed"><span className="notes">{contents.notes.trim()}</span></Fact>}
          </DescriptionList>
        )}
      </CardBody>
    </Card>
  );
}

function State({ found }: { found: UpgradePackage }) {
  switch (found.state) {
    case 'PROVEN':
      return <Label isCompact color="green">Proven</Label>;
    case 'REFUSED':
      return <Label isCompact color="red">Refused</Label>;
    case 'RECEIVING':
      return <Label isCompact color="blue">{found.received < found.size ? 'Comes in' : 'Is proven'}</Label>;
  }
}
