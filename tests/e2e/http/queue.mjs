// The desk's queue over HTTP: whose a request is, what staff note, offer and add, and what its customer never sees.
import { holds, same } from '../lib/check.mjs';
import { send, signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { Shop } from './shop.mjs';

const staffOf = (shop) => signIn(shop.demo, shop.demo.vendors[shop.vendor].staff);
const ids = (answer) => answer.body.data.map((one) => one.id);

async function asks(shop, wanted, options = {}) {
  const customer = await shop.customer(options);
  const owner = await shop.person(customer);
  const { body: request } = await owner.post('/v1/requests', wanted, { expect: 201 });
  return { customer, owner, request, at: `/v1/requests/${request.id}` };
}

async function isWorkedThrough(shop) {
  const staff = await staffOf(shop);
  const name = `Ruche ${Date.now()}`;
  const { customer, owner, request, at } = await asks(
    shop,
    { type: 'contact', message: 'Bonjour' },
    { name },
  );
  const find = (query) => staff.get(`/v1/requests?search=${encodeURIComponent(name)}&${query}`);
  const { body: before } = await staff.get('/v1/requests/counts');
  same(ids(await find('state=open&sort=urgent&assignee=nobody')), [request.id], 'found by its customer');
  same(ids(await find('state=decided')), [], 'not among the decided');
  const { body: taken } = await staff.put(
    `${at}/assignee`,
    { assignee: before.me },
    { headers: { 'If-Match': '"1"' } },
  );
  same([taken.assignee.id, taken.state], [before.me, 'acknowledged'], 'taken');
  const late = await staff.put(
    `${at}/assignee`,
    { assignee: null },
    { headers: { 'If-Match': '"1"' }, expect: 412 },
  );
  same(late.body.code, 'version_stale', 'somebody was faster');
  const stranger = await staff.put(`${at}/assignee`, { assignee: 'stranger' }, { expect: 422 });
  same(stranger.body.code, 'staff_not_found', 'only people of the staff');
  same(ids(await find('assignee=me')), [request.id], 'mine');
  same(ids(await find('assignee=nobody')), [], 'nobody else may take it unseen');
  const { body: after } = await staff.get('/v1/requests/counts');
  same([after.mine - before.mine, after.nobody - before.nobody], [1, -1], 'the counts follow');
  same(ids(await find('type=contact&overdue=true')), [], 'not late yet');
  holds(taken.due_in_seconds > 0 && taken.overdue === false, 'there is time left');
  await staff.post(`${at}/notes`, { text: 'Pays late.' });
  await staff.post(`${at}/messages`, { text: 'We look into it.', waits: false });
  const { body: seen } = await owner.get(at);
  for (const secret of ['notes', 'assignee', 'due_at', 'due_in_seconds', 'overdue', 'decline_reasons'])
    holds(!(secret in seen), `${secret} is staff's`);
  holds(!JSON.stringify(seen).includes('Pays late'), 'the note is nowhere');
  holds(
    seen.timeline.every((step) => step.type !== 'request.assigned'),
    'whom it was handed to neither',
  );
  const { body: events } = await shop.api.get(`/v1/events?customer=${customer.id}`);
  holds(!JSON.stringify(events).includes('Pays late'), 'nor in any event');
  const { body: read } = await staff.get(at);
  same([read.notes[0].text, read.state], ['Pays late.', 'in_progress'], 'staff read it');
  for (const query of [
    'state=open',
    'assignee=me',
    'sort=urgent',
    'search=Ruche',
    'overdue=true',
    'type=pause',
  ])
    same((await owner.get(`/v1/requests?${query}`, { expect: 403 })).body.code, 'staff_required', query);
  await owner.get('/v1/requests/counts', { expect: 403 });
  await owner.get('/v1/request-views', { expect: 403 });
  await owner.post(`${at}/notes`, { text: 'x' }, { expect: 403 });
  await owner.put(`${at}/assignee`, { assignee: null }, { expect: 403 });
  await owner.post(`${at}/proposal`, { text: 'x', until: '2030-01-01' }, { expect: 403 });
  await owner.delete(`${at}/proposal`, { expect: 403 });
  await owner.post(`${at}/duplicate`, { of: request.id }, { expect: 403 });
  for (const query of ['state=new', 'sort=oldest', 'overdue=maybe'])
    same(
      (await staff.get(`/v1/requests?${query}`, { expect: 400, wrong: true })).body.code,
      'query_invalid',
      query,
    );
  same(
    (await staff.get('/v1/requests?type=wish', { expect: 422 })).body.code,
    'request_type_unknown',
    'a type that is none',
  );
}

async function isPaged(shop) {
  const staff = await staffOf(shop);
  const name = `Pages ${Date.now()}`;
  const asked = [];
  for (let i = 0; i < 5; i += 1)
    asked.push((await asks(shop, { type: 'contact', message: `${i}` }, { name })).request.id);
  for (const [sort, expected] of [
    ['urgent', asked],
    ['newest', [...asked].reverse()],
  ]) {
    const found = [];
    let after = '';
    do {
      const { body } = await staff.get(
        `/v1/requests?state=open&sort=${sort}&limit=2&search=${encodeURIComponent(name)}${after && `&after=${after}`}`,
      );
      found.push(...body.data.map((one) => one.id));
      after = body.next ?? '';
    } while (after);
    same(found, expected, `${sort}, page by page`);
  }
}

async function keepsViews(shop) {
  const staff = await staffOf(shop);
  const filter = { state: 'open', assignee: 'me', overdue: 'true' };
  const { body: view } = await staff.post('/v1/request-views', { name: 'Late', filter }, { expect: 201 });
  same(view.filter, filter, 'as it was kept');
  const { body: renamed } = await staff.put(`/v1/request-views/${view.id}`, {
    name: 'My late ones',
    filter: {},
  });
  same([renamed.name, renamed.filter], ['My late ones', {}], 'renamed');
  holds(
    (await staff.get('/v1/request-views')).body.data.some((one) => one.name === 'My late ones'),
    'listed',
  );
  const wrong = await staff.post(
    '/v1/request-views',
    { name: 'x', filter: { state: 'new' } },
    { expect: 422, wrong: true },
  );
  same(wrong.body.code, 'field_invalid', 'a state that is none');
  await staff.delete(`/v1/request-views/${view.id}`, { expect: 204 });
  await staff.delete(`/v1/request-views/${view.id}`, { expect: 404 });
  await staff.put('/v1/request-views/view_none', { name: 'x', filter: {} }, { expect: 404 });
}

async function isOffered(shop) {
  const staff = await staffOf(shop);
  const customer = await shop.customer();
  await shop.subscribe(customer, { set: { plan: 'business', cycle: 'year', quantities: { user: 10 } } });
  const owner = await shop.person(customer);
  const wanted = { type: 'reduction', set: { cycle: 'month' }, message: 'Trop cher' };
  const { body: request } = await owner.post('/v1/requests', wanted, { expect: 201 });
  const at = `/v1/requests/${request.id}`;
  same(request.rule.id, 'cycle-reduction', 'the rule that left it to staff');
  const { body: read } = await staff.get(at);
  same([read.present.cycle, read.set.cycle], ['year', 'month'], 'what is, and what is wanted');
  same(read.effect_today, read.effect, 'nothing happened since');
  holds(read.decline_reasons.length > 1, 'there are ready answers');
  const { body: clock } = await shop.api.get('/v1/demo/clock');
  const offer = {
    text: 'Deux de plus au même prix ?',
    until: clock.today,
    set: { quantities: { user: 12 } },
  };
  for (const [change, code] of [
    [{ until: '2020-01-01' }, 'date_in_the_past'],
    [{ until: '2040-01-01' }, 'field_invalid'],
    [{ set: { quantities: { user: 10 } } }, 'no_change'],
  ])
    same(
      (await staff.post(`${at}/proposal`, { ...offer, ...change }, { expect: 422 })).body.code,
      code,
      JSON.stringify(change),
    );
  const { body: offered } = await staff.post(`${at}/proposal`, offer);
  same(
    [offered.state, offered.proposals[0].can_accept],
    ['waiting_customer', false],
    'not staff’s to accept',
  );
  const answer = { proposal: 1, accept: true };
  const { body: back } = await staff.delete(`${at}/proposal`);
  same([back.state, back.proposals[0].state], ['in_progress', 'taken_back'], 'taken back');
  same(
    (await owner.post(`${at}/proposal/answer`, answer, { expect: 409 })).body.code,
    'proposal_not_open',
    'too late',
  );
  same((await staff.delete(`${at}/proposal`, { expect: 409 })).body.code, 'proposal_not_open', 'twice');
  await staff.post(`${at}/proposal`, { ...offer, set: { quantities: { user: 11 } } });
  const { body: refused } = await owner.post(`${at}/proposal/answer`, {
    proposal: 2,
    accept: false,
    reason: 'Douze !',
  });
  same([refused.state, refused.proposals[1].answer], ['in_progress', 'Douze !'], 'refused');
  await staff.post(`${at}/proposal`, offer);
  const { body: seen } = await owner.get(at);
  const proposal = seen.proposals[2];
  same([proposal.state, proposal.can_accept, proposal.can_refuse], ['open', true, true], 'the owner may');
  const key = `accept-${request.id}`;
  const { body: accepted } = await owner.post(
    `${at}/proposal/answer`,
    { proposal: 3, accept: true },
    { key },
  );
  same([accepted.state, accepted.proposals[2].state], ['applied', 'accepted'], 'carried out');
  const { body: again } = await owner.post(`${at}/proposal/answer`, { proposal: 3, accept: true }, { key });
  same(again.change, accepted.change, 'once, however often it is sent');
  same((await shop.subscription(customer)).quantities.user, 12, 'twelve');
  const invoices = await shop.invoices(customer);
  same(
    [invoices.length, invoices.some((one) => one.total === proposal.effect_today.due_now_total)],
    [2, true],
    'one invoice, of what was read',
  );
}

async function isADuplicate(shop) {
  const staff = await staffOf(shop);
  const { owner, request, at } = await asks(shop, { type: 'contact', message: 'A' });
  const { body: second } = await owner.post(
    '/v1/requests',
    { type: 'refund', message: 'A' },
    { expect: 201 },
  );
  const other = await asks(shop, { type: 'contact', message: 'B' });
  for (const of of [second.id, other.request.id, 'req_none'])
    await staff.post(`/v1/requests/${second.id}/duplicate`, { of }, { expect: 422 });
  const { body: closed } = await staff.post(`/v1/requests/${second.id}/duplicate`, { of: request.id });
  same([closed.state, closed.duplicate_of], ['duplicate', request.id], 'closed');
  same(
    (await owner.get(`/v1/requests/${second.id}`)).body.duplicate_of,
    request.id,
    'its customer sees where',
  );
  same((await owner.get(at)).body.state, 'new', 'the other goes on');
}

async function givesMoneyBack(shop) {
  const staff = await staffOf(shop);
  const customer = await shop.customer();
  await shop.subscribe(customer, { set: { plan: 'business', cycle: 'month', quantities: { user: 5 } } });
  const [paid] = await shop.invoices(customer);
  const owner = await shop.person(customer);
  const { body: asked } = await owner.post(
    '/v1/requests',
    { type: 'refund', message: 'One of us had left.' },
    { expect: 201 },
  );
  const at = `/v1/requests/${asked.id}/decision`;
  const decide = (more, options) => staff.post(at, { accept: true, reason: 'As agreed.', ...more }, options);
  const bare = await decide({}, { expect: 422 });
  same([bare.body.code, bare.body.field], ['field_required', 'refund'], 'of what, and how much');
  const much = await decide({ refund: { invoice: paid.id, amount: '99999.00' } }, { expect: 422 });
  same([much.body.code, much.body.field], ['refund_too_large', 'refund.amount'], 'no more than was paid');
  const { body: done } = await decide({ refund: { invoice: paid.id, amount: '12.00' } });
  const invoices = await shop.invoices(customer);
  const note = invoices.find((one) => one.kind === 'credit_note');
  same([done.state, done.details.credit_note, note.total], ['applied', note.number, '-12.00'], 'given back');
  same(
    (await owner.get(`/v1/requests/${asked.id}`)).body.details.credit_note,
    note.number,
    'seen by who asked',
  );
}

async function hasFiles(shop) {
  const staff = await staffOf(shop);
  const { customer, owner, at } = await asks(shop, { type: 'contact', message: 'Voir pièce jointe' });
  const add = (caller, name, raw, options = {}) =>
    caller.call('POST', `${at}/attachments?name=${encodeURIComponent(name)}`, undefined, {
      raw,
      headers: { 'Content-Type': 'application/octet-stream' },
      expect: 201,
      ...options,
    });
  const { body: file } = await add(owner, 'reçu "1".txt', 'payé ✓\n');
  same([file.type, file.bytes, file.name], ['text/plain; charset=utf-8', 10, 'reçu "1".txt'], 'kept');
  await add(staff, 'offre.csv', 'a;b\n');
  await owner.get(`${at}/attachments/${file.id}`);
  const got = await send(shop.demo.base, 'GET', `${at}/attachments/${file.id}`, { headers: staff.headers });
  same(
    [got.status, got.text, got.headers['content-type'], got.headers['x-content-type-options']],
    [200, 'payé ✓\n', 'text/plain; charset=utf-8', 'nosniff'],
    'as it was sent',
  );
  same(
    got.headers['content-disposition'],
    `attachment; filename="re__u _1_.txt"; filename*=UTF-8''re%C3%A7u%20%221%22.txt`,
    'to be saved, not shown',
  );
  for (const [name, raw, code] of [
    ['page.html', '<script>1</script>', 'attachment_type_refused'],
    ['picture.png', '%PDF-1.4', 'attachment_type_refused'],
    ['', 'text', 'field_required'],
    ['a.txt', '', 'field_required'],
    ['../a.txt', 'text', 'field_invalid'],
  ])
    same((await add(owner, name, raw, { expect: 422, wrong: true })).body.code, code, name || 'no name');
  const large = await add(owner, 'large.txt', 'a'.repeat(5 * 1024 * 1024 + 1), { expect: 413 });
  same(large.body.code, 'body_too_large', 'too large');
  await add(owner, 'large.txt', 'a'.repeat(5 * 1024 * 1024));
  for (let i = 3; i < 10; i += 1) await add(owner, `${i}.txt`, 'more');
  same((await add(owner, '10.txt', 'more', { expect: 409 })).body.code, 'attachments_full', 'ten');
  same((await owner.get(at)).body.attachments.length, 10, 'all of them');
  const max = await shop.person(await shop.customer());
  await max.get(`${at}/attachments/${file.id}`, { expect: 404 });
  await owner.get(`${at}/attachments/att_none`, { expect: 404 });
  holds(customer.id.startsWith('cus_'), 'of one customer');
}

export async function queue(demo) {
  const shop = new Shop(demo, 'Beesbusy');
  await test('queue: a request is found, taken, noted and counted; its customer sees none of that', () =>
    isWorkedThrough(shop));
  await test('queue: pages follow one another in either order', () => isPaged(shop));
  await test('queue: staff keep views', () => keepsViews(shop));
  await test('queue: a proposal is taken back, refused, and accepted once', () => isOffered(shop));
  await test('queue: a request that was asked twice goes on in the other', () => isADuplicate(shop));
  await test('queue: a refund that staff accept is given back, with a credit note', () =>
    givesMoneyBack(shop));
  await test('queue: files are added by either side, and saved', () => hasFiles(shop));
}
