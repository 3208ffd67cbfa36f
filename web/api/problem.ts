import type { ProblemBody } from './types';

/** What the service said when it refused, as an error that keeps every field of the reply. */
export class ApiProblem extends Error {
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.detail || body.title);
    this.name = 'ApiProblem';
    this.body = body;
  }

  get code(): string {
    return this.body.code;
  }

  get status(): number {
    return this.body.status;
  }
}

/** The service could not be reached at all: no reply, so nobody knows whether it acted. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause });
    this.name = 'Unreachable';
  }
}

/** The refusal that the service would give to somebody whose role lacks the right. */
export function roleRequired(): ApiProblem {
  return new ApiProblem({
    type: 'about:blank',
    title: '',
    status: 403,
    code: 'role_required',
    detail: '',
    request_id: '',
  });
}

/** A proxy may answer with HTML or nothing; every reply still becomes a problem with a status. */
export function problemFrom(body: unknown, response: Response): ApiProblem {
  const known = body && typeof body === 'object' ? (body as Partial<ProblemBody>) : {};
  return new ApiProblem({
    ...known,
    type: known.type ?? 'about:blank',
    title: known.title ?? response.statusText,
    status: known.status ?? response.status,
    code: known.code ?? `http_${response.status}`,
    detail: known.detail ?? '',
    request_id: known.request_id ?? response.headers.get('x-request-id') ?? '',
  });
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}

/** Whether asking again, unchanged, may succeed. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof ApiProblem && (error.status >= 500 || error.status === 429);
}
