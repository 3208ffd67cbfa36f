// Payments that do not go well, and the messages of a provider.
import { holds, includes, matches, same } from '../lib/check.mjs';
import { Caller, signIn } from '../lib/client.mjs';
import { test, until } from '../lib/runner.mjs';
import { cards, order, Shop } from './shop.mjs';

const hook = '/v1/provider-webhooks/sandbox';

/** Delivers a message as the bank does; `headers` holds the text to send. */
async function deliver(shop, signed, expect) {
  const { text, ...headers } = signed;
  return new Caller(shop.demo.base, headers).call('POST', hook, undefined, { raw: text, key: null, expect });
}

async function declinedThenCleared(shop) {
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  const { body: change } = await shop.confirm(customer, { caller: owner, expect: 202 });
  await shop.bank.card(change.redirect_url, cards.declined);
  const failed = await shop.refresh(customer, change, owner);
  same(
    [failed.state, failed.outcome, failed.code, failed.due],
    ['failed', 'payment_failed', 'payment_declined', '410.40'],
    'the change',
  );
  same([failed.payment.last4, failed.payment.reason_code], ['0002', 'card_declined'], 'the payment');
  holds(failed.text.length > 10, 'why, in words');
  same((await shop.subscription(customer)).state, 'none', 'nothing changed');
  same(await shop.invoices(customer), [], 'no invoice');

  const { body: request } = await owner.post(
    '/v1/requests',
    { type: 'payment_problem', change: change.id, message: 'Le débit est sur mon relevé.' },
    { expect: 201 },
  );
  same(
    [request.details.amount, request.details.reason, request.details.last4],
    ['410.40', 'card_declined', '0002'],
    'what the request carries',
  );
  matches(request.details.time, /^\d{4}-\d{2}-\d{2}T/, 'the time of the payment');
  const staff = await signIn(shop.demo, shop.demo.vendors[shop.vendor].staff);
  const { body: waiting } = await staff.get(`/v1/requests?customer=${customer.id}`);
  same(
    waiting.data.map((one) => one.id),
    [request.id],
    "it is in staff's queue",
  );
  same((await owner.get(`/v1/requests/${request.id}`)).body.state, 'new', 'the customer sees it');
  const no = await staff.post(
    `/v1/requests/${request.id}/decision`,
    { accept: true, reason: '' },
    { expect: 422 },
  );
  same(no.body.code, 'reason_required', 'a decision needs a proof');
  const mine = await owner.post(
    `/v1/requests/${request.id}/decision`,
    { accept: true, reason: 'please' },
    { expect: 403 },
  );
  same(mine.body.code, 'staff_required', 'the customer decides nothing');
  const { body: decided } = await staff.post(`/v1/requests/${request.id}/decision`, {
    accept: true,
    reason: 'Relevé du 12 mars.',
  });
  same([decided.state, decided.decision_reason], ['applied', 'Relevé du 12 mars.'], 'decided');
  same((await shop.subscription(customer)).state, 'active', 'active from that moment');
  const invoices = await shop.invoices(customer);
  same(
    invoices.map((one) => [one.status, one.total, one.paid]),
    [['paid', '410.40', '410.40']],
    'one invoice',
  );
  const again = await staff.post(
    `/v1/requests/${request.id}/decision`,
    { accept: true, reason: 'again' },
    { expect: 409 },
  );
  same(again.body.code, 'request_already_decided', 'decided once');
  same((await shop.invoices(customer)).length, 1, 'still one invoice');
}

async function declinedOnSavedCard(shop) {
  const customer = await shop.customer();
  await shop.subscribe(customer, { card: '4000000000000341' });
  const { body: methods } = await shop.api.get(`${customer.at}/payment-methods`);
  const { body } = await shop.confirm(customer, {
    set: { quantities: { user: 5 } },
    payWith: methods.data[0].id,
    expect: 402,
  });
  same(
    [body.code, body.change?.state, body.change?.code],
    ['payment_declined', 'failed', 'payment_declined'],
    'the refusal',
  );
  const now = await shop.subscription(customer);
  same([now.quantities.user, now.pending_change], [3, null], 'nothing changed');
  same((await shop.invoices(customer)).length, 1, 'no second invoice');
}

async function declinedThenGood(shop) {
  const customer = await shop.customer();
  const { body: first } = await shop.confirm(customer);
  await shop.bank.card(first.redirect_url, cards.declined);
  same((await shop.refresh(customer, first)).state, 'failed', 'the first');
  const { body: second } = await shop.confirm(customer);
  holds(second.id !== first.id || second.state === 'awaiting_payment', 'another try');
  await shop.bank.card(second.redirect_url, cards.good);
  await shop.expectSoldOnce(customer, await shop.applied(customer, second), '410.40');
}

