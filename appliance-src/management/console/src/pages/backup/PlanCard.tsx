import { Alert, Button, Card, CardBody, CardHeader, CardTitle, DescriptionList } from '@patternfly/react-core';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { BackupPlan, BackupPlanFailure, Operation } from '../../api/types';
import { Fact } from '../../components/Fact';
import { Trouble } from '../../components/Trouble';
import { Ago, When } from '../../components/When';
import { count } from '../../format/quantity';
import { rhythm } from './rhythm';

const LOOK_MILLIS = 15_000;
const BETWEEN_LOOKS_MILLIS = 500;

interface PlanCardProps {
  isAdministrator: boolean;
  /** A backup may have been made or deleted. */
  onMade: () => void;
}

/** The backups that are made by themselves: the plan, how the last one went and when the next one comes. */
export function PlanCard({ isAdministrator, onMade }: PlanCardProps) {
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const found = useResource('backup-plan', () => bodyOf(api.GET('/backup-plan')), LOOK_MILLIS);
  const state = found.data;
  const made = useRef(state?.made?.at);
  useEffect(() => {
    if (state === undefined) return;
    if (made.current !== state.made?.at) onMade();
    made.current = state.made?.at;
  }, [state, onMade]);

  const run = () => {
    setError(undefined);
    setRunning(true);
    bodyOf(api.POST('/backup-plan/run'))
      .then(untilItIsOver)
      .catch(setError)
      .finally(() => {
        setRunning(false);
        found.reload();
      });
  };
  if (state === undefined) return <Trouble title="The plan of backups cannot be read" error={found.error} onRetry={found.reload} />;
  const isBusy = isRunning || state.busy;
  const actions =
    isAdministrator && state.plan !== null ? (
      <Button variant="secondary" size="sm" isLoading={isBusy} isDisabled={isBusy} onClick={run}>
        Back up now
      </Button>
    ) : null;
  return (
    <Card isCompact>
      <CardHeader actions={{ actions, hasNoOffset: true }}>
        <CardTitle component="h2">Backups by plan</CardTitle>
      </CardHeader>
      <CardBody className="stack">
        <Trouble title="No backup was made" error={error} />
        {state.plan === null ? (
          <p>
            No backup is made by itself. <Link to="/settings/management">Management settings</Link>, backup: how often, under which passphrase, and where they go.
          </p>
        ) : (
          <>
            <Failure title="No backup can be made" failure={state.notMade} retry={state.retry} />
            <Failure title="The last backup is not at its target" failure={state.notSent} retry={state.retry} />
            <PlanFacts state={state} plan={state.plan} />
          </>
        )}
      </CardBody>
    </Card>
  );
}

/** Waits for an operation; what it did not do shows in how the plan stands. */
async function untilItIsOver(started: Operation): Promise<void> {
  for (let operation = started; operation.state === 'RUNNING'; ) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MILLIS));
    operation = await bodyOf(api.GET('/operations/{id}', { params: { path: { id: started.id } } }));
  }
}

function PlanFacts({ state, plan }: { state: BackupPlan; plan: NonNullable<BackupPlan['plan']> }) {
  return (
    <DescriptionList isCompact isHorizontal isFluid className="facts" columnModifier={{ default: '2Col' }}>
      <Fact term="Plan">
        {rhythm(plan)}, the last {count(plan.keep)} are kept{plan.withCalls ? ', with the call history' : ''}
      </Fact>
      <Fact term="Next">{state.next === null ? 'never' : Date.parse(state.next) <= Date.now() ? 'due' : <When at={state.next} />}</Fact>
      <Fact term="Target">{plan.target ?? <span className="subtle">none: they stay on this machine</span>}</Fact>
      <Fact term="Last made">{state.made === null ? <span className="subtle">none yet</span> : <When at={state.made.at} />}</Fact>
      {plan.target === null ? null : <Fact term="Last sent">{state.sent === null ? <span className="subtle">none yet</span> : <When at={state.sent.at} />}</Fact>}
    </DescriptionList>
  );
}

function Failure({ title, failure, retry }: { title: string; failure: BackupPlanFailure | null; retry: string | null }) {
  if (failure === null) return null;
  return (
    <Alert variant="warning" isInline title={title}>
      <p>{failure.text}</p>
      <p>{failure.remedy}</p>
      <p className="subtle">
        {failure.attempts === 1 ? 'Tried once' : `Tried ${count(failure.attempts)} times since`} <Ago at={failure.since} />
        {retry === null ? '.' : <>; next <Ago at={retry} />.</>}
      </p>
    </Alert>
  );
}
