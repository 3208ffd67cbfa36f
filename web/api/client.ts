import createClient from 'openapi-fetch';
import { problemFrom, Unreachable } from './problem';
import type { paths } from './schema';

let language = '';
let csrfToken = '';

/** The language of every text the service writes from now on. */
export function speak(code: string): void {
  language = code;
}

/** The token that writes send, so that another site cannot write in this person's name. */
export function trust(token: string): void {
  csrfToken = token;
}

export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });

api.use({
  onRequest({ request }) {
    if (language) request.headers.set('Accept-Language', language);
    if (request.method !== 'GET' && csrfToken) request.headers.set('X-CSRF-Token', csrfToken);
    return request;
  },
});

interface Reply<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a good reply; anything else is thrown as ApiProblem or Unreachable. */
export async function body<T>(call: Promise<Reply<T>>): Promise<NonNullable<T>> {
  return (await reply(call)).data;
}

/** As `body`, with the version tag that a guarded write sends back. */
export async function reply<T>(
  call: Promise<Reply<T>>,
): Promise<{ data: NonNullable<T>; etag: string }> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Unreachable(cause);
  });
  if (!response.ok) throw problemFrom(error, response);
  return { data: data as NonNullable<T>, etag: response.headers.get('etag') ?? '' };
}

/** One key per thing the person means to do; the same key again repeats it harmlessly. */
export function newIntent(): string {
  return crypto.randomUUID();
}
