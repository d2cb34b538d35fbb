import { Card, CardBody, CardTitle, DescriptionList } from '@patternfly/react-core';
import { Link } from 'react-router-dom';
import type { ProcessStatus } from '../../api/types';
import { useNow } from '../../app/clock';
import { Fact } from '../../components/Fact';
import { count, size } from '../../format/quantity';
import { uptime } from '../../format/time';

/** One of our processes: since when it runs, what it takes and what it holds. */
export function ProcessCard({ process, task }: { process: ProcessStatus; task: string }) {
  const now = useNow();
  const objects = Object.entries(process.liveObjects).sort(([one], [other]) => one.localeCompare(other));
  return (
    <Card isCompact isFullHeight>
      <CardTitle component="h2">
        {`${process.name.charAt(0).toUpperCase()}${process.name.slice(1)}`} <span className="subtle">{task}</span>
      </CardTitle>
      <CardBody>
        <DescriptionList isCompact isHorizontal isFluid className="facts">
          <Fact term="Version">{process.version}</Fact>
          <Fact term="Up for">{uptime(now.getTime() - Date.parse(process.startedAt))}</Fact>
          <Fact term="Settings">
            <Link to={`/revisions/${process.settingsRevision}`}>{`Revision ${process.settingsRevision}`}</Link>
          </Fact>
          <Fact term="Memory">{`${size(process.memory.resident)} resident; heap ${size(process.memory.heapUsed)} of ${size(process.memory.heapMaximum)}`}</Fact>
          <Fact term="Threads">{count(process.threads)}</Fact>
        </DescriptionList>
        <h3 className="objects__title">Live objects</h3>
        {objects.length === 0 ? <p className="subtle">None.</p> : null}
        <ul className="objects">
          {objects.map(([type, number]) => (
            <li key={type}>
              <span>{type}</span> <strong className="figures">{count(number)}</strong>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
