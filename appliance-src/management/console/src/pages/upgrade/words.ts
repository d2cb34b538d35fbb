import type { UpgradeAttempt } from '../../api/types';

/** The steps of an upgrade as people see them, in order. */
export const STEPS = [
  { state: 'WRITING', title: 'Write', what: 'The package is written beside what runs. Calls go on.' },
  { state: 'WRITTEN', title: 'Wait', what: 'It is written. Calls go on.' },
  { state: 'CHANGING_OVER', title: 'Change over', what: 'What runs is about to stop.' },
  { state: 'TRYING', title: 'Prove', what: 'The new version runs, and must show that it is well.' },
  { state: 'SUCCEEDED', title: 'Done', what: 'The new version was well and stays.' },
] as const;

export const OUTCOME: Partial<Record<UpgradeAttempt['state'], { word: string; color: 'green' | 'orange' | 'red' | 'grey' }>> = {
  SUCCEEDED: { word: 'Succeeded', color: 'green' },
  RETURNED: { word: 'Returned', color: 'orange' },
  FAILED: { word: 'Failed', color: 'red' },
  ABANDONED: { word: 'Abandoned', color: 'grey' },
};

export const KIND: Record<UpgradeAttempt['kind'], string> = {
  SYSTEM: 'Whole system',
  APPLICATION: 'Services alone',
  ROLL_BACK: 'Back to the version before',
};

export const CHANGE_OVER = {
  WITHOUT_CALLS: 'When no call is left',
  AT_ONCE: 'At once, ending all calls',
  BY_HAND: 'When I say so',
} as const;

export function isOver(attempt: UpgradeAttempt): boolean {
  return OUTCOME[attempt.state] !== undefined;
}
