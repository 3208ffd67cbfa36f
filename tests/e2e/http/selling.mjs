// From a new customer to an active subscription, and what each country's tax does to it.
import { holds, includes, matches, same } from '../lib/check.mjs';
import { test, until } from '../lib/runner.mjs';
import { cards, numbers, order, Shop } from './shop.mjs';

const sums = (preview) => [
  preview.due_now.net,
  preview.due_now.taxes.map((tax) => tax.amount),
  preview.due_now.total,
];

async function readsTheOffer(shop) {
  for (const [language, name, month] of [
    ['fr', 'Professionnel', 'Mensuel'],
    ['en', 'Professional', 'Monthly'],
  ]) {
    const { body } = await shop.api.get(`/v1/offer?language=${language}`);
    same(body.default_cycle, 'year', 'the cycle that is chosen at first');
    same(body.saving_percent_max, 25, 'the saving, computed from the prices');
    const plan = (code) => body.plans.find((one) => one.code === code);
    const yearly = (code) => plan(code).prices.find((price) => price.cycle === 'year');
    same(
      [yearly('standard').per_month, yearly('standard').amount, yearly('standard').saving],
      ['79.00', '948.00', '240.00'],
      'Standard',
    );
    same(
      [yearly('professional').amount, yearly('professional').saving],
      ['1428.00', '360.00'],
      'Professional',
    );
    same([yearly('advanced').amount, yearly('advanced').saving], ['1788.00', '600.00'], 'Advanced');
    same([plan('custom').contact_only, plan('custom').prices], [true, []], 'Custom has no price');
    same(plan('professional').name, name, 'the name of a plan');
    same(body.labels.monthly, month, 'a label');
    same(body.payment.card_brands, ['visa', 'mastercard', 'amex'], 'card brands');
  }
}

async function sellsFromStartToEnd(shop) {
  const customer = await shop.customer();
  const before = await shop.subscription(customer);
  same([before.state, before.plan], ['none', null], 'a new customer');
  const preview = await shop.preview(customer);
  same(preview.outcome, 'now', 'the outcome');
  same(
    preview.due_now.lines.map((line) => line.amount),
    ['99.00', '198.00', '45.00'],
    'lines',
  );
  same(sums(preview), ['342.00', ['68.40'], '410.40'], 'sums');
  same(preview.tax.reason, 'domestic', 'why tax');
  same(
    [preview.next_invoice.total, preview.after.quantities],
    ['410.40', { user: 3, profile: 13 }],
    'after it',
  );
  same((await shop.subscription(customer)).version, before.version, 'a preview changes nothing');

  const { status, body: change } = await shop.confirm(customer);
  same(
    [status, change.outcome, change.state, change.due],
    [202, 'awaiting_customer', 'awaiting_payment', '410.40'],
    'confirmed',
  );
  const waiting = await shop.subscription(customer);
  same(
    [waiting.state, waiting.pending_change?.id],
    ['incomplete', change.id],
    'nothing is active before the payment',
  );
  same(await shop.invoices(customer), [], 'no invoice before the payment');

  const paid = await shop.bank.card(change.redirect_url, cards.good);
  same(paid.status, 303, 'the bank leads back');
  includes(paid.location, `change=${change.id}`, 'where to');
  const applied = await shop.applied(customer, change);
  same(
    [applied.outcome, applied.payment.brand, applied.payment.last4],
    ['applied', 'visa', '4242'],
    'applied',
  );

  const after = await shop.subscription(customer);
  same(
    [after.state, after.plan, after.cycle, after.quantities, after.pending_change],
    ['active', 'standard', 'month', { user: 3, profile: 13 }, null],
    'the subscription',
  );
  same(after.next_invoice?.total, '410.40', 'what comes next');
  await shop.expectSoldOnce(customer, applied, '410.40');
  const [listed] = await shop.invoices(customer);
  const { body: invoice } = await shop.api.get(`/v1/invoices/${listed.id}`);
  same(invoice, listed, 'one invoice and the list agree');
  matches(invoice.number, /\d/, 'the number');
  same(
    [invoice.reason, invoice.buyer.name, invoice.net, invoice.taxes[0].rate],
    ['first', 'Acme SARL', '342.00', '20'],
    'the invoice',
  );
  same(applied.invoice, { id: invoice.id, number: invoice.number }, 'the change names its invoice');

  const { body: access } = await shop.api.get(`${customer.at}/entitlements`);
  same(
    [access.access, access.plan, access.limits.user, access.limits.profile],
    ['full', 'standard', 3, 13],
    'entitlements',
  );
  same([access.features.publishing, access.features.labels ?? false], [true, false], 'features');
  const { body: methods } = await shop.api.get(`${customer.at}/payment-methods`);
  same(
    methods.data.map((one) => [one.kind, one.brand, one.last4, one.is_default]),
    [['card', 'visa', '4242', true]],
    'the card is kept',
  );
  const { body: events } = await shop.api.get(`/v1/events?customer=${customer.id}`);
  holds(events.data.length >= 3, 'events tell what happened');
  same(
    events.data.map((event) => event.sequence),
    events.data.map((event) => event.sequence).sort((a, b) => a - b),
    'events in order',
  );
  const { body: rest } = await shop.api.get(
    `/v1/events?customer=${customer.id}&after=${events.data[1].sequence}`,
  );
  same(
    rest.data.map((event) => event.id),
    events.data.slice(2).map((event) => event.id),
    'the rest of the events',
  );
}

