import { api } from '../../api/client';
import { ApiProblem, bodyOf } from '../../api/problem';
import type { CallDetail } from '../../api/types';

/** The record of a call is written soon after its end, not at its end. */
const RECORD_AFTER_MILLIS = 1_500;
const ATTEMPTS = 6;

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function isMissing(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 404;
}

/** A call wherever it is: in progress, or over by now. */
export async function readCall(id: string): Promise<CallDetail> {
  try {
    return await bodyOf(api.GET('/calls/{id}', { params: { path: { id } } }));
  } catch (error) {
    if (!isMissing(error)) throw error;
    return bodyOf(api.GET('/history/{id}', { params: { path: { id } } }));
  }
}

/** The record of a call that has just ended. */
export async function readRecord(id: string): Promise<CallDetail> {
  for (let attempt = 1; ; attempt += 1) {
    await pause(RECORD_AFTER_MILLIS);
    try {
      return await bodyOf(api.GET('/history/{id}', { params: { path: { id } } }));
    } catch (error) {
      if (!isMissing(error) || attempt === ATTEMPTS) throw error;
    }
  }
}
