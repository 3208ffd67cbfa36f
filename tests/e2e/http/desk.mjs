// What staff look for and look at: customers, what happened to them and why, and what could not leave the house.
import { holds, includes, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { failDelivery, refuseMails } from '../lib/store.mjs';
import { cards, order, Shop } from './shop.mjs';

const reason = 'As agreed on the phone.';
const staffOf = (shop) => signIn(shop.demo, shop.demo.vendors[shop.vendor].staff);
const found = async (staff, query) =>
  (await staff.get(`/v1/customers?${new URLSearchParams(query)}`)).body.data.map((one) => one.name);

async function foundByWords(shop) {
  const staff = await staffOf(shop);
  const customer = await shop.customer({ name: 'Société d’Études Zéphyr' });
  await shop.subscribe(customer);
  for (const search of ['zephyr', 'ÉTUD soc', customer.owner.email, customer.id])
    same(await found(staff, { search }), ['Société d’Études Zéphyr'], `found by ${search}`);
  const [invoice] = await shop.invoices(customer);
  for (const search of [invoice.number, invoice.id])
    same(await found(staff, { search }), ['Société d’Études Zéphyr'], `found by ${search}`);
  same(await found(staff, { search: 'ephyr' }), [], 'not by the middle of a word');
  same(
    await found(staff, { search: 'zephyr', state: 'active', plan: 'standard' }),
    [customer.name],
    'in a state',
  );
  same(await found(staff, { search: 'zephyr', state: 'paused' }), [], 'in another one');
  const { body } = await staff.get(`/v1/customers?search=zephyr`);
  const [{ owner, subscription }] = body.data;
  same([owner.name, owner.email], ['Anna Durand', customer.owner.email], 'the owner');
  same(
    [subscription.state, subscription.plan, subscription.quantities],
    ['active', 'standard', { user: 3, profile: 13 }],
    'what they have',
  );
  const live = await shop.subscription(customer);
  same(
    [subscription.next_invoice.on, subscription.next_invoice.total],
    [live.next_invoice.on, live.next_invoice.total],
    'the next invoice is the one that the customer sees',
  );
}

async function listedPageByPage(shop) {
  const staff = await staffOf(shop);
  for (const number of [1, 2, 3]) await shop.customer({ name: `Quagga ${number}` });
  const names = [];
  let after = '';
  for (let page = 0; page < 5; page += 1) {
    const { body } = await staff.get(`/v1/customers?search=quagga&limit=2${after && `&after=${after}`}`);
    names.push(...body.data.map((one) => one.name));
    if (!body.next) break;
    after = body.next;
  }
  same(names.sort(), ['Quagga 1', 'Quagga 2', 'Quagga 3'], 'each once');
  const everybody = (await staff.get('/v1/customers?limit=200')).body.data;
  const active = await found(staff, { state: 'active', limit: 200 });
  same(
    active.length,
    everybody.filter((one) => one.subscription.state === 'active').length,
    'by state alone',
  );
  const standard = await found(staff, { plan: 'standard', limit: 200 });
  same(
    standard.length,
    everybody.filter((one) => one.subscription.plan === 'standard').length,
    'by plan alone',
  );
}

async function refusedSearches(shop) {
  const staff = await staffOf(shop);
  for (const query of ['state=asleep', 'plan=none_such', 'search=%2F'])
    same(
      (await staff.get(`/v1/customers?${query}`, { expect: 400, wrong: true })).body.code,
      'query_invalid',
      query,
    );
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  for (const path of [
    '/v1/customers?search=a',
    `${customer.at}/acts`,
    `${customer.at}/mails`,
    `${customer.at}/payments`,
    '/v1/operations',
    '/v1/due-subscriptions',
    '/v1/deliveries/failing',
    '/v1/mails/refused',
  ])
    same((await owner.get(path, { expect: 403 })).body.code, 'staff_required', path);
  await owner.post('/v1/mails/mail_1/retry', undefined, { key: null, expect: 403 });
  await owner.post(`/v1/deliveries/failing/${customer.id}/retry`, undefined, { key: null, expect: 403 });
  await staff.get('/v1/customers/cus_nobody/acts', { expect: 404 });
}

async function whatHappened(shop) {
  const staff = await staffOf(shop);
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  await shop.subscribe(customer);
  const { body: more } = await shop.confirm(customer, {
    set: { quantities: { user: 5 } },
    caller: owner,
  });
  await shop.bank.card(more.redirect_url, cards.good);
  await shop.applied(customer, more);
  await staff.post(`${customer.at}/credits`, { amount: '10.00', reason });

  const { body: all } = await staff.get(`${customer.at}/acts?limit=100`);
  same(all.data[0].events[0].type, 'credit.given', 'the newest first');
  same([all.data[0].reason, all.data[0].actor.kind], [reason, 'staff'], 'by staff, with its reason');
  same(all.data.at(-1).events[0].type, 'customer.created', 'back to the beginning');
  const sequences = all.data.map((act) => act.sequence);
  same(
    [...sequences].sort((a, b) => b - a),
    sequences,
    'in order',
  );

  const pages = [];
  let before = '';
  for (let page = 0; page < 50; page += 1) {
    const { body } = await staff.get(`${customer.at}/acts?limit=1${before && `&before=${before}`}`);
    pages.push(...body.data.map((act) => act.sequence));
    if (body.next === null) break;
    before = body.next;
  }
  same(pages, sequences, 'page by page the same');
  const { body: money } = await staff.get(`${customer.at}/acts?kind=money`);
  holds(
    money.data.every((act) => act.events.some((event) => event.kind === 'money')),
    'only what is about money',
  );
}

async function whyCharged(shop) {
  const staff = await staffOf(shop);
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  await shop.subscribe(customer);
  const { body: more } = await shop.confirm(customer, {
    set: { quantities: { user: 5 } },
    caller: owner,
  });
  await shop.bank.card(more.redirect_url, cards.good);
  await shop.applied(customer, more);
  const [invoice] = await shop.invoices(customer);
  const { body: about } = await staff.get(`${customer.at}/acts?about=${invoice.id}`);
  const issued = about.data.find((act) => act.events.some((event) => event.type === 'invoice.issued'));
  const { change } = issued.events.find((event) => event.type === 'invoice.issued').data;
  same(change, more.id, 'the invoice bills a change');
  const { body: of } = await staff.get(`${customer.at}/acts?about=${change}`);
  const changing = of.data.find((act) => act.events.some((event) => event.type === 'subscription.changed'));
  const { data } = changing.events.find((event) => event.type === 'subscription.changed');
  same(
    [data['quantities.user.before'], data['quantities.user.after']],
    ['3', '5'],
    'the change raised the users',
  );
  holds(data.rule.length > 0, 'by which rule');
  same([changing.actor.kind, changing.actor.name], ['member', 'Anna Durand'], 'by whom');
  same(about.names[invoice.id], invoice.number, 'the number of the invoice');
  const { body: set } = await staff.get(
    `${customer.at}/acts?sets=quantities.user&before=${changing.sequence}&limit=1`,
  );
  const first = set.data[0].events.find((event) => event.data['quantities.user.after']);
  same(first.data['quantities.user.after'], '3', 'what was set before');
  const seated = await shop.member(customer, 'member');
  await owner.post(`${customer.at}/seats`, { member: seated.id }, { expect: 201 });
  const { body: right } = await staff.get(`${customer.at}/acts?about=${seated.id}`);
  same(
    right.data.map((act) => act.events[0].type),
    ['seat.assigned', 'member.added'],
    'why somebody has a right',
  );
  same([right.data[0].actor.name, right.names[seated.id]], ['Anna Durand', 'Max member'], 'given by whom');
}

async function paymentsWithReasons(shop) {
  const staff = await staffOf(shop);
  const customer = await shop.customer();
  const { body: change } = await shop.confirm(customer, { expect: 202 });
  await shop.bank.card(change.redirect_url, cards.declined);
  await shop.refresh(customer, change);
  await shop.subscribe(customer, { set: order });
  const { body } = await staff.get(`${customer.at}/payments`);
  same(
    body.data.map((one) => [one.state, one.reason_code]),
    [
      ['succeeded', ''],
      ['failed', 'card_declined'],
    ],
    'each try, the newest first',
  );
  holds(body.data[1].text.length > 10, 'why, in words');
  const { body: first } = await staff.get(`${customer.at}/payments?limit=1`);
  const { body: second } = await staff.get(`${customer.at}/payments?limit=1&after=${first.next}`);
  same([first.data[0].id, second.data[0].id], [body.data[0].id, body.data[1].id], 'page by page');
}

async function filedForSomebody(shop) {
  const staff = await staffOf(shop);
  const customer = await shop.customer();
  const message = 'Bonjour,\nmerci de nous passer à 2 utilisateurs.';
  const { body: request } = await staff.post(
    '/v1/requests',
    { customer: customer.id, type: 'contact', message },
    { expect: 201 },
  );
  same([request.customer, request.message], [customer.id, message], 'with the words of the mail');
  const owner = await shop.person(customer);
  same((await owner.get(`/v1/requests/${request.id}`)).body.message, message, 'the customer sees it');
}

async function mailsAndDeliveries(shop) {
  const staff = await staffOf(shop);
  const customer = await shop.customer();
  await shop.subscribe(customer);
  await shop.api.post(
    `${customer.at}/invitations`,
    { person: { email: 'nora@acme.example', first_name: 'Nora', last_name: 'Klein' } },
    { expect: 201 },
  );
  const { body: before } = await staff.get(`${customer.at}/mails`);
  same(
    before.data.map((mail) => [mail.template, mail.email, mail.state]),
    [['invitation', 'nora@acme.example', 'waiting']],
    'the invitation waits',
  );
  holds(!JSON.stringify(before.data).includes('http'), 'no link is told');
  const was = (await staff.get('/v1/operations')).body;
  refuseMails(shop.demo, customer.id);
  failDelivery(shop.demo, customer.id);
  const { body: figures } = await staff.get('/v1/operations');
  same(
    [figures.mails.refused - was.mails.refused, figures.deliveries.failing - was.deliveries.failing],
    [1, 1],
    'both are counted',
  );
  const { body: refused } = await staff.get('/v1/mails/refused');
  const mail = refused.data.find((one) => one.customer === customer.id);
  same([mail.why, mail.can_retry], ['550 no such mailbox', true], 'refused, with what the server said');
  const { body: again } = await staff.post(`/v1/mails/${mail.id}/retry`, undefined, { key: null });
  same(again.state, 'waiting', 'it waits again');
  await staff.post(`/v1/mails/${mail.id}/retry`, undefined, { key: null, expect: 404 });

  const { body: failing } = await staff.get('/v1/deliveries/failing');
  const delivery = failing.data.find((one) => one.customer === customer.id);
  same(
    [delivery.customer_name, delivery.tries, delivery.sequence],
    ['Acme SARL', 3, 1],
    'a failing delivery',
  );
  const retry = `/v1/deliveries/failing/${customer.id}/retry`;
  await staff.post(retry, undefined, { key: null, expect: 204 });
  await staff.post(retry, undefined, { key: null, expect: 404 });
}

async function lookedAtFirst(shop) {
  const staff = await staffOf(shop);
  const { body } = await staff.get('/v1/due-subscriptions');
  holds(body.looked_at <= body.due && body.invoices <= body.looked_at, 'what is due and what it would issue');
  const ahead = await staff.get('/v1/due-subscriptions?until=2999-01-01', { expect: 422 });
  same(ahead.body.code, 'bill_run_ahead', 'a day that has not come');
  includes(
    (await staff.get('/v1/due-subscriptions?until=x', { expect: 422, wrong: true })).body.code,
    '_',
    'no day',
  );
}

export async function desk(demo) {
  const shop = new Shop(demo);
  await test('http: staff find a customer by words, ids and numbers', () => foundByWords(shop));
  await test('http: customers that are looked for come page by page', () => listedPageByPage(shop));
  await test('http: what cannot be looked for, and who may not look', () => refusedSearches(shop));
  await test('http: what happened to a customer is told act by act', () => whatHappened(shop));
  await test('http: acts say why something was charged and why somebody has a right', () => whyCharged(shop));
  await test('http: every try to pay is told with its reason', () => paymentsWithReasons(shop));
  await test('http: staff file a request for somebody who wrote a mail', () => filedForSomebody(shop));
  await test('http: mails and deliveries that failed are told and tried again', () =>
    mailsAndDeliveries(shop));
  await test('http: staff look at what is due before a run begins', () => lookedAtFirst(shop));
}
