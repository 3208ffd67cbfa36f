// The same call twice, two calls at once, and versions that were seen.
import { randomUUID } from 'node:crypto';
import { holds, same } from '../lib/check.mjs';
import { test } from '../lib/runner.mjs';
import { cards, order, Shop } from './shop.mjs';

async function repeatsActOnce(shop) {
  const key = randomUUID();
  const wanted = {
    name: 'Once SARL',
    country: 'FR',
    owner: { email: `once.${key.slice(0, 8)}@acme.example` },
  };
  const first = await shop.api.post('/v1/customers', wanted, { key, expect: 201 });
  const again = await shop.api.post('/v1/customers', wanted, { key, expect: 201 });
  same([again.body, again.headers.location], [first.body, first.headers.location], 'the same answer');
  const other = await shop.api.post('/v1/customers', { ...wanted, name: 'Other' }, { key, expect: 422 });
  same(other.body.code, 'idempotency_key_reused', 'the key for another call');
  const elsewhere = await new Shop(shop.demo, 'Beesbusy').api.post('/v1/customers', wanted, {
    key,
    expect: 201,
  });
  holds(elsewhere.body.id !== first.body.id, 'keys of vendors do not meet');
}

async function confirmsOnce(shop) {
  const customer = await shop.customer();
  const key = randomUUID();
  const first = await shop.confirm(customer, { key });
  const again = await shop.confirm(customer, { key });
  same(again.body, first.body, 'the same answer');
  const anew = await shop.confirm(customer, { key: randomUUID() });
  same(
    [anew.body.id, anew.body.redirect_url],
    [first.body.id, first.body.redirect_url],
    'the same summary under another key is the same order',
  );
  await shop.bank.card(first.body.redirect_url, cards.good);
  await shop.expectSoldOnce(customer, await shop.applied(customer, first.body), '410.40');
  const late = await shop.confirm(customer, { key, expect: [200, 202, 402, 409, 422] });
  holds(late.status === 202 ? late.body.id === first.body.id : true, 'a late repetition buys nothing new');
  same((await shop.invoices(customer)).length, 1, 'one invoice');
}

async function confirmsAtOnce(shop) {
  const customer = await shop.customer();
  const summary = await shop.preview(customer);
  const { body: offer } = await shop.api.get('/v1/offer');
  const body = {
    set: order,
    fingerprint: summary.fingerprint,
    pay_with: 'card',
    return_url: '/portal/checkout/return',
    accepted_policy: offer.refund_policy_version,
  };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      shop.api.post(`${customer.at}/subscription/changes`, body, { expect: [202, 409, 503] }),
    ),
  );
  const changes = new Set(answers.filter((one) => one.status === 202).map((one) => one.body.id));
  same(changes.size, 1, `eight at once are one order: ${answers.map((one) => one.status)}`);
  const change = answers.find((one) => one.status === 202 && one.body.redirect_url).body;
  await shop.bank.card(change.redirect_url, cards.good);
  const refreshed = await Promise.all(Array.from({ length: 8 }, () => shop.refresh(customer, change)));
  same(new Set(refreshed.map((one) => one.state)).size, 1, 'eight questions, one answer');
  await shop.expectSoldOnce(customer, await shop.applied(customer, change), '410.40');
}

async function tellsWhenStale(shop) {
  const customer = await shop.customer();
  const summary = await shop.preview(customer);
  const { headers } = await shop.api.get(customer.at);
  await shop.api.put(
    `${customer.at}/billing`,
    {
      company: 'Acme',
      email: 'a@acme.example',
      line1: '1',
      postal_code: '1000',
      city: 'Bruxelles',
      country: 'BE',
    },
    { headers: { 'If-Match': headers.etag } },
  );
  const { body } = await shop.api.post(
    `${customer.at}/subscription/changes`,
    { set: order, fingerprint: summary.fingerprint, pay_with: 'card', accepted_policy: '2026-01' },
    { expect: 409 },
  );
  same(
    [body.code, body.preview?.due_now.total],
    ['preview_stale', '413.82'],
    'the fresh summary comes along',
  );
  same((await shop.subscription(customer)).pending_change, null, 'nothing was ordered');
}

