// What the team does for a customer: a payment that failed is cleared, a plan is made to measure, less is planned.
import { cards } from '../http/shop.mjs';
import { holds, includes, matches, same } from '../lib/check.mjs';
import { test } from '../lib/runner.mjs';
import { chooseOrder, fillCard, goOnToBilling, pay, words as shopWords } from './shopping.mjs';
import { accept, accepts, decision, looksGood } from './side_by_side.mjs';

const words = {
  fr: {
    refused: 'refusé la carte',
    reasonMissing: 'Indiquez un motif.',
    proof: 'Virement reçu ce matin, relevé 12.',
    applied: 'Appliquée',
    total: '22 680,00 €',
    ask: 'Douze utilisateurs, s’il vous plaît.',
    quote: 'Douze utilisateurs à 131,25 € par mois, pour un an.',
    part: /Formule.*Enterprise → Business/s,
    cycle: /Annuelle → Mensuelle/s,
    less: 'Nous serons moins.',
    contact: 'Nous contacter',
    planned: '1er mai 2028',
  },
  en: {
    refused: 'declined',
    reasonMissing: 'Give a reason.',
    proof: 'Transfer received this morning, statement 12.',
    applied: 'Done',
    total: '€22,680.00',
    ask: 'Twelve users, please.',
    quote: 'Twelve users at €131.25 a month, for a year.',
    part: /Plan.*Enterprise → Business/s,
    cycle: /(Annual|Yearly) → Monthly/s,
    less: 'There will be fewer of us.',
    contact: 'Contact us',
    planned: '1 May 2028',
  },
};

async function paysInVain(portal, language) {
  await portal.locate('#trial-subscribe, #subscribe-now').first().click();
  if (!portal.page.url().includes('/checkout/')) await portal.locate('#subscribe-now').click();
  await portal.locate('[data-testid=due-now]').waitFor();
  await chooseOrder(portal);
  await portal.shows('[data-testid=due-now]', shopWords[language].total);
  await goOnToBilling(portal);
  await pay(portal);
  await fillCard(portal, cards.declined);
  await portal.page.waitForURL('**/checkout/failed**');
  await portal.settled();
  const page = await portal.text('main');
  for (const told of [shopWords[language].total, '0002', words[language].refused])
    includes(page, told, 'AC-A10 what went wrong');
}

async function asksTheBillingService(portal) {
  await portal.locate('main .link-button').click();
  await portal.locate('dialog[open] button[type=submit]').click();
  await portal.locate('dialog[open] .banner-good').waitFor();
  await portal.page.keyboard.press('Escape');
}

async function paymentIsCleared(town, language) {
  const shop = town.shops.Agorapulse;
  const customer = await shop.customer({ language, name: `Acme ${language}` });
  await shop.api.post(`${customer.at}/subscription/trial`);
  await town.beside(language, 'Agorapulse', customer, async (desk, portal) => {
    await paysInVain(portal, language);
    same(
      [(await shop.subscription(customer)).state, await shop.invoices(customer)],
      ['trialing', []],
      'AC-A10 nothing changed',
    );
    await looksGood(portal, `payment failed ${language}`);
    await asksTheBillingService(portal);
    const request = await town.pick(desk, 'Agorapulse', customer);
    const { amount, reason, last4, time } = request.details;
    same(
      [request.type, amount, reason, last4],
      ['payment_problem', '410.40', 'card_declined', '0002'],
      'AC-A10 the request',
    );
    matches(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d/, 'AC-A10 the time of the payment');
    const page = await desk.text('main');
    includes(page, '0002', 'AC-A10 what staff read of it');
    matches(page, /410[.,]40/, 'AC-A10 the amount');
    await looksGood(desk, `payment problem ${language}`);
    await desk.locate(accept).click();
    await desk.locate(`${decision} .field-error`).waitFor();
    same(
      await desk.text(`${decision} .field-error`),
      words[language].reasonMissing,
      'AC-A10 only with proof',
    );
    same((await shop.subscription(customer)).state, 'trialing', 'AC-A10 not before it is proved');
    await desk.locate(`${decision} [name=reason]`).fill(words[language].proof);
    await accepts(desk);
    const today = await town.today();
    const now = await shop.subscription(customer);
    same([now.state, now.plan, now.period[0]], ['active', 'standard', today], 'AC-A10 from that moment');
    same(
      (await shop.invoices(customer)).map((one) => [one.kind, one.status, one.total, one.paid]),
      [['invoice', 'paid', '410.40', '410.40']],
      'AC-A10 exactly one invoice',
    );
    await looksGood(desk, `payment cleared ${language}`);
    await portal.open(`/portal/requests/${request.id}`);
    await portal.settled();
    const told = await portal.text('main');
    for (const part of [words[language].applied, words[language].proof]) includes(told, part, 'AC-A10 told');
    await portal.open('/portal/invoices');
    await portal.settled();
    same(await portal.locate('main .item').count(), 1, 'AC-A10 one invoice is listed');
    await looksGood(portal, `payment cleared for the customer ${language}`);
  });
}

