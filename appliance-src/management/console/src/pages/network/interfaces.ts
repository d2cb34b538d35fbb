import { isObject, valueAt, type Json, type JsonObject } from '../settings/document';

export const ROLES: readonly { role: string; label: string; meaning: string }[] = [
  { role: 'external', label: 'External', meaning: 'Signalling and media to and from outside.' },
  { role: 'internal', label: 'Internal', meaning: 'Signalling and media to and from inside.' },
  { role: 'management', label: 'Management', meaning: 'Console, API and SSH.' },
  { role: 'external-signalling', label: 'External signalling', meaning: 'Signalling alone, where media go another way.' },
  { role: 'external-media', label: 'External media', meaning: 'Media alone, where signalling goes another way.' },
  { role: 'internal-signalling', label: 'Internal signalling', meaning: 'Signalling alone, where media go another way.' },
  { role: 'internal-media', label: 'Internal media', meaning: 'Media alone, where signalling goes another way.' },
  { role: 'all', label: 'All', meaning: 'All sides, for a system with one interface.' },
];

/** The interfaces of a document of settings. */
export function interfacesOf(document: JsonObject): JsonObject[] {
  const interfaces = valueAt(document, 'network.interfaces');
  return Array.isArray(interfaces) ? interfaces.filter(isObject) : [];
}

/** Words of a value that may be one word or a list of them. */
export function wordsOf(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' && value !== '' ? [value] : [];
}

/** Text with commas, spaces or lines between words as a list; undefined for none. */
export function listOf(text: string): string[] | undefined {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  return words.length === 0 ? undefined : words;
}

/** The fixed addresses under which the console will be, without their prefixes. */
export function consoleAddresses(document: JsonObject): string[] {
  return interfacesOf(document)
    .filter((nic) => wordsOf(nic['roles']).some((role) => role === 'management' || role === 'all'))
    .flatMap((nic) => [nic['ipv4'], nic['ipv6']])
    .filter((method): method is string => typeof method === 'string' && method.includes('/'))
    .map((method) => method.split('/')[0] ?? '');
}
