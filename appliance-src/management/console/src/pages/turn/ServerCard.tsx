import { Card, CardBody, CardHeader, CardTitle, DescriptionList, Label, LabelGroup } from '@patternfly/react-core';
import { Link } from 'react-router-dom';
import { Fact } from '../../components/Fact';
import { count } from '../../format/quantity';
import type { TurnServer } from './server';

/** The TURN server as it is set up, in short. */
export function ServerCard({ server }: { server: TurnServer }) {
  const settings = (
    <Link to="/settings/turn" className="pf-v6-c-button pf-m-link pf-m-inline">
      Settings and users
    </Link>
  );
  return (
    <Card isCompact isFullHeight>
      <CardHeader actions={{ actions: settings, hasNoOffset: true }}>
        <CardTitle component="h2">
          Server <State server={server} />
        </CardTitle>
      </CardHeader>
      <CardBody>
        <DescriptionList isCompact isHorizontal isFluid className="facts">
          <Fact term="Listens at">
            {server.listeners.length === 0 ? <span className="subtle">No listener.</span> : null}
            <ul className="turn-listeners figures">
              {server.listeners.map((listener) => (
                <li key={listener.name} title={`${listener.name}, ${listener.side}`}>
                  <span>{listener.transport}</span>
                  <span>{listener.at}</span>
                </li>
              ))}
            </ul>
          </Fact>
          <Fact term="Relays at">
            <span className="figures">
              {server.relayed.join(' and ')}
              {server.advertised === undefined ? '' : `, known as ${server.advertised}`}, ports {server.ports}
            </span>
          </Fact>
          <Fact term="Realm">{server.realm}</Fact>
          <Fact term="Users">
            <Users server={server} />
          </Fact>
          <Fact term="Peers">{server.peers.length === 0 ? 'public ones' : `public ones, and ${server.peers.join(', ')}`}</Fact>
          <Fact term="At most">{`${count(server.limits.allocations)} allocations, ${count(server.limits.perUser)} a user`}</Fact>
        </DescriptionList>
      </CardBody>
    </Card>
  );
}

function State({ server }: { server: TurnServer }) {
  if (!server.isOn) return <Label isCompact>Off</Label>;
  return server.users.length === 0 && server.sharedSecrets === 0 ? (
    <Label isCompact status="info">STUN only: it has no users</Label>
  ) : (
    <Label isCompact status="success">On</Label>
  );
}

function Users({ server }: { server: TurnServer }) {
  if (server.users.length === 0 && server.sharedSecrets === 0) return <span className="subtle">none; add one, or a shared secret, in the settings</span>;
  return (
    <>
      {server.users.length === 0 ? null : (
        <LabelGroup numLabels={6} isCompact>
          {server.users.map((user) => (
            <Label key={`${user.name} ${user.realm}`} isCompact variant="outline" title={`Realm ${user.realm}`}>
              {user.realm === server.realm ? user.name : `${user.name} @ ${user.realm}`}
            </Label>
          ))}
        </LabelGroup>
      )}
      {server.sharedSecrets === 0 ? null : (
        <p className="subtle">{`${server.users.length === 0 ? 'Those' : 'And those'} made for a time with ${server.sharedSecrets === 1 ? 'a shared secret' : `one of ${server.sharedSecrets} shared secrets`}`}</p>
      )}
    </>
  );
}
