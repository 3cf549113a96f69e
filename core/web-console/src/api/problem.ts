import type { ProblemDetail } from './model';

/** A refusal or failure the server explained with problem+json: what happened, why, and what to do next. */
export class ProblemError extends Error {
  constructor(
    readonly problem: ProblemDetail,
    readonly status: number,
  ) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = 'ProblemError';
  }
}

/** The network or the server was not there at all: no explanation came back. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('The server did not answer', { cause });
    this.name = 'UnreachableError';
  }
}

export function isProblem(body: unknown): body is ProblemDetail {
  return typeof body === 'object' && body !== null && ('title' in body || 'detail' in body || 'code' in body);
}
