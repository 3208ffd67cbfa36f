// Callers of the API: a vendor's server by its key, a person by a session. Every answer is checked.
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { checkAnswer, checkRequest } from './contract.mjs';

const needsKey = (method) => method === 'POST';

/** One exchange over a connection of its own, so that any method, header or body can be sent. */
export function send(base, method, path, { headers = {}, body } = {}) {
  const url = new URL(base);
  return new Promise((done, fail) => {
    const outgoing = httpRequest(
      { host: url.hostname, port: url.port, method, path, headers, agent: false, setHost: true },
      (incoming) => {
        const chunks = [];
        incoming.on('data', (chunk) => chunks.push(chunk));
        incoming.on('error', fail);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          done({ status: incoming.statusCode, headers: incoming.headers, text });
        });
      },
    );
    outgoing.on('error', fail);
    if (body !== undefined) outgoing.write(body);
    outgoing.end();
  });
}

function readBody(answer) {
  if (answer.text === '') return undefined;
  if (!(answer.headers['content-type'] ?? '').includes('json')) return answer.text;
  return JSON.parse(answer.text);
}

function checkHeaders(answer, what) {
  const expected = { 'x-content-type-options': 'nosniff' };
  for (const [name, value] of Object.entries(expected)) {
    if (answer.headers[name] !== value)
      throw new Error(`${what}: ${name} is ${answer.headers[name]}, expected ${value}`);
  }
  if (!answer.headers['content-security-policy']?.includes("default-src 'none'"))
    throw new Error(`${what}: no policy`);
  if (!answer.headers['x-request-id']) throw new Error(`${what}: no X-Request-Id`);
}

export class Caller {
  constructor(base, headers) {
    this.base = base;
    this.headers = headers;
  }

  /**
   * One call. `expect` is the status (or several); `wrong` says that the body is meant to be wrong.
   * `key: null` leaves the Idempotency-Key out.
   */
  async call(method, path, body, { expect = 200, headers = {}, key, wrong = false, raw } = {}) {
    if (!wrong) checkRequest(method, path, body);
    const sent = { ...this.headers, ...headers };
    if (body !== undefined || raw !== undefined) sent['Content-Type'] ??= 'application/json';
    if (needsKey(method) && key !== null) sent['Idempotency-Key'] ??= key ?? randomUUID();
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    if (text !== undefined) sent['Content-Length'] = Buffer.byteLength(text);
    else if (method !== 'GET') sent['Content-Length'] = 0;
    for (const name of Object.keys(sent)) if (sent[name] === null) delete sent[name];
    const answer = await send(this.base, method, path, { headers: sent, body: text });
    const what = `${method} ${path}`;
    const read = readBody(answer);
    const allowed = [expect].flat();
    if (!allowed.includes(answer.status) && expect !== 'any') {
      throw new Error(`${what}: ${answer.status}, expected ${allowed}: ${answer.text.slice(0, 700)}`);
    }
    if (answer.status >= 500 && answer.status !== 503)
      throw new Error(`${what}: ${answer.status} ${answer.text.slice(0, 700)}`);
    checkHeaders(answer, what);
    checkAnswer(method, path, answer.status, answer.headers['content-type'] ?? '', read);
    return { status: answer.status, headers: answer.headers, body: read };
  }

  get(path, options) {
    return this.call('GET', path, undefined, options);
  }
  post(path, body, options) {
    return this.call('POST', path, body, options);
  }
  put(path, body, options) {
    return this.call('PUT', path, body, options);
  }
  delete(path, options) {
    return this.call('DELETE', path, undefined, options);
  }
}

export const server = (demo, vendor) =>
  new Caller(demo.base, { Authorization: `Bearer ${demo.vendors[vendor].key}` });

/** Follows a sign-in link as a browser would and answers a caller with that session. */
export async function signIn(demo, link) {
  const answer = await send(demo.base, 'GET', new URL(link).pathname, { headers: { Accept: 'text/html' } });
  if (answer.status !== 303) throw new Error(`${link}: ${answer.status} ${answer.text.slice(0, 300)}`);
  const cookie = answer.headers['set-cookie']?.[0] ?? '';
  const person = new Caller(demo.base, { Cookie: cookie.split(';')[0] });
  person.cookie = cookie;
  person.target = answer.headers.location;
  const { body } = await person.get('/v1/session');
  person.session = body;
  person.headers = { ...person.headers, 'X-CSRF-Token': body.csrf_token };
  return person;
}

/** Signs a member in by a link that the vendor's server asks for. */
export async function signInAs(demo, keyed, customer, member, target) {
  const { body } = await keyed.post(
    '/v1/portal-links',
    { customer, member, ...(target ? { target } : {}) },
    { expect: 201 },
  );
  return signIn(demo, body.url);
}
