import { Card, CardBody, CardTitle } from '@patternfly/react-core';
import type { CallDetail } from '../../api/types';
import { Ladder } from '../ladder/Ladder';
import { Legs } from './Legs';
import { partyName } from './figures';
import { Streams } from './Streams';
import { Timeline } from './Timeline';

/** All there is to know of a call, live or past. */
export function CallReport({ call, ladder }: CallDetail) {
  return (
    <div className="report">
      <Card isCompact>
        <CardBody>
          <Timeline call={call} ladder={ladder} />
        </CardBody>
      </Card>
      <Card isCompact>
        <CardTitle component="h2">Signalling</CardTitle>
        <CardBody>
          {ladder.length === 0 ? (
            <p className="subtle">No message of this call was kept.</p>
          ) : (
            <Ladder events={ladder} caller={partyName(call.caller.party)} callee={call.callee === null ? 'nobody' : partyName(call.callee.party)} />
          )}
        </CardBody>
      </Card>
      <Card isCompact>
        <CardTitle component="h2">Legs and media</CardTitle>
        <CardBody>
          <Legs call={call} />
          <Streams call={call} />
        </CardBody>
      </Card>
    </div>
  );
}