async function guardsVersions(shop) {
  const customer = await shop.customer();
  const wanted = (company) => ({
    company,
    email: 'a@acme.example',
    line1: '1',
    postal_code: '75002',
    city: 'Paris',
    country: 'FR',
  });
  const { headers } = await shop.api.get(customer.at);
  same(headers.etag, `"${customer.version}"`, 'the ETag is the version');
  const answers = await Promise.all(
    ['One', 'Two', 'Three'].map((name) =>
      shop.api.put(`${customer.at}/billing`, wanted(name), {
        headers: { 'If-Match': headers.etag },
        expect: [200, 412],
      }),
    ),
  );
  same(answers.map((one) => one.status).sort(), [200, 412, 412], 'one of three writers wins');
  const winner = answers.find((one) => one.status === 200);
  same((await shop.api.get(customer.at)).body.billing.company, winner.body.billing.company, 'and stays');
  const { headers: now } = await shop.api.get(`${customer.at}/subscription`);
  const old = await shop.api.post(
    `${customer.at}/subscription/changes`,
    { set: order, fingerprint: 'x', pay_with: 'card' },
    { headers: { 'If-Match': '"0"' }, expect: [409, 412] },
  );
  holds(
    old.status === 412 || old.body.code === 'preview_stale',
    'a subscription that was seen in another version',
  );
  holds(/^"\d+"$/.test(now.etag), 'the subscription has an ETag');
}

async function keepsDrafts(shop) {
  const customer = await shop.customer();
  const [one, two] = [await shop.person(customer), await shop.person(customer)];
  const { body: none } = await one.get(`${customer.at}/draft`);
  same([none.version, none.set], [0, null], 'no draft yet');
  const set = { plan: 'advanced', cycle: 'year', quantities: { user: 2, profile: 10 } };
  const { body: kept } = await one.put(`${customer.at}/draft`, {
    set,
    step: 'summary',
    method: 'card',
    version: 0,
  });
  same((await two.get(`${customer.at}/draft`)).body.set, set, 'the same person on another device');
  const old = await two.put(`${customer.at}/draft`, { set: order, version: 0 }, { expect: [409, 412] });
  same(old.body.code, 'version_stale', 'a version that was not seen');
  await two.put(`${customer.at}/draft`, { set: order, version: kept.version });
  same((await one.get(`${customer.at}/draft`)).body.set, order, 'the newer edits');
  const manager = await shop.person(customer, await shop.member(customer, 'billing_manager'));
  same((await manager.get(`${customer.at}/draft`)).body.set, null, 'a draft is one person’s');
  same((await shop.subscription(customer)).state, 'none', 'drafts change nothing');
  await one.delete(`${customer.at}/draft`, { expect: 204 });
  same((await one.get(`${customer.at}/draft`)).body.set, null, 'forgotten');
}

async function forgetsDraftsThatWereBought(shop) {
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  await owner.put(`${customer.at}/draft`, { set: order, step: 'payment' });
  const { body: change } = await shop.confirm(customer, { caller: owner });
  await shop.bank.card(change.redirect_url, cards.good);
  await shop.applied(customer, change);
  same((await owner.get(`${customer.at}/draft`)).body.set, null, 'the draft became the subscription');
}

export async function repetition(demo) {
  const shop = new Shop(demo);
  const cases = [
    ['a repeated call acts once and answers the same', repeatsActOnce],
    ['a confirmation that is repeated buys once', confirmsOnce],
    ['eight confirmations at once are one order', confirmsAtOnce],
    ['a summary that went stale comes back fresh', tellsWhenStale],
    ['If-Match lets one of several writers win', guardsVersions],
    ['drafts follow a person and guard against their own past', keepsDrafts],
    ['a draft that was bought is forgotten', forgetsDraftsThatWereBought],
  ];
  for (const [name, body] of cases) await test(`http: ${name}`, () => body(shop));
}
