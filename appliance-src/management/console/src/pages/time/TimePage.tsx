import { Card, CardBody, CardTitle, Label, TextInput } from '@patternfly/react-core';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import { useNow } from '../../app/clock';
import type { FormContext } from '../settings/FormContext';
import { textOf, valueAt } from '../settings/document';
import type { Node } from '../settings/catalogue';
import { EditPage } from '../network/EditPage';
import { Setting, within } from '../network/Setting';

const READ_EVERY_MILLIS = 10_000;

/** Where the clock of the machine gets its time from, and how it is told. */
export function TimePage() {
  return (
    <EditPage title="Time" what="The clock" lead="Time servers and time zone. Certificates and the times of calls are only as right as the clock.">
      {(tree, context) => (
        <div className="two-columns">
          <Card isCompact>
            <CardTitle component="h2">Settings</CardTitle>
            <CardBody className="settings-column">
              <Setting node={within(tree, 'ntp-servers')} path="network.ntp-servers" label="Time servers (NTP)" placeholder="ntp.example.com, 10.0.0.1" isList context={context} />
              <Zone node={within(tree, 'time-zone')} context={context} />
            </CardBody>
          </Card>
          <Clock zone={textOf(valueAt(context.document, 'network.time-zone') ?? 'UTC')} />
        </div>
      )}
    </EditPage>
  );
}

function Zone({ node, context }: { node: Node | undefined; context: FormContext }) {
  const path = 'network.time-zone';
  return (
    <Setting node={node} path={path} label="Time zone" context={context}>
      {(isInvalid, change) => (
        <>
          <TextInput
            id={`setting-${path}`}
            aria-label="Time zone"
            list="time-zones"
            placeholder="UTC"
            value={textOf(valueAt(context.document, path))}
            isDisabled={context.isReadOnly}
            validated={isInvalid ? 'error' : 'default'}
            onChange={(_, typed) => change(typed === '' ? undefined : typed)}
          />
          <datalist id="time-zones">
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </Setting>
  );
}

function Clock({ zone }: { zone: string }) {
  const now = useNow();
  const state = useResource('network', () => bodyOf(api.GET('/network')), READ_EVERY_MILLIS);
  const isSet = state.data?.machine?.timeSynchronised;
  return (
    <Card isCompact>
      <CardTitle component="h2">Clock</CardTitle>
      <CardBody className="settings-column">
        <p>
          {isSet === undefined ? null : (
            <Label isCompact status={isSet ? 'success' : 'warning'}>
              {isSet ? 'Set by a time server' : 'Not set by a time server'}
            </Label>
          )}
        </p>
        {isSet === false ? (
          <p className="subtle">No time server has answered yet. Name servers that the machine reaches; after a start it takes some minutes.</p>
        ) : null}
        <p className="subtle">
          It is now <span className="figures">{timeIn(zone, now)}</span> in the time zone chosen, by the clock of this browser.
        </p>
      </CardBody>
    </Card>
  );
}

function timeIn(zone: string, now: Date): string {
  try {
    return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: zone }).format(now);
  } catch {
    return 'unknown';
  }
}
