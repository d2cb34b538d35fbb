import type { Role } from '../api/types';
import { labelOf } from '../pages/settings/catalogue';
import { SECTIONS } from '../pages/settings/sections';

export interface Destination {
  path: string;
  title: string;
  /** Who may see it; everybody when absent. */
  roles?: readonly Role[];
}

export const NAVIGATION: readonly { title: string; destinations: readonly Destination[] }[] = [
  {
    title: 'Watch',
    destinations: [
      { path: '/', title: 'Overview' },
      { path: '/calls', title: 'Live calls' },
      { path: '/registrations', title: 'Registrations' },
      { path: '/turn', title: 'TURN server' },
      { path: '/history', title: 'Call history' },
      { path: '/alarms', title: 'Alarms' },
      { path: '/status', title: 'System status' },
    ],
  },
  {
    title: 'Configure',
    destinations: [
      ...Object.keys(SECTIONS).map((section) => ({ path: `/settings/${section}`, title: labelOf(section) })),
      { path: '/revisions', title: 'Revisions' },
    ],
  },
  {
    title: 'Machine',
    destinations: [
      { path: '/network', title: 'Network' },
      { path: '/time', title: 'Time' },
      { path: '/firewall', title: 'Firewall' },
      { path: '/adapters', title: 'Network adapters' },
      { path: '/upgrade', title: 'Upgrade' },
      { path: '/power', title: 'Power', roles: ['ADMINISTRATOR'] },
    ],
  },
  {
    title: 'Administer',
    destinations: [
      { path: '/users', title: 'Users', roles: ['ADMINISTRATOR', 'AUDITOR'] },
      { path: '/tokens', title: 'API tokens', roles: ['ADMINISTRATOR', 'AUDITOR'] },
      { path: '/backups', title: 'Backup', roles: ['ADMINISTRATOR', 'AUDITOR'] },
      { path: '/audit', title: 'Audit', roles: ['ADMINISTRATOR', 'AUDITOR'] },
    ],
  },
];

/** Whether a role may open a destination. */
export function isOpenTo(destination: Destination, role: Role): boolean {
  return destination.roles === undefined || destination.roles.includes(role);
}
