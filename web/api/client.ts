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

/** How long a page may take to draw, or leave, what a write came to. */
const restAfterWrite = 300;

export const api = createClient<paths>({
  baseUrl: '/',
  credentials: 'same-origin',
  fetch: (request) => (request.method === 'GET' ? fetch(request) : noted(fetch(request))),
});

api.use({
  onRequest({ request }) {
    for (const [name, value] of headersFor(request.method)) request.headers.set(name, value);
    return request;
  },
});

let writesUnderWay = 0;
let waiting: (() => void)[] = [];

/** Calls it at once, or as soon as no write of this page is under way and whoever asked for it has gone on. */
export function onceNothingIsWritten(then: () => void): void {
  if (writesUnderWay === 0) then();
  else waiting.push(then);
}

async function noted<T>(write: Promise<T>): Promise<T> {
  writesUnderWay += 1;
  try {
    return await write;
  } finally {
    setTimeout(() => {
      writesUnderWay -= 1;
      if (writesUnderWay > 0) return;
      const waited = waiting;
      waiting = [];
      for (const then of waited) then();
    }, restAfterWrite);
  }
}

function headersFor(method: string): [string, string][] {
  const headers: [string, string][] = [];
  if (language) headers.push(['Accept-Language', language]);
  if (method !== 'GET' && csrfToken) headers.push(['X-CSRF-Token', csrfToken]);
  return headers;
}

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

interface Upload {
  /** How much of the file has left, from 0 to 1. */
  onProgress?: (part: number) => void;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

/** Sends a file as it is. The reply comes as the text or the file that it is; a refusal is thrown as by `body`. */
export function upload(path: string, file: Blob, { onProgress, signal, headers }: Upload = {}) {
  const sent = new Promise<Blob>((done, fail) => {
    // fetch() does not tell how far a body is.
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'blob';
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    for (const [name, value] of [...headersFor('POST'), ...Object.entries(headers ?? {})])
      request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total ? loaded / total : 1);
    request.onerror = () => fail(new Unreachable(undefined));
    request.onabort = () => fail(new DOMException('', 'AbortError'));
    request.onload = async () => {
      const { status, statusText, response } = request;
      if (status < 400) return done(response);
      const said = await new Response(response).json().catch(() => undefined);
      fail(problemFrom(said, new Response(null, { status, statusText })));
    };
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
  return noted(sent);
}

/** One key per thing the person means to do; the same key again repeats it harmlessly. */
export function newIntent(): string {
  return crypto.randomUUID();
}