async function walletApproved(shop) {
  const customer = await shop.customer();
  const { body: change } = await shop.confirm(customer, { payWith: 'wallet' });
  await shop.bank.pay(change.redirect_url, { action: 'approve' });
  await shop.expectSoldOnce(customer, await shop.applied(customer, change), '410.40');
  const { body: methods } = await shop.api.get(`${customer.at}/payment-methods`);
  same(
    methods.data.map((one) => [one.kind, one.brand, one.is_default]),
    [['wallet', 'PayPal', true]],
    'kept for renewals',
  );
}

async function walletCancelled(shop) {
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  const { body: draft } = await owner.put(`${customer.at}/draft`, {
    set: order,
    step: 'payment',
    method: 'wallet',
  });
  const { body: change } = await shop.confirm(customer, { payWith: 'wallet', caller: owner });
  const left = await shop.bank.pay(change.redirect_url, { action: 'cancel' });
  includes(left.location, `change=${change.id}`, 'back to the payment step');
  const failed = await shop.refresh(customer, change, owner);
  same([failed.state, failed.code], ['failed', 'payment_cancelled'], 'the change');
  const { body: kept } = await owner.get(`${customer.at}/draft`);
  same([kept.set, kept.method, kept.version], [draft.set, 'wallet', draft.version], 'the draft is intact');
  same(await shop.bank.charges(change.id), [], 'nothing charged');
  same(
    [(await shop.subscription(customer)).state, await shop.invoices(customer)],
    ['none', []],
    'nothing changed',
  );
}

async function refusesBrands(shop) {
  const customer = await shop.customer();
  const { body: change } = await shop.confirm(customer);
  const page = await shop.bank.card(change.redirect_url, cards.diners);
  same(page.status, 422, 'the page asks for another card');
  await shop.bank.pay(change.redirect_url, { action: 'cancel' });
  const failed = await shop.refresh(customer, change);
  same([failed.state, failed.code], ['failed', 'card_brand_unsupported'], 'the change');
  same(await shop.invoices(customer), [], 'no invoice');
}

async function webhookFinishes(shop) {
  const customer = await shop.customer();
  const { body: change } = await shop.confirm(customer);
  await shop.bank.card(change.redirect_url, cards.good);
  const done = await until('the webhook finishes the order', async () => {
    const { body } = await shop.api.get(`${customer.at}/subscription/changes/${change.id}`);
    return body.state === 'applied' && body;
  });
  await shop.expectSoldOnce(customer, done, '410.40');
}

async function webhookTwice(shop) {
  const customer = await shop.customer();
  await shop.bank.faults({ webhook_mode: 'duplicate' });
  let done;
  try {
    const { body: change } = await shop.confirm(customer);
    await shop.bank.card(change.redirect_url, cards.twice);
    done = await until('the first of two webhooks finishes the order', async () => {
      const { body } = await shop.api.get(`${customer.at}/subscription/changes/${change.id}`);
      return body.state === 'applied' && body;
    });
  } finally {
    await shop.bank.faults({ webhook_mode: 'normal' });
  }
  await until('all webhooks of this payment were delivered', async () => {
    const { webhooks } = await shop.bank.books();
    return webhooks
      .filter((one) => JSON.stringify(one).includes(done.payment.attempt))
      .every((one) => one.state === 'delivered');
  });
  await shop.expectSoldOnce(customer, done, '410.40');
}

async function webhookReplayed(shop) {
  const customer = await shop.customer();
  const applied = await shop.subscribe(customer);
  const signed = await shop.bank.webhook(
    { type: 'payment.succeeded', data: { key: applied.payment.attempt } },
    { id: 'msg_late_duplicate' },
  );
  for (let time = 0; time < 3; time += 1) await deliver(shop, signed, 204);
  await shop.expectSoldOnce(customer, applied, '410.40');
}

