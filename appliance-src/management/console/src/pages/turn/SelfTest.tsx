import { Button, Card, CardBody, CardHeader, CardTitle, ExpandableSection, Icon, Label } from '@patternfly/react-core';
import { CheckCircleIcon, ExclamationCircleIcon, ExclamationTriangleIcon, MinusCircleIcon } from '@patternfly/react-icons';
import { useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import type { TurnTestResult, TurnTestStep } from '../../api/types';
import { Trouble } from '../../components/Trouble';
import { OUTCOME, STEP, needsCare, verdictOf } from './words';

/** Has the system do what a client outside does, and shows what came of it at each listener. */
export function SelfTest({ isOn, mayRun }: { isOn: boolean; mayRun: boolean }) {
  const [results, setResults] = useState<readonly TurnTestResult[]>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const run = () => {
    setBusy(true);
    setError(undefined);
    bodyOf(api.POST('/turn/self-test'))
      .then((tested) => setResults(tested.results), setError)
      .finally(() => setBusy(false));
  };
  const actions = mayRun ? (
    <Button variant="secondary" size="sm" isLoading={isBusy} isDisabled={isBusy || !isOn} onClick={run}>
      {results === undefined ? 'Test it' : 'Test it again'}
    </Button>
  ) : null;
  return (
    <Card isCompact isFullHeight>
      <CardHeader actions={{ actions, hasNoOffset: true }}>
        <CardTitle component="h2">Self-test</CardTitle>
      </CardHeader>
      <CardBody>
        <Trouble title="It could not be tested" error={error} />
        {results === undefined ? <Explanation isOn={isOn} /> : null}
        {results?.length === 0 ? <p>There is no listener to be tested.</p> : null}
        {results?.map((result) => <Tested key={`${result.listener} ${result.target}`} result={result} />)}
      </CardBody>
    </Card>
  );
}

function Explanation({ isOn }: { isOn: boolean }) {
  if (!isOn) return <p className="subtle">The server is off. Switch it on in the settings first.</p>;
  return (
    <p className="subtle">
      A client of this system comes to each listener at the address that clients outside are told. It asks for its own address, allocates, and sends a packet
      to its relayed address, which must come back. It needs no user, and takes some seconds.
    </p>
  );
}

/** A listener in one line; its steps are shown at once where there is something to be done. */
function Tested({ result }: { result: TurnTestResult }) {
  const { isWell, text } = verdictOf(result);
  const status = !isWell ? 'danger' : needsCare(result) ? 'warning' : 'success';
  const [isOpen, setOpen] = useState(status !== 'success');
  const line = (
    <span className="self-test__listener">
      <strong>{result.transport}</strong>
      <span className="figures">{result.target}</span>
      {result.advertised ? <span className="subtle">outside</span> : null}
      <Label isCompact status={status}>
        {text}
      </Label>
    </span>
  );
  return (
    <ExpandableSection toggleContent={line} isExpanded={isOpen} onToggle={(_, open) => setOpen(open)} isIndented className="self-test" data-listener={result.listener}>
      <ol className="self-test__steps" aria-label={`Steps at ${result.listener}`}>
        {result.steps.map((step) => (
          <li key={step.name}>
            <Mark step={step} />
            <span>{STEP[step.name].title}</span>
            <span className="figures">
              {step.outcome === 'LEFT_OUT' ? <span className="subtle">left out</span> : step.seen}
              {step.remedy === null ? null : <span className="self-test__remedy">{step.remedy}</span>}
            </span>
          </li>
        ))}
      </ol>
    </ExpandableSection>
  );
}

function Mark({ step }: { step: TurnTestStep }) {
  const title = OUTCOME[step.outcome];
  switch (step.outcome) {
    case 'FAILED':
      return <Icon status="danger"><ExclamationCircleIcon title={title} /></Icon>;
    case 'LEFT_OUT':
      return <Icon><MinusCircleIcon title={title} className="subtle" /></Icon>;
    case 'PASSED':
      return step.remedy === null ? <Icon status="success"><CheckCircleIcon title={title} /></Icon> : <Icon status="warning"><ExclamationTriangleIcon title={title} /></Icon>;
  }
}