async function asksForAPlan(portal, shop, customer, language) {
  const box = '.plan-table [data-value=custom]';
  await portal.locate(box).waitFor();
  same(
    [
      await portal.locate(`${box} .price`).count(),
      await portal.locate(`${box} .stepper, ${box} .stepper-button`).count(),
      await portal.locate(`${box} input:enabled`).count(),
    ],
    [0, 0, 0],
    'AC-A16 no price, no + and −, not to be chosen',
  );
  const owner = await shop.person(customer);
  const set = { plan: 'custom', cycle: 'year', quantities: { user: 12, profile: 10 } };
  const { body: read } = await owner.post(`${customer.at}/subscription/preview`, { set }, { key: null });
  const { body: refused } = await owner.post(
    `${customer.at}/subscription/changes`,
    { set, fingerprint: read.fingerprint, pay_with: 'card', return_url: '/portal/checkout/return' },
    { expect: 422 },
  );
  same(refused.code, 'plan_contact_only', 'AC-A16 by the API');
  same(await shop.invoices(customer), [], 'AC-A16 no document');
  await portal.locate(`${box} button`).click();
  await portal.locate('dialog[open] textarea').fill(words[language].ask);
  await looksGood(portal, `asking for a plan ${language}`);
  await portal.locate('dialog[open] button[type=submit]').click();
  await portal.locate('dialog[open] .banner-good').waitFor();
  await portal.page.keyboard.press('Escape');
}

/** Twelve users at 1 575.00 a year each. */
async function quotes(desk, today, language) {
  await desk.locate('section .disclosure summary').first().click();
  await desk.locate('[name=proposal-plan]').selectOption('custom');
  await desk.locate('[name=proposal-cycle]').selectOption('year');
  await desk.locate('[name=proposal-user]').fill('12');
  await desk.locate('[name=proposal-price-user]').fill('1575.00');
  await desk.locate('[name=proposal-until]').fill(today);
  await desk.locate('[name=proposal-text]').fill(words[language].quote);
  await looksGood(desk, `quoting ${language}`);
  await desk.locate('section .disclosure form [type=submit]').click();
  await desk.locate('#take-back').waitFor();
  await looksGood(desk, `quoted ${language}`);
}

