// A draft tried on all customers beside the serving: begun, watched, read, taken away and cancelled.
import { holds, includes, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test, until } from '../lib/runner.mjs';
import { Shop } from './shop.mjs';

/** What is dearer in the draft, what nobody does alone any more, and what too few have. */
const edits = [
  ['price: {EUR: {month: 99.00, year: 948.00}}', 'price: {EUR: {month: 109.00, year: 948.00}}'],
  ['user: {included: 1, min: 1,', 'user: {included: 1, min: 5,'],
  [
    'direction: down}, outcome: now, billed: next_invoice, unused: credit}\n  - {id: nothing',
    'direction: down}, outcome: no, code: not_offered}\n  - {id: nothing',
  ],
];

/** A draft of Agorapulse in which all of that stands. */
export async function dearerDraft(staff, title) {
  const { body: draft } = await staff.post('/v1/catalog-versions', { title }, { expect: 201 });
  const documents = draft.documents.map(({ name, text }) => {
    if (name !== 'catalog.yaml') return { name, text };
    return {
      name,
      text: edits.reduce((written, [from, to]) => {
        holds(written.includes(from), `"${from}" stands in the catalog`);
        return written.replace(from, to);
      }, text),
    };
  });
  const { body: saved } = await staff.put(
    `/v1/catalog-versions/${draft.id}`,
    { documents },
    { headers: { 'If-Match': `"${draft.revision}"` } },
  );
  same(saved.mistakes, [], 'the draft is right');
  return saved;
}

async function begin(staff, draft, wish) {
  const { body, headers } = await staff.post(`/v1/catalog-versions/${draft.id}/what-if`, wish, {
    expect: 202,
  });
  same(headers.location, `/v1/what-ifs/${body.id}`, 'where it is');
  return body;
}

const over = (staff, { id }) =>
  until('the what-if is over', async () => {
    const { body } = await staff.get(`/v1/what-ifs/${id}`);
    return body.state === 'running' ? undefined : body;
  });

async function triedAndRead(shop, staff) {
  const customer = await shop.customer({ name: 'Whatif SARL' });
  await shop.subscribe(customer);
  const draft = await dearerDraft(staff, 'What if');
  const begun = await begin(staff, draft, { months: 3, movement: 'at_renewal' });
  const done = await over(staff, begun);
  same([done.state, done.failure], ['done', null], 'it came to its end');
  same(done.done, done.of, 'all were looked at');
  const { report } = done;
  holds(
    report.pay_more > 0 && report.out_of_limits > 0 && report.lose_self_service > 0,
    'somebody is concerned',
  );
  same(
    report.customers,
    report.pay_more + report.pay_less + report.pay_same + report.not_foreseen,
    'each is counted once',
  );
  for (const { net_before, net_after } of report.months)
    holds(Number(net_after) >= Number(net_before), 'no month has less');

  const all = [];
  let next = '';
  do {
    const { body } = await staff.get(
      `/v1/what-ifs/${begun.id}/customers?effect=more&limit=2${next ? `&after=${next}` : ''}`,
    );
    all.push(...body.data);
    next = body.next;
  } while (next);
  same(all.length, report.pay_more, 'each is on one page');
  same(new Set(all.map((row) => row.customer)).size, all.length, 'and on one only');
  const own = all.find((row) => row.customer === customer.id);
  // The plan is 10.00 dearer, in each of two renewals or three.
  holds(own && ['20.00', '30.00'].includes(own.difference), `pays ${own?.difference} more`);
  includes(JSON.stringify(own.loses), '"fewer"', 'what they lose');
  same(own.out_of_limits[0].item, 'user', 'of what they have too few');
  const { body: file, headers } = await staff.get(`/v1/what-ifs/${begun.id}/export`);
  includes(headers['content-disposition'], 'what-if.csv', 'it is saved');
  same(file.trim().split('\n').length, done.listed + 1, 'a line each');
  includes(file, `${customer.id},Whatif SARL,standard,EUR,`, 'with the customer');
  const { body: list } = await staff.get('/v1/what-ifs');
  same(list.data[0].id, begun.id, 'it is the last');
  const { body: still } = await shop.api.get(`${customer.at}/subscription`);
  same(still.quantities, { ...still.quantities, user: 3 }, 'nothing was written');

  const again = await begin(staff, draft, { movement: 'never' });
  const { body: gone } = await staff.get(`/v1/what-ifs/${begun.id}`, { expect: 404 });
  same(gone.code, 'what_if_gone', 'another took its place');
  const { body: ended } = await staff.post(`/v1/what-ifs/${again.id}/cancel`, undefined, { key: null });
  holds(['cancelled', 'done'].includes(ended.state), 'it is over');
  await staff.post(`/v1/catalog-versions/${draft.id}/retire`, undefined, {
    headers: { 'If-Match': `"${draft.revision}"` },
    key: null,
  });
}

async function notForOthers(shop) {
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  await owner.get('/v1/what-ifs', { expect: 403 });
  const { body: versions } = await shop.api.get('/v1/catalog-versions');
  const first = versions.data.find(({ state }) => state === 'published');
  const { body: refused } = await shop.api.post(
    `/v1/catalog-versions/${first.id}/what-if`,
    {},
    { expect: 409 },
  );
  same(refused.code, 'catalog_version_not_draft', 'what is published is not tried');
}

export async function whatIf(demo) {
  const shop = new Shop(demo);
  const staff = await signIn(demo, demo.vendors.Agorapulse.staff);
  await test('http: a draft is tried on all customers, and what came out is read page by page', () =>
    triedAndRead(shop, staff));
  await test('http: who may not try a draft, and what is not tried', () => notForOthers(shop));
}
