import { PageSection, Skeleton } from '@patternfly/react-core';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import { useMay } from '../../app/session';
import { useSettingsVersion } from '../../app/settings-version';
import { Heading } from '../../components/Heading';
import { Trouble } from '../../components/Trouble';
import type { JsonObject } from '../settings/document';
import { Allocations } from './Allocations';
import { SelfTest } from './SelfTest';
import { ServerCard } from './ServerCard';
import { serverOf } from './server';
import './turn.css';

/** The TURN server: how it is set up, whether it can be reached, and what it relays now. */
export function TurnPage() {
  const mayAct = useMay('ADMINISTRATOR', 'OPERATOR');
  const version = useSettingsVersion();
  const settings = useResource(`settings ${version}`, () => bodyOf(api.GET('/settings')));
  const server = settings.data === undefined ? undefined : serverOf(settings.data.document as JsonObject);
  return (
    <>
      <Heading title="TURN server" lead="Relays the media of browsers and other clients that reach nobody by themselves." />
      <PageSection hasBodyWrapper={false} className="stack">
        <Trouble title="The settings cannot be read" error={settings.error} onRetry={settings.reload} />
        {server === undefined ? (
          settings.isLoading ? <Skeleton height="12rem" screenreaderText="Reading the settings" /> : null
        ) : (
          <div className="two-columns turn">
            <ServerCard server={server} />
            <SelfTest isOn={server.isOn} mayRun={mayAct} />
          </div>
        )}
        <Allocations mayEnd={mayAct} />
      </PageSection>
    </>
  );
}