async function keepsDomesticTax(shop) {
  const customer = await shop.customer();
  const { body: verdict } = await shop.api.post(
    `${customer.at}/tax-number/check`,
    { number: 'FR 40 303 265 045', country: 'FR' },
    { key: null, headers: { 'Accept-Language': 'en' } },
  );
  same([verdict.status, verdict.number], ['confirmed', numbers.french], 'the verdict');
  const preview = await shop.preview(customer, order, shop.api, {
    country: 'FR',
    tax_number: numbers.french,
  });
  same(sums(preview), ['342.00', ['68.40'], '410.40'], 'VAT stays');
  same(preview.tax.reason, 'domestic_business', 'because');
  holds(preview.tax.text.length > 20, 'the reason is explained');
  const { headers } = await shop.api.get(customer.at);
  const { body } = await shop.api.put(
    `${customer.at}/billing`,
    { ...address(customer), tax_number: numbers.french },
    { headers: { 'If-Match': headers.etag } },
  );
  same(
    [body.billing.tax_number.number, body.billing.tax_number.status],
    [numbers.french, 'confirmed'],
    'kept',
  );
  same((await shop.preview(customer)).due_now.total, '410.40', 'still 410.40');
}

const address = ({ billing }) => ({
  company: billing.company,
  email: billing.email,
  line1: billing.line1,
  postal_code: billing.postal_code,
  city: billing.city,
  country: billing.country,
});

async function reversesTheCharge(shop) {
  const customer = await shop.customer({ country: 'BE', name: 'Brasserie Exemple' });
  same(sums(await shop.preview(customer)), ['342.00', ['71.82'], '413.82'], 'without a number');
  const unsaved = await shop.preview(customer, order, shop.api, {
    country: 'BE',
    tax_number: numbers.belgian,
  });
  same(
    [unsaved.due_now.total, unsaved.tax.reason],
    ['342.00', 'reverse_charge'],
    'with a number that is not saved',
  );
  const { headers } = await shop.api.get(customer.at);
  await shop.api.put(
    `${customer.at}/billing`,
    { ...address(customer), tax_number: numbers.belgian },
    { headers: { 'If-Match': headers.etag } },
  );
  const preview = await shop.preview(customer);
  same(
    [sums(preview)[0], preview.due_now.total, preview.tax.reason],
    ['342.00', '342.00', 'reverse_charge'],
    'with the number',
  );
  const change = await shop.subscribe(customer);
  await shop.expectSoldOnce(customer, change, '342.00');
  const [invoice] = await shop.invoices(customer);
  const held = (party) => party.tax_numbers.map((one) => one.number);
  holds(
    held(invoice.seller).includes(numbers.french),
    `the seller's number is on the invoice: ${JSON.stringify(invoice.seller)}`,
  );
  holds(
    held(invoice.buyer).includes(numbers.belgian),
    `the buyer's number is on the invoice: ${JSON.stringify(invoice.buyer)}`,
  );
  same(invoice.tax.reason, 'reverse_charge', 'the reason on the invoice');
  matches(invoice.tax.text, /autoliquidation|reverse charge/i, 'the mention');
  const { body: evidence } = await shop.api.get(`${customer.at}/tax-evidence`);
  const kept = evidence.data.find((one) => one.number === numbers.belgian);
  same(kept?.verdict, 'confirmed', 'the evidence');
  matches(kept.at, /^\d{4}-\d{2}-\d{2}T/, 'the time of the evidence');
}

