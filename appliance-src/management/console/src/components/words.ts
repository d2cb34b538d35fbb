import type { CallSnapshot, HealthStatus, Outcome, Role, Severity, Side } from '../api/types';

type Status = 'success' | 'warning' | 'danger' | 'info' | 'custom';

/** The contract's words in the reader's words, with the colour that goes with each. */
export const HEALTH: Record<HealthStatus, { label: string; status: Status; sentence: string }> = {
  OK: { label: 'Healthy', status: 'success', sentence: 'Everything works; calls are carried.' },
  DEGRADED: { label: 'Degraded', status: 'warning', sentence: 'Calls are carried, but something needs attention.' },
  UNAVAILABLE: { label: 'Unavailable', status: 'danger', sentence: 'Calls are not carried.' },
};

export const ROLE: Record<Role, string> = {
  ADMINISTRATOR: 'Administrator',
  OPERATOR: 'Operator',
  AUDITOR: 'Auditor',
};

export const ROLE_MEANING: Record<Role, string> = {
  ADMINISTRATOR: 'May do everything.',
  OPERATOR: 'Sees calls and settings, may hang up calls.',
  AUDITOR: 'Sees everything, changes nothing.',
};

export const SIDE: Record<Side, string> = {
  EXTERNAL: 'External',
  INTERNAL: 'Internal',
  MANAGEMENT: 'Management',
};

export const DIRECTION: Record<CallSnapshot['direction'], string> = {
  INBOUND: 'Inbound',
  OUTBOUND: 'Outbound',
};

export const STATE: Record<CallSnapshot['state'], { label: string; color: 'blue' | 'teal' | 'green' | 'grey' }> = {
  SETUP: { label: 'Setting up', color: 'blue' },
  ALERTING: { label: 'Ringing', color: 'teal' },
  CONNECTED: { label: 'Connected', color: 'green' },
  ENDED: { label: 'Ended', color: 'grey' },
};

export const OUTCOME: Record<Outcome, { label: string; color: 'green' | 'grey' | 'orange' | 'red' | 'blue' }> = {
  COMPLETED: { label: 'Completed', color: 'green' },
  CANCELLED: { label: 'Cancelled', color: 'grey' },
  REJECTED: { label: 'Rejected', color: 'orange' },
  REFUSED: { label: 'Refused', color: 'orange' },
  UNREACHABLE: { label: 'Unreachable', color: 'red' },
  EXPIRED: { label: 'Expired', color: 'orange' },
  DISCONNECTED: { label: 'Disconnected', color: 'blue' },
  FAILED: { label: 'Failed', color: 'red' },
};

export const SEVERITY: Record<Severity, { label: string; status: Status }> = {
  CRITICAL: { label: 'Critical', status: 'danger' },
  WARNING: { label: 'Warning', status: 'warning' },
  INFORMATION: { label: 'Information', status: 'info' },
};
