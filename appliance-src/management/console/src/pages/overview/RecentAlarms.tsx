import { Card, CardBody, CardTitle, Label } from '@patternfly/react-core';
import { Link } from 'react-router-dom';
import type { Alarm } from '../../api/types';
import { Ago } from '../../components/When';
import { SEVERITY } from '../../components/words';

const SHOWN = 5;

/** What went wrong lately, and what of it lasts. */
export function RecentAlarms({ alarms }: { alarms: readonly Alarm[] }) {
  return (
    <Card isCompact isFullHeight>
      <CardTitle component="h2">
        <Link to="/alarms">Recent alarms</Link>
      </CardTitle>
      <CardBody>
        {alarms.length === 0 ? <p className="subtle">No alarm was raised. When one is, its remedy stands here.</p> : null}
        <ul className="recent-alarms">
          {alarms.slice(0, SHOWN).map((alarm) => (
            <li key={`${alarm.source} ${alarm.key} ${alarm.raisedAt}`} className={alarm.clearedAt === null ? '' : 'cleared'}>
              <Label isCompact {...(alarm.clearedAt === null ? { status: SEVERITY[alarm.severity].status } : { variant: 'outline' as const })}>
                {alarm.clearedAt === null ? SEVERITY[alarm.severity].label : 'Cleared'}
              </Label>
              <span>
                {alarm.text}
                <span className="subtle">
                  {' '}
                  <Ago at={alarm.clearedAt ?? alarm.raisedAt} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