async function chargesByCountry(shop) {
  const german = await shop.customer({ country: 'DE', name: 'Lena Hoffmann' });
  const inGermany = await shop.preview(german);
  same(sums(inGermany), ['342.00', ['64.98'], '406.98'], 'a German consumer');
  const american = await shop.customer({ country: 'US', name: 'Harbour Tours Inc', language: 'en' });
  const inAmerica = await shop.preview(american);
  same(
    [inAmerica.due_now.net, inAmerica.due_now.total, inAmerica.tax.reason],
    ['342.00', '342.00', 'outside_scope'],
    'an American company',
  );
  const change = await shop.subscribe(american);
  await shop.expectSoldOnce(american, change, '342.00');
  const [invoice] = await shop.invoices(american);
  same(invoice.tax.reason, 'outside_scope', 'the reason on the invoice');
  holds(invoice.tax.text.length > 10, 'the mention on the invoice');
}

async function refusesBadNumbers(shop) {
  const customer = await shop.customer();
  const { headers } = await shop.api.get(customer.at);
  const { body } = await shop.api.put(
    `${customer.at}/billing`,
    { ...address(customer), tax_number: numbers.wrong },
    { headers: { 'If-Match': headers.etag }, expect: 422 },
  );
  same(body.code, 'vat_invalid', 'the code');
  matches(body.field, /tax_number$/, 'the field');
  const { body: verdict } = await shop.api.post(
    `${customer.at}/tax-number/check`,
    { number: numbers.wrong, country: 'FR' },
    { key: null },
  );
  same(verdict.status, 'malformed', 'the verdict');
  same((await shop.preview(customer)).due_now.total, '410.40', 'the total stays');
}

async function startsTrials(shop) {
  const customer = await shop.customer();
  const { body } = await shop.api.post(`${customer.at}/subscription/trial`);
  same([body.state, body.plan], ['trialing', 'advanced'], 'in trial');
  holds(
    body.trial.days_left >= 29 && body.trial.last_day < body.trial.ends_on,
    `how long: ${JSON.stringify(body.trial)}`,
  );
  const { body: access } = await shop.api.get(`${customer.at}/entitlements`);
  same([access.access, access.limits.profile], ['full', 15], 'what a trial may use');
  const again = await shop.api.post(`${customer.at}/subscription/trial`, undefined, { expect: [409, 422] });
  holds(['trial_used', 'state_forbids'].includes(again.body.code), `a second trial: ${again.body.code}`);
  const applied = await shop.subscribe(customer, {
    set: { plan: 'standard', cycle: 'month', quantities: { user: 1, profile: 10 } },
  });
  await shop.expectSoldOnce(customer, applied, '118.80');
  same((await shop.subscription(customer)).state, 'active', 'after the trial');
}

async function sellsAYear(shop) {
  const customer = await shop.customer();
  const set = { plan: 'professional', cycle: 'year', quantities: { user: 4, profile: 12 } };
  const preview = await shop.preview(customer, set);
  same(sums(preview), ['6000.00', ['1200.00'], '7200.00'], 'a year of Professional for four');
  const change = await shop.subscribe(customer, { set, card: cards.mastercard });
  await shop.expectSoldOnce(customer, change, '7200.00');
}

async function paysWithChallenge(shop) {
  const customer = await shop.customer();
  const { body: change } = await shop.confirm(customer);
  await shop.bank.card(change.redirect_url, cards.challenge);
  same((await shop.refresh(customer, change)).outcome, 'awaiting_customer', 'before the challenge');
  await shop.bank.pay(change.redirect_url, { action: 'approve' });
  const applied = await shop.applied(customer, change);
  await shop.expectSoldOnce(customer, applied, '410.40');
}

async function waitsForSlowMoney(shop) {
  const customer = await shop.customer();
  const { body: change } = await shop.confirm(customer);
  await shop.bank.card(change.redirect_url, cards.slow);
  const now = await shop.refresh(customer, change);
  same([now.state, now.outcome], ['awaiting_payment', 'processing'], 'while the bank works');
  same((await shop.subscription(customer)).state, 'incomplete', 'nothing is active yet');
  const done = await until('the slow payment arrives', async () => {
    const { body } = await shop.api.get(`${customer.at}/subscription/changes/${change.id}`);
    return body.state === 'applied' && body;
  });
  await shop.expectSoldOnce(customer, done, '410.40');
}

