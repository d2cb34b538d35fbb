import type { CatalogueEntry } from '../../api/types';

/** A setting, a group of settings or a list of them, as the form shows it. */
export interface Node {
  key: string;
  /** Path without list positions: `sip.listeners[].port`. */
  path: string;
  entry: CatalogueEntry | undefined;
  children: Node[];
  isList: boolean;
}

function normalised(path: string): string {
  return path.replaceAll('[*]', '[]');
}

/** The settings of a section as a tree, in the order of the catalogue. */
export function treeOf(entries: readonly CatalogueEntry[], section: string): Node {
  const root: Node = { key: section, path: section, entry: undefined, children: [], isList: false };
  for (const entry of entries) {
    const path = normalised(entry.path);
    if (path !== section && !path.startsWith(`${section}.`)) continue;
    let node = root;
    for (const part of path.split('.').slice(1)) node = childOf(node, part);
    node.entry = entry;
  }
  return root;
}

function childOf(node: Node, part: string): Node {
  const key = part.replace(/\[\]$/, '');
  let child = node.children.find((candidate) => candidate.key === key);
  if (child === undefined) {
    const above = node.isList ? `${node.path}[]` : node.path;
    child = { key, path: `${above}.${key}`, entry: undefined, children: [], isList: false };
    node.children.push(child);
  }
  if (part.endsWith('[]')) child.isList = true;
  return child;
}

/** Whether a setting is a number without a unit of its own in the text. */
export function isNumber(entry: CatalogueEntry): boolean {
  return entry.type === 'number' || entry.type === 'integer';
}

const ACRONYMS: Record<string, string> = { sip: 'SIP', sdp: 'SDP', tls: 'TLS', udp: 'UDP', tcp: 'TCP', dns: 'DNS', rtp: 'RTP', h323: 'H.323', nat: 'NAT', turn: 'TURN', ipv4: 'IPv4', ipv6: 'IPv6', id: 'ID', mtu: 'MTU', dscp: 'DSCP' };

/** A key as a label: `max-calls` and `maxCalls` both read "Max calls". */
export function labelOf(key: string): string {
  const words = key.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().split(/[-_]/);
  const label = words.map((word) => ACRONYMS[word] ?? word).join(' ');
  return label.charAt(0).toUpperCase() + label.slice(1);
}
