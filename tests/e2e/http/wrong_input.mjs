// Calls that are wrong, each in one way: a 4xx problem with a code and, where there is one, the field.
import { connect } from 'node:net';
import { holds, same } from '../lib/check.mjs';
import { Caller } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { order, Shop } from './shop.mjs';

const person = { email: 'a@b.example' };
const make = (more) => ({ name: 'Acme', country: 'FR', owner: person, ...more });
const long = (count) => 'x'.repeat(count);
const deep = `${'{"set":'.repeat(200)}{}${'}'.repeat(200)}`;

/** name, method, path, body, what is expected ({status, code, field}), how to send it. */
function table(at, other) {
  const preview = `${at}/subscription/preview`;
  const changes = `${at}/subscription/changes`;
  const billing = `${at}/billing`;
  const match = { headers: { 'If-Match': '"1"' } };
  // biome-ignore format: one call is one row.
  return [
    // JSON itself
    ['a body that is not JSON', 'POST', '/v1/customers', null, { status: 400, code: 'body_malformed' }, { raw: '{"name": ' }],
    ['an empty body', 'POST', '/v1/customers', null, { status: 400, code: 'body_malformed' }, { raw: '' }],
    ['an array', 'POST', '/v1/customers', null, { status: 422, code: 'field_invalid' }, { raw: '[]' }],
    ['null', 'POST', '/v1/customers', null, { code: 'field_invalid' }, { raw: 'null' }],
    ['a number', 'POST', preview, null, { code: 'field_invalid' }, { raw: '1e999' }],
    ['bytes that are not UTF-8', 'POST', '/v1/customers', null, {}, { raw: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) }],
    ['half a surrogate', 'POST', '/v1/customers', null, {}, { raw: '{"name":"\\ud800","country":"FR","owner":{"email":"a@b.example"}}' }],
    ['a body nested two hundred deep', 'POST', preview, null, { code: 'body_malformed' }, { raw: deep }],
    ['a body of two megabytes', 'POST', '/v1/customers', null, { status: 413, code: 'body_too_large' }, { raw: JSON.stringify(make({ name: long(2_000_000) })) }],
    ['another content type', 'POST', '/v1/customers', make({}), { status: 400, code: 'body_malformed' }, { headers: { 'Content-Type': 'text/plain' } }],
    ['a form', 'POST', '/v1/customers', null, { code: 'body_malformed' }, { raw: 'name=Acme', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }],
    ['a trailing comma', 'POST', '/v1/customers', null, { code: 'body_malformed' }, { raw: '{"name":"A",}' }],
    ['two documents', 'POST', '/v1/customers', null, { code: 'body_malformed' }, { raw: '{}{}' }],
    // Customers
    ['no name', 'POST', '/v1/customers', { country: 'FR', owner: person }, { status: 422, code: 'field_required', field: 'name' }],
    ['an empty name', 'POST', '/v1/customers', make({ name: '' }), { status: 422, field: 'name' }],
    ['a name that is a number', 'POST', '/v1/customers', make({ name: 7 }), { code: 'field_invalid', field: 'name' }],
    ['a name of 201 letters', 'POST', '/v1/customers', make({ name: long(201) }), { code: 'field_too_long', field: 'name' }],
    ['a name with a line break', 'POST', '/v1/customers', make({ name: 'A\nB' }), { code: 'field_invalid', field: 'name' }],
    ['no country', 'POST', '/v1/customers', { name: 'A', owner: person }, { code: 'field_required', field: 'country' }],
    ['a country that is none', 'POST', '/v1/customers', make({ country: 'XX' }), { code: 'country_unknown', field: 'country' }],
    ['a country spelled out', 'POST', '/v1/customers', make({ country: 'France' }), { field: 'country' }],
    ['a province that is none', 'POST', '/v1/customers', make({ country: 'CA', region: 'ZZ' }), { code: 'region_unknown', field: 'region' }],
    ['no owner', 'POST', '/v1/customers', { name: 'A', country: 'FR' }, { code: 'field_required', field: 'owner' }],
    ['an owner without e-mail', 'POST', '/v1/customers', make({ owner: { first_name: 'A' } }), { code: 'field_required', field: 'owner.email' }],
    ['an e-mail that is none', 'POST', '/v1/customers', make({ owner: { email: 'nobody' } }), { code: 'email_malformed', field: 'owner.email' }],
    ['a field nobody knows', 'POST', '/v1/customers', make({ colour: 'red' }), { code: 'field_unknown', field: 'colour' }],
    ['a field nobody knows inside', 'POST', '/v1/customers', make({ owner: { ...person, age: 3 } }), { code: 'field_unknown', field: 'owner.age' }],
    ['a time zone that is none', 'POST', '/v1/customers', make({ time_zone: 'Europe/Atlantis' }), { code: 'time_zone_unknown', field: 'time_zone' }],
    ['a language that is none', 'POST', '/v1/customers', make({ language: 'klingon-of-the-north' }), { field: 'language' }],
    ['a wrong VAT number', 'POST', '/v1/customers', make({ billing: { tax_number: 'FR41303265045' } }), { code: 'vat_invalid' }],
    ['a customer that is none', 'GET', '/v1/customers/cus_0', undefined, { status: 404, code: 'customer_not_found' }],
    ['a customer that looks like a path', 'GET', '/v1/customers/..%2f..%2fetc', undefined, { status: 404 }],
    ['a customer that looks like SQL', 'GET', "/v1/customers/'%20OR%201=1--", undefined, { status: 404 }],
    ['a customer with a zero byte', 'GET', '/v1/customers/cus_%00', undefined, {}],
    ['a limit that is no number', 'GET', '/v1/customers?limit=ten', undefined, { status: 400, code: 'query_invalid', field: 'limit' }],
    ['a limit of nothing', 'GET', '/v1/customers?limit=0', undefined, { code: 'query_invalid', field: 'limit' }],
    ['a limit above the largest', 'GET', '/v1/customers?limit=201', undefined, { code: 'query_invalid', field: 'limit' }],
    ['a cursor of 65 letters', 'GET', `/v1/customers?after=${long(65)}`, undefined, { code: 'query_invalid', field: 'after' }],
    // Members and links
    ['a member without role', 'POST', `${at}/members`, person, { code: 'field_required', field: 'role' }],
    ['a role that is none', 'POST', `${at}/members`, { ...person, role: 'king' }, { field: 'role' }],
    ['a second owner', 'POST', `${at}/members`, { ...person, role: 'owner' }, { field: 'role' }],
    ['a link for nobody', 'POST', '/v1/portal-links', { customer: at.split('/').pop(), member: 'mem_0' }, {}],
    ['a link to another site', 'POST', '/v1/portal-links', { customer: at.split('/').pop(), member: other.member, target: 'https://evil.example/' }, { field: 'target' }],
    ['a link to another site in disguise', 'POST', '/v1/portal-links', { customer: at.split('/').pop(), member: other.member, target: '//evil.example/' }, { field: 'target' }],
    ['a link without member', 'POST', '/v1/portal-links', { customer: at.split('/').pop() }, { code: 'field_required', field: 'member' }],
    // Billing
    ['billing without If-Match', 'PUT', billing, { country: 'FR' }, { status: 428, code: 'version_required' }],
    ['billing with a tag of no kind', 'PUT', billing, { country: 'FR' }, { status: 412, code: 'version_stale' }, { headers: { 'If-Match': 'yes' } }],
    ['billing with an old version', 'PUT', billing, { country: 'FR' }, { status: 412, code: 'version_stale' }, { headers: { 'If-Match': '"999"' } }],
    ['billing without country', 'PUT', billing, { company: 'A' }, { code: 'field_required', field: 'country' }, match],
    ['billing with a bad e-mail', 'PUT', billing, { country: 'FR', email: 'a@' }, { code: 'email_malformed', field: 'email' }, match],
    ['billing with a long postal code', 'PUT', billing, { country: 'FR', postal_code: long(21) }, { code: 'field_too_long', field: 'postal_code' }, match],
    ['a number to check without country', 'POST', `${at}/tax-number/check`, { number: 'FR40303265045' }, { code: 'field_required', field: 'country' }],
    ['a number to check of 41 letters', 'POST', `${at}/tax-number/check`, { number: long(41), country: 'FR' }, { code: 'field_too_long', field: 'number' }],
    // Previews
    ['a preview of nothing', 'POST', preview, {}, { code: 'field_required', field: 'set' }],
    ['a plan that is none', 'POST', preview, { set: { plan: 'gold', cycle: 'month' } }, { code: 'plan_unknown' }],
    ['a plan of 32 letters', 'POST', preview, { set: { plan: long(32), cycle: 'month' } }, { field: 'set.plan' }],
    ['a cycle that is none', 'POST', preview, { set: { plan: 'standard', cycle: 'week' } }, { code: 'field_invalid', field: 'set.cycle' }],
    ['a cycle that is not sold', 'POST', preview, { set: { plan: 'standard', cycle: 'quarter' } }, { code: 'cycle_not_offered' }],
    ['an item that is none', 'POST', preview, { set: { ...order, quantities: { elephant: 1 } } }, { code: 'item_unknown' }],
    ['less than nothing', 'POST', preview, { set: { ...order, quantities: { user: -1 } } }, {}],
    ['half a user', 'POST', preview, { set: { ...order, quantities: { user: 1.5 } } }, { code: 'field_invalid' }],
    ['users as text', 'POST', preview, { set: { ...order, quantities: { user: '3' } } }, { code: 'field_invalid' }],
    ['more than an integer holds', 'POST', preview, null, {}, { raw: '{"set":{"plan":"standard","cycle":"month","quantities":{"user":99999999999999999999}}}' }],
    ['a million and one users', 'POST', preview, { set: { ...order, quantities: { user: 1_000_001 } } }, {}],
    ['more users than are sold', 'POST', preview, { set: { ...order, quantities: { user: 1001 } } }, { code: 'quantity_out_of_range' }],
    ['fewer users than the plan has', 'POST', preview, { set: { ...order, quantities: { user: 0 } } }, { code: 'quantity_out_of_range' }],
    ['quantities that are a list', 'POST', preview, { set: { ...order, quantities: [] } }, { code: 'field_invalid', field: 'set.quantities' }],
    ['a billing day of 32', 'POST', preview, { set: { ...order, billing_day: 32 } }, { field: 'set.billing_day' }],
    ['a preview with a bad country', 'POST', preview, { set: order, billing: { country: 'QQ' } }, { code: 'country_unknown' }],
    // Confirmations
    ['no key', 'POST', changes, { set: order, pay_with: 'card' }, { status: 400, code: 'idempotency_key_required' }, { key: null }],
    ['a key of 256 letters', 'POST', changes, { set: order, pay_with: 'card' }, {}, { key: long(256) }],
    ['a summary that was never read', 'POST', changes, { set: order, fingerprint: 'f'.repeat(64), pay_with: 'card', accepted_policy: '2026-01' }, { status: 409, code: 'preview_stale' }],
    ['a plan that only staff sell', 'POST', changes, { set: { plan: 'custom', cycle: 'month' }, pay_with: 'card', accepted_policy: '2026-01' }, { status: 422, code: 'plan_contact_only' }],
    ['no way to pay', 'POST', changes, { set: order, fingerprint: other.fingerprint, accepted_policy: '2026-01' }, { code: 'payment_method_required', field: 'pay_with' }],
    ['a way to pay that is none', 'POST', changes, { set: order, fingerprint: other.fingerprint, pay_with: 'shells', accepted_policy: '2026-01' }, { code: 'payment_method_unknown', field: 'pay_with' }],
    ['a card of somebody else', 'POST', changes, { set: order, fingerprint: other.fingerprint, pay_with: other.method, accepted_policy: '2026-01' }, { code: 'payment_method_unknown', field: 'pay_with' }],
    ['a return to another site', 'POST', changes, { set: order, fingerprint: other.fingerprint, pay_with: 'card', return_url: 'https://evil.example/', accepted_policy: '2026-01' }, { code: 'return_url_refused', field: 'return_url' }],
    ['a return in disguise', 'POST', changes, { set: order, fingerprint: other.fingerprint, pay_with: 'card', return_url: '/\\evil.example', accepted_policy: '2026-01' }, { code: 'return_url_refused', field: 'return_url' }],
    ['a change that is none', 'GET', `${changes}/chg_0`, undefined, { status: 404, code: 'change_not_found' }],
    ['to refresh a change that is none', 'POST', `${changes}/chg_0/refresh`, undefined, { status: 404, code: 'change_not_found' }],
    // Documents, requests, the rest
    ['an invoice that is none', 'GET', '/v1/invoices/inv_0', undefined, { status: 404, code: 'invoice_not_found' }],
    ['events of nobody', 'GET', '/v1/events', undefined, { status: 400, code: 'query_invalid', field: 'customer' }],
    ['events after yesterday', 'GET', `/v1/events?customer=${at.split('/').pop()}&after=yesterday`, undefined, { code: 'query_invalid', field: 'after' }],
    ['a request of no type', 'POST', '/v1/requests', { customer: at.split('/').pop(), message: 'x' }, { code: 'field_required', field: 'type' }],
    ['a request of a type that is none', 'POST', '/v1/requests', { customer: at.split('/').pop(), type: 'magic' }, { code: 'request_type_unknown', field: 'type' }],
    ['a request of nobody', 'POST', '/v1/requests', { type: 'contact', message: 'x' }, { code: 'field_required', field: 'customer' }],
    ['a message of 5001 letters', 'POST', '/v1/requests', { customer: at.split('/').pop(), type: 'contact', message: long(5001) }, { code: 'field_too_long', field: 'message' }],
    ['a request about a change that is none', 'POST', '/v1/requests', { customer: at.split('/').pop(), type: 'payment_problem', change: 'chg_0' }, { status: 404, code: 'change_not_found' }],
    ['a request that is none', 'GET', '/v1/requests/req_0', undefined, { status: 404, code: 'request_not_found' }],
    ['a verdict that is none', 'POST', '/v1/feedback', { page: 'x', verdict: 'maybe' }, { code: 'field_invalid', field: 'verdict' }],
    ['an address that is none', 'GET', '/v1/elephants', undefined, { status: 404, code: 'not_found' }],
    ['a method an address does not take', 'DELETE', at, undefined, { status: 405, code: 'method_not_allowed' }],
    ['a key that is none', 'GET', '/v1/session', undefined, { status: 401, code: 'not_signed_in' }, { headers: { Authorization: 'Bearer sk_nothing' } }],
    ['another scheme', 'GET', '/v1/session', undefined, { status: 401, code: 'not_signed_in' }, { headers: { Authorization: 'Basic c2s6' } }],
    ['nobody at all', 'GET', at, undefined, { status: 401, code: 'not_signed_in' }, { headers: { Authorization: null } }],
    ['a session that is none', 'GET', at, undefined, { status: 401, code: 'not_signed_in' }, { headers: { Authorization: null, Cookie: 'settle_session=nothing' } }],
    ['an address of ten thousand letters', 'GET', `/v1/customers/${long(10_000)}`, undefined, {}],
  ];
}

