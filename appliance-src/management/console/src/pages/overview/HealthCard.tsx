import { Card, CardBody, Icon } from '@patternfly/react-core';
import { CheckCircleIcon, ExclamationCircleIcon, ExclamationTriangleIcon } from '@patternfly/react-icons';
import { Link } from 'react-router-dom';
import type { Alarm, Finding, HealthStatus, OverviewTick } from '../../api/types';
import { HEALTH } from '../../components/words';

const ICON: Record<HealthStatus, { status: 'success' | 'warning' | 'danger'; icon: JSX.Element }> = {
  OK: { status: 'success', icon: <CheckCircleIcon /> },
  DEGRADED: { status: 'warning', icon: <ExclamationTriangleIcon /> },
  UNAVAILABLE: { status: 'danger', icon: <ExclamationCircleIcon /> },
};

/** The first thing an administrator wants to know. */
export function HealthCard({ now, alarms }: { now: OverviewTick; alarms: readonly Alarm[] }) {
  const { status, icon } = ICON[now.health];
  const { label, sentence } = HEALTH[now.health];
  return (
    <Card isCompact className={`health health--${status}`}>
      <CardBody>
        <Icon status={status} size="xl">
          {icon}
        </Icon>
        <div>
          <h2 className="health__label">{label}</h2>
          <p className="subtle">{sentence}</p>
        </div>
        {now.findings.length === 0 ? null : (
          <ul className="health__findings">
            {now.findings.map((finding) => (
              <FindingLine key={`${finding.part} ${finding.detail}`} finding={finding} alarms={alarms} />
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

const PART: Record<string, string> = {
  director: 'Director',
  database: 'Database',
  listener: 'Listener',
  'call-server': 'Call server',
  alarm: 'Alarm',
};

function FindingLine({ finding, alarms }: { finding: Finding; alarms: readonly Alarm[] }) {
  const remedy = alarms.find((alarm) => finding.detail.includes(alarm.text))?.remedy;
  return (
    <li>
      <Link to={finding.part === 'alarm' ? '/alarms' : '/status'}>{PART[finding.part] ?? finding.part}</Link>: {finding.detail}
      {remedy === undefined ? null : <span className="subtle"> {remedy}</span>}
    </li>
  );
}