async function planIsMadeToMeasure(town, language) {
  const shop = town.shops.Agorapulse;
  const customer = await shop.customer({ language, name: `Mesure ${language}` });
  const today = await town.today();
  await town.beside(
    language,
    'Agorapulse',
    customer,
    async (desk, portal) => {
      await asksForAPlan(portal, shop, customer, language);
      const request = await town.pick(desk, 'Agorapulse', customer);
      same([request.type, request.set.plan], ['custom_plan', 'custom'], 'AC-A16 the request');
      await looksGood(desk, `a plan is wanted ${language}`);
      await quotes(desk, today, language);
      await portal.open(`/portal/requests/${request.id}`);
      await portal.locate('#accept-proposal').waitFor();
      const offered = await portal.text('[aria-labelledby=proposal]');
      includes(offered, words[language].quote, 'AC-A16 the words of the quote');
      includes(offered, words[language].total, 'AC-A16 what it costs with tax');
      await looksGood(portal, `a quote ${language}`);
      await portal.locate('#accept-proposal').click();
      await portal.locate('#accept-proposal').waitFor({ state: 'detached' });
      const now = await shop.subscription(customer);
      same(
        [now.state, now.plan, now.cycle, now.quantities.user, now.self_managed ?? now.custom_prices],
        ['active', 'custom', 'year', 12, now.self_managed === undefined],
        'AC-A16 as agreed',
      );
      const invoices = await shop.invoices(customer);
      same(
        invoices.map((one) => [one.kind, one.net, one.taxes.map((tax) => tax.amount), one.total]),
        [['invoice', '18900.00', ['3780.00'], '22680.00']],
        'AC-A16 the invoice',
      );
      await portal.open('/portal/subscription');
      await looksGood(portal, `made to measure ${language}`);
      await desk.page.reload();
      await looksGood(desk, `quote accepted ${language}`);
      await staysWithStaff(shop, customer);
    },
    '/portal/checkout/summary',
  );
}

async function staysWithStaff(shop, customer) {
  const owner = await shop.person(customer);
  for (const set of [{ quantities: { user: 13 } }, { plan: 'advanced' }, { cancel: true }]) {
    const { body: read } = await owner.post(`${customer.at}/subscription/preview`, { set }, { key: null });
    const { body } = await owner.post(
      `${customer.at}/subscription/changes`,
      { set, fingerprint: read.fingerprint, pay_with: '', return_url: '/portal/checkout/return' },
      { expect: 422 },
    );
    same(body.code, 'staff_only', `AC-A16 later edits are for staff: ${JSON.stringify(set)}`);
  }
}

/** The numbers on the screen belong to what is chosen. */
async function computed(visit) {
  await visit.page.waitForFunction(
    () =>
      document.querySelector('.summary-panel') && !document.querySelector('.summary-panel [aria-busy=true]'),
  );
  await visit.settled();
}

const warning = '.summary-panel .banner-warning';

async function press(visit, sign, times) {
  const button = visit.locate('.stepper:has(#item-user) .stepper-button').nth(sign === '+' ? 1 : 0);
  for (let time = 0; time < times; time += 1) await button.click();
}

async function refusesByApi(shop, customer, set) {
  const owner = await shop.person(customer);
  const { body: read } = await owner.post(`${customer.at}/subscription/preview`, { set }, { key: null });
  const { body } = await owner.post(
    `${customer.at}/subscription/changes`,
    { set, fingerprint: read.fingerprint, pay_with: '', return_url: '/portal/checkout/return' },
    { expect: 422 },
  );
  same(body.code, 'staff_only', `AC-B07 ${JSON.stringify(set)} by the API`);
}

/** A draft that mixes what one may do with what staff do; then only what staff do. */
async function choosesLess(portal, language) {
  await press(portal, '+', 2);
  await portal.locate('.plan-table [data-value=business] label').click();
  await portal.locate(warning).waitFor();
  await computed(portal);
  matches(await portal.text(warning), words[language].part, 'AC-B07 the second part by name');
  holds(await portal.locate('#confirm').isDisabled(), 'AC-B07 the mix is not confirmed');
  await looksGood(portal, `a mix ${language}`);
  await press(portal, '-', 2);
  await computed(portal);
  const contact = portal.locate(`${warning} .button`).last();
  includes(await contact.innerText(), words[language].contact, 'AC-B07 contact us');
  holds(await portal.locate('#confirm').isDisabled(), 'AC-B07 less is not confirmed either');
  await contact.click();
  await portal.locate('dialog[open] textarea').fill(words[language].less);
  await looksGood(portal, `asking for less ${language}`);
  await portal.locate('dialog[open] button[type=submit]').click();
  await portal.locate('dialog[open] .banner-good').waitFor();
  await portal.page.keyboard.press('Escape');
}

