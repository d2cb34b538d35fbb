import { Alert, Button, Card, CardBody, CardTitle, Progress, ProgressStep, ProgressStepper } from '@patternfly/react-core';
import type { Upgrade, UpgradeAttempt } from '../../api/types';
import { useNow } from '../../app/clock';
import { duration } from '../../format/time';
import { size } from '../../format/quantity';
import { KIND, OUTCOME, STEPS, isOver } from './words';

interface AttemptCardProps {
  attempt: UpgradeAttempt;
  plan: Upgrade['plan'];
  onChangeOver: (() => void) | undefined;
  onAbandon: (() => void) | undefined;
}

/** The upgrade under way, or how the last one ended. */
export function AttemptCard({ attempt, plan, onChangeOver, onAbandon }: AttemptCardProps) {
  const now = useNow();
  const at = STEPS.findIndex((step) => step.state === attempt.state);
  const outcome = OUTCOME[attempt.state];
  const took = duration((attempt.endedAt === null ? now.getTime() : Date.parse(attempt.endedAt)) - Date.parse(attempt.startedAt));
  return (
    <Card isCompact>
      <CardTitle component="h2">
        {isOver(attempt) ? 'Last upgrade' : 'Upgrade under way'}: {attempt.from} to {attempt.to ?? attempt.file ?? 'the version before'}
      </CardTitle>
      <CardBody className="stack">
        <p className="subtle">
          {KIND[attempt.kind]}, started by {attempt.startedBy}; {isOver(attempt) ? 'took' : 'for'} {took}
          {attempt.backup === null ? null : <>; the backup {attempt.backup} was made before</>}
        </p>
        {outcome !== undefined && attempt.state !== 'SUCCEEDED' ? (
          <Alert variant={attempt.state === 'ABANDONED' ? 'info' : attempt.state === 'RETURNED' ? 'warning' : 'danger'} isInline title={`${outcome.word}: ${attempt.step}`}>
            {attempt.detail}
          </Alert>
        ) : (
          <ProgressStepper isCenterAligned aria-label="Steps of the upgrade">
            {STEPS.map((step, index) => (
              <ProgressStep
                key={step.state}
                id={step.state}
                titleId={`${step.state}-title`}
                variant={index < at || attempt.state === 'SUCCEEDED' ? 'success' : index === at ? 'info' : 'pending'}
                isCurrent={index === at}
                aria-label={step.title}
                description={index === at && attempt.state !== 'SUCCEEDED' ? step.what : undefined}
              >
                {step.title}
              </ProgressStep>
            ))}
          </ProgressStepper>
        )}
        {attempt.state === 'WRITING' ? (
          <Progress
            title={attempt.step}
            value={attempt.total === 0 ? 0 : (100 * attempt.done) / attempt.total}
            label={attempt.total === 0 ? 'begins' : `${size(attempt.done)} of ${size(attempt.total)}`}
            measureLocation="top"
          />
        ) : null}
        {plan?.objection == null || attempt.state !== 'WRITTEN' ? null : (
          <Alert variant="info" isInline title="Waiting for the other node">
            {plan.objection}
          </Alert>
        )}
        {plan?.waitingSince == null || attempt.state !== 'WRITTEN' ? null : (
          <Alert variant="warning" isInline title={plan.calls === 1 ? 'Waiting for one call to end' : `Waiting for ${plan.calls ?? 0} calls to end`}>
            New calls are refused. It changes over {left(plan.waitingSince, plan.patienceSeconds, now)} at the latest.
          </Alert>
        )}
        {isOver(attempt) || (onChangeOver === undefined && onAbandon === undefined) ? null : (
          <div className="heading__actions">
            {onChangeOver === undefined ? null : (
              <Button variant="primary" size="sm" onClick={onChangeOver}>
                Change over
              </Button>
            )}
            {onAbandon === undefined ? null : (
              <Button variant="secondary" size="sm" isDanger onClick={onAbandon}>
                Abandon
              </Button>
            )}
          </div>
        )}
      </CardBody>
    </Card>
  );
}

function left(since: string, patienceSeconds: number, now: Date): string {
  const millis = Date.parse(since) + patienceSeconds * 1000 - now.getTime();
  return millis <= 0 ? 'now' : `in ${duration(millis)}`;
}
