import type { TurnTestResult, TurnTestStep } from '../../api/types';

/** The steps of the self-test: what each is called, and what it means that it passed or failed. */
export const STEP: Record<TurnTestStep['name'], { title: string; well: string; ill: string }> = {
  CONNECT: { title: 'Connect', well: 'lets in', ill: 'cannot be connected to' },
  STUN: { title: 'Ask', well: 'answers', ill: 'does not answer' },
  ALLOCATE: { title: 'Allocate', well: 'allocates', ill: 'does not allocate' },
  PERMIT: { title: 'Permit', well: 'permits', ill: 'does not permit' },
  RELAY: { title: 'Relay', well: 'relays', ill: 'does not relay' },
};

export const OUTCOME: Record<TurnTestStep['outcome'], string> = { PASSED: 'Passed', FAILED: 'Failed', LEFT_OUT: 'Left out' };

/** How a listener did, in a word or two: the first step that failed, else the last. */
export function verdictOf(result: TurnTestResult): { isWell: boolean; text: string } {
  const failed = result.steps.find((step) => step.outcome === 'FAILED');
  return failed === undefined ? { isWell: true, text: STEP.RELAY.well } : { isWell: false, text: STEP[failed.name].ill };
}

/** Whether there is something to be done about a listener. */
export function needsCare(result: TurnTestResult): boolean {
  return result.steps.some((step) => step.remedy !== null);
}
