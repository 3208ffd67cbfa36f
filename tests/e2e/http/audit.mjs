// What staff did: logged with who, before, after and why, found again, taken away, and told to the customer.
import { holds, includes, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { Shop } from './shop.mjs';

const reason = 'An hour without service, =1+1 of them.';
const as = (shop, role) => signIn(shop.demo, shop.demo.vendors[shop.vendor].staffAs[role]);

async function loggedAndFound(shop) {
  const support = await as(shop, 'support');
  const finance = await as(shop, 'finance');
  const customer = await shop.customer();
  await support.post(`${customer.at}/credits`, { amount: '10.00', reason });
  await finance.post(`${customer.at}/credits`, { amount: '2.50', reason: 'Another one.' });

  const log = async (query) =>
    (await finance.get(`/v1/audit?${new URLSearchParams({ customer: customer.id, ...query })}`)).body;
  const { data } = await log({});
  same(
    data.map(({ verb, person }) => [verb, person.id]),
    [
      ['credit.given', 'staff_finance'],
      ['credit.given', 'staff_support'],
    ],
    'both, the newest first',
  );
  same(data[0].changes, [{ name: 'balance', before: '10.00', after: '12.50' }], 'before and after');
  same([data[1].reason, data[1].customer.name], [reason, customer.name], 'why, and for whom');
  includes(data[1].person.name, 'support@', 'by name');
  same((await log({ person: 'staff_support' })).data.length, 1, 'by person');
  same((await log({ verb: 'credit.given' })).data.length, 2, 'by what was done');
  same((await log({ verb: 'trial.extended' })).data, [], 'nothing else');
  const day = data[0].at.slice(0, 10);
  same((await log({ from: day })).data.length, 2, 'that day');
  same((await log({ to: '2001-01-01' })).data, [], 'not long ago');
  const first = await log({ limit: 1 });
  same([first.data.length, first.next], [1, data[0].sequence], 'a page');
  same((await log({ limit: 1, before: first.next })).data[0].sequence, data[1].sequence, 'and the next');
  await finance.get('/v1/audit?from=2026-02-02&to=2026-02-01', { expect: 400 });

  const file = (await finance.get(`/v1/audit/export?customer=${customer.id}`)).body;
  same(file.trim().split('\r\n').length, 3, 'a line each, and their heads');
  includes(file, data[0].hash, 'with its hash');
  holds(!/(^|,)"=/m.test(file), 'no cell computes anything');
  same((await log({ verb: 'audit.exported' })).data[0].person.id, 'staff_finance', 'whoever took it away');

  const owner = await shop.person(customer);
  const told = (await owner.get(`${customer.at}/acts-of-staff`)).body.data;
  same(
    told.filter(({ verb }) => verb === 'credit.given').map((act) => act.reason),
    ['Another one.', reason],
    'the customer reads why',
  );
  holds(!JSON.stringify(told).includes('staff_'), 'and not who');
}

async function rolesAreData(shop) {
  const customer = await shop.customer();
  const sales = await as(shop, 'sales');
  const { body: session } = await sales.get('/v1/session');
  same(session.role.code, 'sales', 'who they are');
  const lack = session.lacks.find(({ right }) => right === 'give_credits');
  holds(/Finance|Comptabilité/.test(lack.who), `who else can: ${lack.who}`);
  const { body: refused } = await sales.post(
    `${customer.at}/credits`,
    { amount: '1.00', reason: 'because' },
    { expect: 403 },
  );
  same(refused.code, 'staff_right_required', 'the reason');
  includes(refused.detail ?? refused.title, lack.who, 'says who can');
  const reader = await as(shop, 'read_only');
  await reader.get(customer.at);
  await reader.get('/v1/audit', { expect: 403 });
  await reader.get('/v1/operations', { expect: 403 });
}

async function blocked(shop) {
  const support = await as(shop, 'support');
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  await owner.get('/v1/session');
  same((await support.get(`${customer.at}/block`)).body.blocked, false, 'not yet');
  await support.post(`${customer.at}/block`, { reason: '' }, { expect: 422 });
  const { body: block } = await support.post(`${customer.at}/block`, { reason: 'A stolen card.' });
  same([block.blocked, block.reason, block.by], [true, 'A stolen card.', 'staff_support'], 'blocked');
  await owner.get('/v1/session', { expect: 401 });
  const { body: link } = await shop.api.post(
    '/v1/portal-links',
    { customer: customer.id, member: customer.owner.id },
    { expect: 201 },
  );
  let came = true;
  try {
    await signIn(shop.demo, link.url);
  } catch {
    came = false;
  }
  holds(!came, 'nobody comes in');
  const { body: refused } = await shop.api.post(
    `${customer.at}/subscription/trial`,
    undefined,
    { expect: 403 },
  );
  same(refused.code, 'customer_blocked', 'nothing begins');
  const { body: open } = await support.post(`${customer.at}/unblock`, { reason: 'A mistake.' });
  same(open.blocked, false, 'open again');
  await (await shop.person(customer)).get('/v1/session');
}

export async function audit(demo) {
  const shop = new Shop(demo);
  await test('http: what staff did is logged, found, taken away, and told to the customer', () =>
    loggedAndFound(shop));
  await test('http: roles of staff are data, and each refusal says who can', () => rolesAreData(shop));
  await test('http: a customer that is blocked is out until they are let in again', () => blocked(shop));
}