async function upgradesProrated(shop) {
  const customer = await shop.customer();
  await shop.subscribe(customer);
  const { body: methods } = await shop.api.get(`${customer.at}/payment-methods`);
  const { body: change } = await shop.confirm(customer, {
    set: { quantities: { user: 4 } },
    payWith: methods.data[0].id,
  });
  same(
    (await shop.applied(customer, change)).due,
    '118.80',
    'one more seat from the first day, on the saved card',
  );
  same((await shop.subscription(customer)).quantities, { user: 4, profile: 13 }, 'four users now');
  same((await shop.invoices(customer)).map((one) => one.total).sort(), ['118.80', '410.40'], 'two invoices');
}

async function provisionsByTransfer(shop) {
  const customer = await shop.customer();
  const { body } = await shop.api.post(`${customer.at}/subscription`, { set: order, pay_with: 'transfer' });
  same([body.outcome, body.due], ['applied', '410.40'], 'staff provision without a page');
  const [invoice] = await shop.invoices(customer);
  same(
    [invoice.status, invoice.paid, invoice.total],
    ['open', '0.00', '410.40'],
    'the invoice waits for the transfer',
  );
  same((await shop.subscription(customer)).state, 'active', 'the subscription');
}

async function otherVendors(demo) {
  const sales = new Shop(demo, 'Workstaff');
  const { body: created } = await sales.api.post(
    '/v1/customers',
    { name: 'Traiteur', country: 'CA', region: 'QC', owner: { email: 'a@traiteur.example' } },
    { expect: 201 },
  );
  const at = `/v1/customers/${created.id}`;
  const { body: members } = await sales.api.get(`${at}/members`);
  const owner = await sales.person({ id: created.id }, members.data[0]);
  const set = { plan: 'pro', cycle: 'month', quantities: { manager: 3, worker: 40 } };
  const { body: preview } = await owner.post(`${at}/subscription/preview`, { set }, { key: null });
  same(
    [preview.outcome, preview.code, preview.request?.type],
    ['staff', 'sales_assisted_only', 'demo'],
    'the summary sends to staff',
  );
  const { body } = await owner.post(
    `${at}/subscription/changes`,
    { set, fingerprint: preview.fingerprint, pay_with: 'card' },
    { expect: 422 },
  );
  same(body.code, 'sales_assisted_only', 'no first purchase by oneself');
  same((await sales.api.get(`${at}/invoices`)).body.data, [], 'no document');

  const bees = new Shop(demo, 'Beesbusy');
  const customer = await bees.customer();
  const preview2 = await bees.preview(customer, {
    plan: 'business',
    cycle: 'month',
    quantities: { user: 10 },
  });
  same(sums(preview2), ['99.00', ['19.80'], '118.80'], 'ten users of Business');
}

export async function selling(demo) {
  const shop = new Shop(demo);
  const cases = [
    ['AC-A01 the offer has yearly prices first and computes the saving', readsTheOffer],
    ['AC-A02 a customer is made, reads, confirms, pays and is active', sellsFromStartToEnd],
    ['AC-A03 a number of the same country keeps VAT', keepsDomesticTax],
    ['AC-A04 a confirmed number of another country removes VAT', reversesTheCharge],
    ['AC-A05 a wrong number is refused and changes nothing', refusesBadNumbers],
    ['AC-A06 consumers pay the tax of their country; outside the EU none', chargesByCountry],
    ['AC-A08 a trial is given once and ends in a purchase', startsTrials],
    ['a year is charged once', sellsAYear],
    ['a 3-D Secure card is charged after the challenge', paysWithChallenge],
    ['a slow payment activates when it arrives', waitsForSlowMoney],
    ['one more seat is charged on the saved card', upgradesProrated],
    ['staff and servers provision by transfer', provisionsByTransfer],
  ];
  for (const [name, body] of cases) await test(`http: ${name}`, () => body(shop));
  await test('http: AC-W02 a sales-led vendor sells no first subscription; a third vendor prices its own', () =>
    otherVendors(demo));
}
