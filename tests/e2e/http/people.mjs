// Signing in, what each role may, and what browsers are told.
import { randomUUID } from 'node:crypto';
import { holds, includes, matches, same } from '../lib/check.mjs';
import { Caller, send, signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { order, Shop } from './shop.mjs';

async function signsInOnce(shop) {
  const customer = await shop.customer();
  const { body: link } = await shop.api.post(
    '/v1/portal-links',
    { customer: customer.id, member: customer.owner.id, target: '/portal/subscription' },
    { expect: 201 },
  );
  const url = new URL(link.url);
  same(url.origin, shop.demo.base, 'the origin of the link');
  const looked = await send(shop.demo.base, 'HEAD', url.pathname);
  same(
    [looked.status, looked.headers['set-cookie']],
    [200, undefined],
    'a program that looks does not use it up',
  );
  const person = await signIn(shop.demo, link.url);
  same(person.target, '/portal/subscription', 'where the link leads');
  for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/']) includes(person.cookie, part, 'the cookie');
  same(
    [person.session.kind, person.session.customer.id, person.session.role.code],
    ['member', customer.id, 'owner'],
    'the session',
  );
  holds(person.session.csrf_token.length >= 20, 'a token for writes');
  const again = await send(shop.demo.base, 'GET', url.pathname);
  same([again.status, again.headers['set-cookie']], [410, undefined], 'the same link again');
  matches(again.headers['content-type'], /text\/html/, 'the answer to a spent link');
  const french = await send(shop.demo.base, 'GET', url.pathname, { headers: { 'Accept-Language': 'fr' } });
  includes(french.text, 'lang="fr"', 'a spent link in French');
  same((await send(shop.demo.base, 'GET', '/s/nothing-like-a-link')).status, 410, 'a link that never was');
}

async function signsOut(shop) {
  const person = await shop.person(await shop.customer());
  await person.delete('/v1/session', { expect: 204 });
  const { body } = await person.get('/v1/session', { expect: 401 });
  same(body.code, 'not_signed_in', 'the session is over');
}

async function guardsWrites(shop) {
  const customer = await shop.customer();
  const person = await shop.person(customer);
  const write = (headers) => person.put(`${customer.at}/draft`, { set: order }, { headers, expect: 403 });
  const cases = {
    'no token': { 'X-CSRF-Token': null },
    'another token': { 'X-CSRF-Token': 'x'.repeat(43) },
    'another origin': { Origin: 'https://evil.example' },
    'no origin to speak of': { Origin: 'null' },
    'another site': { 'Sec-Fetch-Site': 'cross-site' },
  };
  for (const [what, headers] of Object.entries(cases))
    same((await write(headers)).body.code, 'csrf_refused', what);
  await person.put(
    `${customer.at}/draft`,
    { set: order },
    { headers: { Origin: shop.demo.base, 'Sec-Fetch-Site': 'same-origin' } },
  );
}

async function knowsOwnersOnly(shop) {
  const customer = await shop.customer();
  const { fingerprint } = await shop.preview(customer);
  const { body: offer } = await shop.api.get('/v1/offer');
  const confirmation = {
    set: order,
    fingerprint,
    pay_with: 'card',
    return_url: '/portal/checkout/return',
    accepted_policy: offer.refund_policy_version,
  };
  for (const role of ['co_owner', 'billing_manager', 'manager', 'advanced_member', 'member']) {
    const person = await shop.person(customer, await shop.member(customer, role));
    for (const path of ['/subscription', '/subscription/changes']) {
      const { body } = await person.post(`${customer.at}${path}`, confirmation, { expect: 403 });
      same(body.code, 'role_required', `${role} at ${path}`);
      includes(body.detail, 'Anna Durand', `${role} is told who can`);
    }
    same(
      person.session.owners.map((owner) => owner.name),
      ['Anna Durand'],
      `${role} sees the owners`,
    );
  }
  same((await shop.subscription(customer)).state, 'none', 'nothing was bought');
  const owner = await shop.person(customer);
  same((await shop.subscription(customer, owner)).actions.subscribe.outcome, 'now', 'the owner may');
  const { body: change } = await owner.post(`${customer.at}/subscription/changes`, confirmation, {
    expect: 202,
  });
  await shop.bank.card(change.redirect_url, '4242424242424242');
  await shop.applied(customer, change);
}

async function letsBillingManagersIn(shop) {
  const customer = await shop.customer();
  await shop.subscribe(customer);
  const billing = await shop.person(customer, await shop.member(customer, 'billing_manager'));
  same((await shop.invoices(customer, billing)).length, 1, 'a billing manager reads invoices');
  const { headers } = await billing.get(customer.at);
  const { body } = await billing.put(
    `${customer.at}/billing`,
    {
      company: 'Acme Europe',
      email: 'compta@acme.example',
      line1: '2 rue Neuve',
      postal_code: '75002',
      city: 'Paris',
      country: 'FR',
    },
    { headers: { 'If-Match': headers.etag } },
  );
  same(body.billing.company, 'Acme Europe', 'and edits billing information');
  const [invoice] = await shop.invoices(customer, billing);
  same(invoice.buyer.name, 'Acme SARL', 'an issued invoice stays as it was');
  for (const role of ['manager', 'member']) {
    const person = await shop.person(customer, await shop.member(customer, role));
    same(
      (await person.get(`${customer.at}/invoices`, { expect: 403 })).body.code,
      'role_required',
      `${role} reads no invoices`,
    );
    const answer = await person.put(
      `${customer.at}/billing`,
      { country: 'FR' },
      { headers: { 'If-Match': headers.etag }, expect: 403 },
    );
    same(answer.body.code, 'role_required', `${role} edits no billing information`);
  }
}

async function hidesForeignCustomers(shop) {
  const [mine, other] = [await shop.customer(), await shop.customer()];
  await shop.subscribe(other);
  const [invoice] = await shop.invoices(other);
  const person = await shop.person(mine);
  const foreign = new Shop(shop.demo, 'Beesbusy').api;
  for (const caller of [person, foreign]) {
    for (const path of [
      other.at,
      `${other.at}/subscription`,
      `${other.at}/invoices`,
      `${other.at}/members`,
      `${other.at}/entitlements`,
      `${other.at}/payment-methods`,
    ]) {
      same((await caller.get(path, { expect: 404 })).body.code, 'customer_not_found', path);
    }
    same(
      (await caller.get(`/v1/invoices/${invoice.id}`, { expect: 404 })).body.code,
      'invoice_not_found',
      'an invoice',
    );
    const answer = await caller.post(
      `${other.at}/subscription/preview`,
      { set: order },
      { key: null, expect: 404 },
    );
    same(answer.body.code, 'customer_not_found', 'a preview');
    await caller.post(`${other.at}/members`, { email: 'x@x.example', role: 'member' }, { expect: 404 });
    await caller.put(
      `${other.at}/billing`,
      { country: 'FR' },
      { headers: { 'If-Match': '"1"' }, expect: 404 },
    );
  }
  same(
    (
      await person.post(
        '/v1/requests',
        { type: 'contact', message: 'x', customer: other.id },
        { expect: [404] },
      )
    ).status,
    404,
    'a request for another customer',
  );
}

async function keepsStaffThingsToStaff(shop) {
  const customer = await shop.customer();
  const person = await shop.person(customer);
  for (const path of ['/v1/customers', `/v1/events?customer=${customer.id}`, `${customer.at}/tax-evidence`]) {
    same((await person.get(path, { expect: 403 })).body.code, 'staff_required', path);
  }
  const make = await person.post(
    '/v1/customers',
    { name: 'X', country: 'FR', owner: { email: 'x@x.example' } },
    { expect: 403 },
  );
  same(make.body.code, 'staff_required', 'making customers');
  await person.post(
    '/v1/portal-links',
    { customer: customer.id, member: customer.owner.id },
    { expect: 403 },
  );
  const staff = await signIn(shop.demo, shop.demo.vendors[shop.vendor].staff);
  same([staff.session.kind, staff.session.member], ['staff', undefined], 'staff');
  holds((await staff.get('/v1/customers?limit=2')).body.data.length === 2, 'staff list customers');
  const { body: first } = await staff.get('/v1/customers?limit=2');
  const { body: second } = await staff.get(`/v1/customers?limit=2&after=${encodeURIComponent(first.next)}`);
  holds(
    !second.data.some((one) => first.data.some((before) => before.id === one.id)),
    'the next page holds others',
  );
}

async function tellsBrowsersWhatToDo(shop) {
  for (const path of ['/portal', '/portal/checkout/summary', '/desk']) {
    const page = await send(shop.demo.base, 'GET', path, { headers: { Accept: 'text/html' } });
    same(page.status, 200, path);
    const policy = page.headers['content-security-policy'];
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ])
      includes(policy, part, path);
    holds(!/unsafe|\*/.test(policy), `${path}: the policy has no hole: ${policy}`);
    same(
      [page.headers['x-content-type-options'], page.headers['referrer-policy']],
      ['nosniff', 'same-origin'],
      path,
    );
    holds(!/<script(?![^>]*src=)|style="/.test(page.text), `${path}: nothing inline`);
    const script = /src="(\/[^"]+\.js)"/.exec(page.text)?.[1];
    const asset = await send(shop.demo.base, 'GET', script, { headers: { 'Accept-Encoding': 'br, gzip' } });
    same(asset.status, 200, script);
    includes(asset.headers['cache-control'], 'immutable', script);
    holds(asset.headers['content-encoding'] !== undefined, `${script} is compressed`);
    const fresh = await send(shop.demo.base, 'GET', path, {
      headers: { 'If-None-Match': page.headers.etag ?? '"x"' },
    });
    holds(!page.headers.etag || fresh.status === 304, `${path}: an unchanged page is not sent again`);
  }
  const traversal = await send(shop.demo.base, 'GET', '/portal/../../etc/passwd');
  holds(!traversal.text.includes('root:'), 'no file of the machine');
  const session = await shop.api.get('/v1/session');
  same(session.headers['cache-control'], 'no-store', 'API answers are not kept');
  same(session.body.kind, 'server', 'a key is a server');
}