async function checkRow(api, [name, method, path, body, expected, how = {}]) {
  const answer = await api.call(method, path, body === null ? undefined : body, {
    ...how,
    wrong: true,
    expect: 'any',
  });
  holds(
    answer.status >= 400 && answer.status < 500,
    `${name}: ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 300)}`,
  );
  holds(typeof answer.body?.code === 'string', `${name}: a problem without a code`);
  holds(
    answer.body.detail.length > 0 && !/\{\w+\}/.test(answer.body.detail),
    `${name}: the text is ${answer.body.detail}`,
  );
  for (const [what, value] of Object.entries(expected)) {
    same(
      what === 'status' ? answer.status : answer.body[what],
      value,
      `${name}: ${what} (${answer.body.code}, ${answer.body.field})`,
    );
  }
}

/** Sends bytes as they are and answers what comes back, or nothing when the connection is closed. */
function raw(demo, text) {
  const { hostname, port } = new URL(demo.base);
  return new Promise((done) => {
    const socket = connect(Number(port), hostname, () => socket.end(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => done(answer));
    socket.on('close', () => done(answer));
  });
}

async function badHttp(demo) {
  const cases = {
    'no HTTP at all': 'hello\r\n\r\n',
    'a line without a version': 'GET /\r\n\r\n',
    'two lengths':
      'POST /v1/feedback HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
    'a length and chunks':
      'POST /v1/feedback HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'a length below nothing': 'POST /v1/feedback HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
    'headers of a hundred kilobytes': `GET / HTTP/1.1\r\nHost: x\r\nX: ${long(100_000)}\r\n\r\n`,
    'a zero byte in a header': 'GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n',
  };
  for (const [what, text] of Object.entries(cases)) {
    const answer = await raw(demo, text);
    holds(answer === '' || /^HTTP\/1\.1 4\d\d /.test(answer), `${what}: ${answer.slice(0, 100)}`);
  }
  same((await new Caller(demo.base, {}).get('/healthz')).status, 200, 'the server goes on');
}

export async function wrongInput(demo) {
  const shop = new Shop(demo);
  const prepared = await test('http: a customer for the calls that are wrong', async () => {
    const [customer, foreign] = [await shop.customer(), await shop.customer()];
    await shop.subscribe(foreign);
    const { body: methods } = await shop.api.get(`${foreign.at}/payment-methods`);
    const { fingerprint } = await shop.preview(customer);
    return { customer, other: { member: customer.owner.id, method: methods.data[0].id, fingerprint } };
  });
  if (!prepared) return;
  const rows = table(prepared.customer.at, prepared.other);
  for (const row of rows) {
    await test(`http: wrong: ${row[0]} at ${row[1]} ${row[2].replace(prepared.customer.id, '{id}').slice(0, 60)}`, () =>
      checkRow(shop.api, row));
  }
  await test('http: wrong calls left the customer as it was', async () => {
    const now = (await shop.api.get(prepared.customer.at)).body;
    same(
      [now.version, (await shop.subscription(prepared.customer)).state],
      [prepared.customer.version, 'none'],
      'the customer',
    );
  });
  await test('http: bytes that are no HTTP are answered or hung up on', () => badHttp(demo));
}
