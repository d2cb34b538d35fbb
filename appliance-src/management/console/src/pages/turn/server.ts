import { isObject, textOf, valueAt, type Json, type JsonObject } from '../settings/document';

/** What the settings say of the TURN server, in short. */
export interface TurnServer {
  isOn: boolean;
  realm: string;
  listeners: readonly { name: string; side: string; transport: string; at: string }[];
  /** Where it relays, an address a family. */
  relayed: readonly string[];
  /** What peers are told instead of the first of these, behind 1:1 NAT. */
  advertised: string | undefined;
  ports: string;
  users: readonly { name: string; realm: string }[];
  sharedSecrets: number;
  /** Subnets that are not public and yet may be reached. */
  peers: readonly string[];
  limits: { allocations: number; perUser: number };
}

/** An address of the settings as people read it. */
function addressOf(value: Json | undefined): string {
  return value === 'role' ? 'address of its interface' : textOf(value);
}

function hostPort(address: string, port: Json | undefined): string {
  const host = address.includes(':') ? `[${address}]` : address;
  return address.includes(' ') ? `${address}, port ${textOf(port)}` : `${host}:${textOf(port)}`;
}

function listOf(document: JsonObject, path: string): readonly JsonObject[] {
  const list = valueAt(document, path);
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function wordsOf(document: JsonObject, path: string): readonly string[] {
  const list = valueAt(document, path);
  return Array.isArray(list) ? list.map(textOf) : [];
}

/** Reads the whole settings in force. */
export function serverOf(document: JsonObject): TurnServer {
  const at = (path: string) => valueAt(document, `turn.${path}`);
  const realm = textOf(at('realm'));
  const ipv6 = textOf(at('relay.ipv6-address'));
  const advertised = textOf(at('relay.advertised-address'));
  return {
    isOn: at('enabled') === true,
    realm,
    listeners: listOf(document, 'turn.listeners').map((listener) => ({
      name: textOf(listener['name']),
      side: textOf(listener['side']),
      transport: textOf(listener['transport']).toUpperCase(),
      at: hostPort(addressOf(listener['address']), listener['port']),
    })),
    relayed: [addressOf(at('relay.address')), ...(ipv6 === '' ? [] : [ipv6])],
    advertised: advertised === '' || advertised === textOf(at('relay.address')) ? undefined : advertised,
    ports: `${textOf(at('relay.first-port'))} to ${textOf(at('relay.last-port'))}`,
    users: listOf(document, 'turn.users').map((user) => ({ name: textOf(user['name']), realm: textOf(user['realm']) || realm })),
    sharedSecrets: listOf(document, 'turn.shared-secrets').length,
    peers: [...wordsOf(document, 'turn.peers.external'), ...wordsOf(document, 'turn.peers.internal')],
    limits: { allocations: Number(at('limits.allocations')), perUser: Number(at('limits.allocations-per-user')) },
  };
}