async function speaksTheReadersLanguage(shop) {
  const nobody = new Caller(shop.demo.base, {});
  const french = await nobody.get('/v1/session', {
    headers: { 'Accept-Language': 'fr-CA,fr;q=0.9,en;q=0.5' },
    expect: 401,
  });
  const english = await nobody.get('/v1/session', { headers: { 'Accept-Language': 'en' }, expect: 401 });
  matches(french.body.detail, /Connectez-vous/, 'French');
  matches(english.body.detail, /Sign in/, 'English');
  const id = randomUUID();
  const named = await nobody.get('/v1/session', { headers: { 'X-Request-Id': id }, expect: 401 });
  same([named.headers['x-request-id'], named.body.request_id], [id, id], "the caller's own request id");
}

async function servesOperators(shop) {
  const nobody = new Caller(shop.demo.base, {});
  for (const path of ['/healthz', '/readyz', '/metrics', '/openapi.json']) await nobody.get(path);
  const { body } = await nobody.get('/openapi.json');
  same(body.openapi, '3.1.0', 'the contract is served');
  const { body: metrics } = await nobody.get('/metrics');
  holds(!/cus_|mem_|@|sk_/.test(metrics), 'metrics name nobody');
}

async function takesFeedback(shop) {
  const person = await shop.person(await shop.customer());
  for (const verdict of ['yes', 'neutral', 'no'])
    await person.post('/v1/feedback', { page: 'subscription', verdict }, { key: null, expect: 204 });
}

export async function people(demo) {
  const shop = new Shop(demo);
  const cases = [
    ['a sign-in link works once and opens a guarded session', signsInOnce],
    ['signing out ends the session', signsOut],
    ['writes of people need the token and our origin', guardsWrites],
    ['AC-A07 only the owner subscribes, the others are told who can', knowsOwnersOnly],
    ['AC-A07 a billing manager reads invoices and edits billing', letsBillingManagersIn],
    ['a customer of somebody else does not exist', hidesForeignCustomers],
    ["staff's calls are staff's", keepsStaffThingsToStaff],
    ['pages carry policies and caching that browsers obey', tellsBrowsersWhatToDo],
    ['problems speak the language of the reader', speaksTheReadersLanguage],
    ['readers say whether a page helped', takesFeedback],
    ['operators get health, metrics and the contract', servesOperators],
  ];
  for (const [name, body] of cases) await test(`http: ${name}`, () => body(shop));
}