async function webhookForged(shop) {
  const customer = await shop.customer();
  const { body: change } = await shop.confirm(customer);
  const claim = { type: 'payment.succeeded', data: { key: change.payment?.attempt ?? change.id } };
  const genuine = await shop.bank.webhook(claim);
  const day = 86400;
  const forged = {
    'another secret': await shop.bank.webhook(claim, { secret: 'whsec_b3RoZXI=' }),
    'an empty secret': await shop.bank.webhook(claim, { secret: 'whsec_' }),
    'no signature': { ...genuine, 'webhook-signature': '' },
    'a signature of another text': { ...genuine, text: JSON.stringify({ ...claim, type: 'payment.failed' }) },
    'a signature of another message': { ...genuine, 'webhook-id': 'msg_other' },
    'an old message': await shop.bank.webhook(claim, { at: Math.floor(Date.now() / 1000) - day }),
    'a message from the future': await shop.bank.webhook(claim, { at: Math.floor(Date.now() / 1000) + day }),
    'no time': { ...genuine, 'webhook-timestamp': 'yesterday' },
  };
  for (const [what, signed] of Object.entries(forged)) {
    const { body } = await deliver(shop, signed, 401);
    same(body.code, 'webhook_signature_invalid', what);
  }
  // Even a genuine message is only a hint: the bank, asked, says that nothing was paid.
  await deliver(shop, genuine, 204);
  same((await shop.subscription(customer)).state, 'incomplete', 'nothing is active');
  const elsewhere = await new Caller(shop.demo.base, { 'Content-Type': 'application/json' }).call(
    'POST',
    '/v1/provider-webhooks/nobody',
    undefined,
    { raw: '{}', key: null, expect: [401, 404] },
  );
  holds(elsewhere.body.code, 'an unknown provider');
}

async function givesUp(shop) {
  const customer = await shop.customer();
  const { body: change } = await shop.confirm(customer);
  const { body: gone } = await shop.api.post(
    `${customer.at}/subscription/changes/${change.id}/cancel`,
    undefined,
    { key: null },
  );
  same(gone.state === 'failed' || gone.state === 'superseded', true, `given up: ${gone.state}`);
  same((await shop.subscription(customer)).pending_change, null, 'nothing waits');
  const { body: next } = await shop.confirm(customer);
  await shop.bank.card(next.redirect_url, cards.good);
  await shop.expectSoldOnce(customer, await shop.applied(customer, next), '410.40');
  const late = await shop.api.post(`${customer.at}/subscription/changes/${next.id}/cancel`, undefined, {
    key: null,
  });
  same(late.body.state, 'applied', 'a change that was applied stays');
}

async function secondThoughts(shop) {
  const customer = await shop.customer();
  const { body: first } = await shop.confirm(customer, { set: { plan: 'advanced', cycle: 'month' } });
  const { body: second } = await shop.confirm(customer);
  await shop.bank.card(second.redirect_url, cards.good);
  await shop.expectSoldOnce(customer, await shop.applied(customer, second), '410.40');
  const { body: old } = await shop.api.get(`${customer.at}/subscription/changes/${first.id}`);
  holds(['superseded', 'failed'].includes(old.state), `the first order gave way: ${old.state}`);
}

async function bankIsSilent(shop) {
  const customer = await shop.customer();
  await shop.bank.faults({ fault: 'timeout_before', count: 1, route: 'create' });
  const answer = await shop.confirm(customer, { expect: [202, 503] });
  await shop.bank.faults({ fault: 'none' });
  const { body: change } =
    answer.status === 202 && answer.body.redirect_url
      ? answer
      : await until('the bank answers again', async () => {
          const again = await shop.confirm(customer, { expect: [202, 409, 503] });
          return again.status === 202 && again.body.redirect_url && again;
        });
  await shop.bank.card(change.redirect_url, cards.good);
  await shop.expectSoldOnce(customer, await shop.applied(customer, change), '410.40');
}

export async function money(demo) {
  const shop = new Shop(demo);
  const cases = [
    ['AC-A10 a declined payment is cleared by staff with proof', declinedThenCleared],
    ['AC-A10 a saved card that is declined is a 402 that changes nothing', declinedOnSavedCard],
    ['a declined card, then a good one: sold once', declinedThenGood],
    ['AC-A11 an approved wallet pays and is kept for renewals', walletApproved],
    ['AC-A11 a cancelled wallet leaves the draft and charges nothing', walletCancelled],
    ['AC-A11 a brand that is not taken is refused', refusesBrands],
    ['the webhook alone finishes an order', webhookFinishes],
    ['AC-A11 a duplicated webhook issues one invoice', webhookTwice],
    ['AC-A11 a replayed webhook issues no second invoice', webhookReplayed],
    ['forged webhooks are refused', webhookForged],
    ['an order that waits can be given up', givesUp],
    ['another order takes the place of one that waits', secondThoughts],
    ['a bank that is silent once is asked again', bankIsSilent],
  ];
  for (const [name, body] of cases) await test(`http: ${name}`, () => body(shop));
}