async function lessIsPlanned(town, customer, language) {
  const shop = town.shops.Beesbusy;
  await refusesByApi(shop, customer, { plan: 'business' });
  await refusesByApi(shop, customer, { cycle: 'month' });
  const before = await shop.invoices(customer);
  await town.beside(language, 'Beesbusy', customer, async (desk, portal) => {
    await portal.locate('.cycle-choice input[value=month]').check();
    await portal.locate(warning).waitFor();
    await computed(portal);
    matches(await portal.text(warning), words[language].cycle, 'AC-B07 from a year to months');
    includes(await portal.text(warning), words[language].contact, 'AC-B07 shown with whom to ask');
    await portal.locate('#discard').click();
    await portal.locate(warning).waitFor({ state: 'detached' });
    await choosesLess(portal, language);
    const request = await town.pick(desk, 'Beesbusy', customer);
    same(
      [request.type, request.set, request.message],
      ['reduction', { plan: 'business' }, words[language].less],
      'AC-B07 the state that is wanted',
    );
    const compared = await desk.text('.desk-compare');
    for (const told of ['Enterprise', 'Business'])
      includes(compared, told, 'AC-B07 what is and what is wanted');
    await looksGood(desk, `less is wanted ${language}`);
    await accepts(desk);
    const now = await shop.subscription(customer);
    same(
      [now.plan, now.scheduled.map((one) => [one.on, one.set])],
      ['enterprise', [['2028-05-01', { plan: 'business' }]]],
      'AC-B07 at the end of the period',
    );
    same(await shop.invoices(customer), before, 'AC-B07 no refund, no credit');
    const { body: events } = await shop.api.get(`/v1/events?customer=${customer.id}`);
    holds(
      events.data.some((one) => one.type === 'request.decided'),
      'AC-B07 the customer is notified',
    );
    await portal.open('/portal/subscription');
    await portal.settled();
    includes(await portal.text('main'), words[language].planned, 'AC-B07 the day is on the page');
    await looksGood(portal, `less is planned ${language}`);
    await portal.open(`/portal/requests/${request.id}`);
    await portal.settled();
    includes(await portal.text('main'), words[language].applied, 'AC-B07 the customer reads it');
  });
}

export async function asksTheTeam(town) {
  await test('sides: the fifth of March', () => town.to('2027-03-05'));
  for (const language of ['fr', 'en']) {
    await test(`sides: AC-A10 a payment that failed is cleared by staff, with proof (${language})`, () =>
      paymentIsCleared(town, language));
    await test(`sides: AC-A16 a plan made to measure is quoted and accepted (${language})`, () =>
      planIsMadeToMeasure(town, language));
  }
}

export async function startsReducing(town) {
  const people = {};
  await test('sides: AC-B07 Enterprise is bought for a year on 1 May', async () => {
    for (const language of ['fr', 'en']) {
      people[language] = await town.shops.Beesbusy.customer({ language });
      await town.shops.Beesbusy.subscribe(people[language], {
        set: { plan: 'enterprise', cycle: 'year', quantities: { user: 12 } },
      });
    }
  });
  return people;
}

/** While the year runs. */
export async function reduces(town, people) {
  if (!people.en) return;
  for (const language of ['fr', 'en'])
    await test(`sides: AC-B07 less goes to staff, who plan it for the end (${language})`, () =>
      lessIsPlanned(town, people[language], language));
}

/** When what was paid is used up. */
export async function isReduced(town, people) {
  if (!people.en) return;
  await test('sides: AC-B07 the smaller plan begins with the next year', async () => {
    await town.to('2028-05-01');
    for (const language of ['fr', 'en']) {
      const shop = town.shops.Beesbusy;
      const now = await shop.subscription(people[language]);
      same([now.plan, now.cycle, now.quantities.user], ['business', 'year', 12], 'AC-B07 as planned');
      const [renewal, ...others] = await shop.invoices(people[language]);
      same(
        [renewal.kind, renewal.issued_on, renewal.net, others.map((one) => one.kind)],
        ['invoice', '2028-05-01', '1140.48', ['invoice']],
        'AC-B07 the next year, and nothing given back',
      );
    }
  });
}
