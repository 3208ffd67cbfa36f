// The course of a subscription in the portal: cancelled and back, paused, asked for, owed and paid.

import { cards, Shop } from '../http/shop.mjs';
import { holds, includes, same } from '../lib/check.mjs';
import { test } from '../lib/runner.mjs';
import { fillCard } from './shopping.mjs';

const vendors = {
  Agorapulse: { plan: 'standard', cycle: 'month', quantities: { user: 1, profile: 10 } },
  Beesbusy: { plan: 'business', cycle: 'month', quantities: { user: 10 } },
};

/** A customer that pays by the month, and the link its owner signs in by. */
async function subscriber(demo, vendor, { card = cards.good } = {}) {
  const shop = new Shop(demo, vendor);
  const customer = await shop.customer();
  await shop.subscribe(customer, { set: vendors[vendor], card });
  const { body } = await shop.api.post(
    '/v1/portal-links',
    { customer: customer.id, member: customer.owner.id },
    { expect: 201 },
  );
  return { shop, customer, link: body.url };
}

async function cancelsAndComesBack(visit, demo, vendor) {
  const { shop, customer, link } = await subscriber(demo, vendor);
  await visit.open(link);
  await visit.open('/portal/subscription');
  await visit.locate('#act-cancel').click();
  await visit.locate('#act-confirm').waitFor();
  await visit.settled();
  await visit.accessible('the cancellation');
  await visit.fits('the cancellation');
  await visit.shot(`fr-desktop-70-cancel-${vendor.toLowerCase()}`);
  await visit.locate('.act-form select').selectOption('price');
  await visit.locate('.act-form textarea').fill('Nous reviendrons.');
  await visit.locate('#act-confirm').click();
  await visit.page.waitForURL('**/portal/subscription');
  await visit.locate('#act-renewal').waitFor();
  const ending = await shop.subscription(customer);
  same([ending.state, ending.renews, ending.ends_on], ['ending', false, ending.period[1]], 'after it');
  same(await visit.locate('#act-cancel').count(), 0, 'nobody cancels twice');
  const paid = await shop.invoices(customer);
  same(
    paid.map((one) => [one.kind, one.status]),
    [['invoice', 'paid']],
    'nothing is refunded',
  );
  await visit.settled();
  await visit.shot(`fr-desktop-71-ending-${vendor.toLowerCase()}`);
  await visit.locate('#act-renewal').click();
  await visit.locate('#act-confirm').click();
  await visit.page.waitForURL('**/portal/subscription');
  await visit.locate('#act-cancel').waitFor();
  const back = await shop.subscription(customer);
  same([back.state, back.renews, back.ends_on], ['active', true, null], 'once renewal is on again');
}

async function cancelsATrial(visit, demo) {
  const shop = new Shop(demo);
  const customer = await shop.customer();
  await shop.api.post(`${customer.at}/subscription/trial`);
  const { body } = await shop.api.post(
    '/v1/portal-links',
    { customer: customer.id, member: customer.owner.id },
    { expect: 201 },
  );
  await visit.open(body.url);
  await visit.open('/portal/subscription');
  includes(await visit.text('#act-cancel'), 'essai', 'AC-A15 the words for a trial');
}

