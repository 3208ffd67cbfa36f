// What happens to a subscription between its start and its end, and the date of the demo.
import { holds, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { cards, order, Shop } from './shop.mjs';

const reason = 'As agreed on the phone.';
const staffOf = (shop) => signIn(shop.demo, shop.demo.vendors[shop.vendor].staff);

async function scheduledAndUndone(shop) {
  const customer = await shop.customer();
  await shop.subscribe(customer, { set: { ...order, cycle: 'year' } });
  const { body: change } = await shop.confirm(customer, { set: { cycle: 'month' }, payWith: '' });
  same(change.outcome, 'scheduled', 'it waits for the end of the year');
  const planned = await shop.subscription(customer);
  same(
    planned.scheduled.map((one) => [one.change, one.on, one.can_undo]),
    [[change.id, planned.period[1], true]],
    'the calendar',
  );
  const { body: undone } = await shop.api.delete(
    `${customer.at}/subscription/scheduled-changes/${change.id}`,
  );
  same(undone.scheduled, [], 'nothing waits any more');
  await shop.api.delete(`${customer.at}/subscription/scheduled-changes/${change.id}`, { expect: 404 });
}

async function trialExtended(shop) {
  const staff = await staffOf(shop);
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  const { body: trial } = await owner.post(`${customer.at}/subscription/trial`);
  const longer = `${customer.at}/subscription/trial/extension`;
  await owner.post(longer, { days: 7, reason }, { expect: 403 });
  const { body: extended } = await staff.post(longer, { days: 7, reason });
  const days = (Date.parse(extended.trial.ends_on) - Date.parse(trial.trial.ends_on)) / 86_400_000;
  same(days, 7, 'a week more');
}

async function methodCreditAndRefund(shop) {
  const staff = await staffOf(shop);
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  await shop.subscribe(customer);
  const { body: saving } = await owner.post(
    `${customer.at}/payment-methods`,
    { kind: 'card', return_url: '/portal/payment/return' },
    { expect: 202 },
  );
  await shop.bank.card(saving.redirect_url, cards.good);
  const { body: saved } = await owner.post(`/v1/payments/${saving.id}/refresh`, undefined, { key: null });
  same(saved.state, 'succeeded', 'the card is saved');
  const { body: given } = await staff.post(`${customer.at}/credits`, { amount: '10.00', reason });
  same(given.balance.paid_in, '10.00', 'on the balance');
  const [paid] = await shop.invoices(customer);
  await owner.post(`/v1/invoices/${paid.id}/refunds`, { amount: '41.04', reason }, { expect: 403 });
  const { body: note } = await staff.post(
    `/v1/invoices/${paid.id}/refunds`,
    { amount: '41.04', reason },
    { expect: [200, 201] },
  );
  same([note.kind, note.net, note.total], ['credit_note', '-34.20', '-41.04'], 'the credit note');
}

async function openInvoicePaid(shop) {
  const staff = await staffOf(shop);
  const customer = await shop.customer();
  await staff.post(`${customer.at}/subscription`, { set: order, pay_with: 'transfer' });
  const [open] = await shop.invoices(customer);
  same(open.status, 'open', 'on terms');
  const paying = `/v1/invoices/${open.id}/payments`;
  const { body } = await staff.post(paying, { pay_with: 'transfer', reason });
  same([body.invoice.status, body.invoice.paid], ['paid', '410.40'], 'paid');
  const again = await staff.post(paying, { pay_with: 'transfer', reason }, { expect: 422 });
  same(again.body.code, 'invoice_not_open', 'paid once');
}

async function openInvoiceForgiven(shop) {
  const staff = await staffOf(shop);
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  await staff.post(`${customer.at}/subscription`, { set: order, pay_with: 'transfer' });
  const [open] = await shop.invoices(customer);
  const waiving = `/v1/invoices/${open.id}/waiver`;
  await owner.post(waiving, { reason }, { expect: 403 });
  const unsaid = await staff.post(waiving, { reason: '' }, { expect: 422 });
  same(unsaid.body.code, 'reason_required', 'says why');
  const { body: note } = await staff.post(waiving, { reason });
  same([note.kind, note.total, note.status], ['credit_note', '-410.40', 'paid'], 'the credit note');
  const { body: settled } = await owner.get(`/v1/invoices/${open.id}`);
  same([settled.status, settled.open], ['paid', '0.00'], 'nothing is owed');
  const again = await staff.post(waiving, { reason }, { expect: 422 });
  same(again.body.code, 'invoice_not_open', 'once');
}

async function requestTalkedAbout(shop) {
  const staff = await staffOf(shop);
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  const wanted = { type: 'contact', message: 'Bonjour' };
  const { body: request } = await owner.post('/v1/requests', wanted, { expect: 201 });
  const twice = await owner.post('/v1/requests', wanted, { expect: 409 });
  same(twice.body.code, 'request_already_open', 'one open request per kind');
  await staff.post(`/v1/requests/${request.id}/messages`, { text: 'May we call?' });
  const { body: answered } = await owner.post(`/v1/requests/${request.id}/messages`, { text: 'Oui' });
  same(answered.state, 'in_progress', 'taken up again');
  const { body: gone } = await owner.post(`/v1/requests/${request.id}/withdrawal`);
  same(gone.state, 'withdrawn', 'taken back');
  holds(gone.messages.length === 2 && gone.timeline.length >= 3, 'both sides see what happened');
}

async function helpRead(shop) {
  const { body: list } = await shop.api.get('/v1/help');
  holds(list.data.length > 2, 'there are articles');
  const { body: article } = await shop.api.get(`/v1/help/${list.data[1].slug}`);
  same([article.previous.slug, article.title], [list.data[0].slug, list.data[1].title], 'in their order');
}

async function dateMoved(shop) {
  const { body: before } = await shop.api.get('/v1/demo/clock');
  const { body: after } = await shop.api.post('/v1/demo/clock', { days: 1 }, { key: null });
  same((Date.parse(after.today) - Date.parse(before.today)) / 86_400_000, 1, 'a day later');
  const back = await shop.api.post('/v1/demo/clock', { to: before.today }, { key: null, expect: 422 });
  same(back.body.code, 'date_in_the_past', 'never backwards');
  holds(!/\dT\d/.test(back.body.detail), `${back.body.detail}: a day, not an instant`);
  const again = await shop.api.post('/v1/demo/clock', { to: after.today }, { key: null });
  same(again.body.today, after.today, 'today is no day that has passed');
}

export async function life(demo) {
  const shop = new Shop(demo);
  await test('http: a scheduled change is listed and undone', () => scheduledAndUndone(shop));
  await test('http: staff prolong a trial', () => trialExtended(shop));
  await test('http: a card is saved, money credited, an invoice refunded in part', () =>
    methodCreditAndRefund(shop));
  await test('http: what is owed is forgiven with a credit note', () => openInvoiceForgiven(shop));
  await test('http: an open invoice is paid by a transfer that staff saw', () => openInvoicePaid(shop));
  await test('http: a request is talked about and withdrawn', () => requestTalkedAbout(shop));
  await test('http: help is read in its order', () => helpRead(shop));
  await test('http: the date of the demo goes forward only', () => dateMoved(shop));
}
