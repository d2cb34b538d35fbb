import type { InputProblem, Problem } from './types';

/** An answer that says no, or the lack of any answer. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly type: string;
  readonly problems: readonly InputProblem[];
  /** Seconds to wait before asking again, if the answer named them. */
  readonly retryAfter: number | undefined;

  constructor(status: number, problem: Partial<Problem>, retryAfter?: number) {
    super(problem.detail ?? problem.title ?? `The system answered with status ${status}.`);
    this.status = status;
    this.type = problem.type ?? 'about:blank';
    this.problems = problem.problems ?? [];
    this.retryAfter = retryAfter;
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

function isProblem(error: unknown): error is Partial<Problem> {
  return typeof error === 'object' && error !== null;
}

function problemOf(answer: Answer<unknown>): ApiProblem {
  const wait = Number(answer.response.headers.get('Retry-After') ?? Number.NaN);
  return new ApiProblem(answer.response.status, isProblem(answer.error) ? answer.error : {}, Number.isFinite(wait) ? wait : undefined);
}

/** Waits for an answer with its headers; what is not a success is thrown as {@link ApiProblem}. */
export async function answerOf<T>(pending: Promise<Answer<T>>): Promise<{ data: T; response: Response }> {
  let answer: Answer<T>;
  try {
    answer = await pending;
  } catch {
    throw new ApiProblem(0, { detail: 'The system does not answer. Check that it runs and that the network reaches it.' });
  }
  if (!answer.response.ok) throw problemOf(answer);
  return { data: answer.data as T, response: answer.response };
}

/** Waits for the body of an answer; what is not a success is thrown as {@link ApiProblem}. */
export async function bodyOf<T>(pending: Promise<Answer<T>>): Promise<T> {
  return (await answerOf(pending)).data;
}

/** Anything thrown, as a sentence. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