/** The annual customer of the sales-led vendor, who is committed. */
async function asksDuringACommitment(visit, demo) {
  const maple = demo.vendors.Workstaff.customers.find((one) => one.name === 'Maple Catering');
  await visit.open(maple.people[0].link);
  await visit.open('/portal/subscription');
  for (const act of ['pause', 'cancel']) {
    await visit.open(`/portal/subscription/${act}`);
    await visit.settled();
    const refusal = await visit.text('.page .banner-warning');
    holds(/20\d\d/.test(refusal), `AC-W12 ${act} is refused with the day: ${refusal}`);
    same(await visit.locate('#act-confirm').count(), 0, `AC-W12 nothing to confirm for ${act}`);
    same(await visit.locate('.page textarea').count(), 1, `AC-W12 a request is offered for ${act}`);
    await visit.accessible(act);
    await visit.shot(`en-desktop-72-committed-${act}`);
  }
  await visit.locate('.page textarea').fill('We stop after this season.');
  await visit.locate('.page button[type=submit]').click();
  await visit.locate('.page .banner-good').waitFor();
  await visit.locate('.page .banner-good + .row .button-secondary').click();
  await visit.locate('#withdraw').waitFor();
  await visit.locate('[name=reply]').fill('Is there anything you need from us?');
  await visit.locate('.page button[type=submit]').click();
  await visit.shows('.said', 'anything you need');
  await visit.settled();
  await visit.accessible('a request');
  await visit.fits('a request');
  await visit.shot('en-desktop-73-request');
  await visit.open('/portal/subscription/cancel');
  await visit.locate('.act-form .banner-info').waitFor();
  same(await visit.locate('.page textarea').count(), 0, 'a second one leads to the open one');
  await visit.locate('.act-form .banner-info .button').click();
  await visit.locate('#withdraw').click();
  await visit.locate('dialog .button-danger').click();
  await visit.locate('.toast').waitFor();
  await visit.settled();
  same(await visit.locate('#withdraw').count(), 0, 'it is withdrawn once');
}

async function paysWhatIsOwed(visit, demo) {
  const { shop, customer, link } = await subscriber(demo, 'Agorapulse', { card: cards.declinedLater });
  await visit.open(link);
  await visit.open('/portal/subscription');
  visit.expect(/\b402\b/);
  const { period } = await shop.subscription(customer);
  await visit.locate('.demo-clock input[type=date]').fill(period[1]);
  await visit.locate('.demo-clock button[type=submit]').click();
  await visit.locate('#pay-now').waitFor();
  includes(await visit.text('main'), 'Dès le paiement, vous pouvez de nouveau modifier', 'what waits for it');
  const owed = await shop.subscription(customer);
  same(owed.state, 'past_due', 'after a renewal that was declined');
  await visit.open('/portal/invoices');
  await visit.settled();
  await visit.accessible('an open invoice');
  await visit.fits('an open invoice');
  await visit.shot('fr-desktop-74-past-due');
  await visit.locate('#pay-now').click();
  await visit.locate('#method [data-value=card] input').check();
  await visit.locate('#pay').click();
  await visit.page.waitForURL(`${visit.demo.bankBase}/**`);
  await fillCard(visit, cards.good);
  await visit.page.waitForURL('**/portal/payment/return**');
  await visit.locate('.page .banner-good').waitFor();
  await visit.settled();
  await visit.shot('fr-desktop-75-recovered');
  same(await visit.locate('#pay-now').count(), 0, 'the warning is gone');
  const now = await shop.subscription(customer);
  same([now.state, now.past_due], ['active', null], 'once it is paid');
  const invoices = await shop.invoices(customer);
  same(
    invoices.map((one) => one.status),
    ['paid', 'paid'],
    'both invoices',
  );
}

export async function life(stage) {
  const { demo } = stage;
  for (const vendor of Object.keys(vendors))
    await test(`browser: AC-A15 ${vendor}'s customer cancels and turns renewal on again`, () =>
      stage.scenario({}, (visit) => cancelsAndComesBack(visit, demo, vendor)));
  await test('browser: AC-A15 a trial is cancelled by words of its own', () =>
    stage.scenario({}, (visit) => cancelsATrial(visit, demo)));
  await test('browser: AC-W12 a commitment refuses with its day and offers a request', () =>
    stage.scenario({ language: 'en' }, (visit) => asksDuringACommitment(visit, demo)));
  await test('browser: a renewal that is declined is paid from the banner', () =>
    stage.scenario({}, (visit) => paysWhatIsOwed(visit, demo)));
}
