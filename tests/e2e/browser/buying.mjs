// Subscriptions as people make them: by card, with 3-D Secure, after a refusal, by wallet, interrupted.

import { cards, numbers } from '../http/shop.mjs';
import { holds, includes, matches, same } from '../lib/check.mjs';
import { test, until } from '../lib/runner.mjs';
import {
  chooseOrder,
  expectThanks,
  fillBilling,
  fillCard,
  goOnToBilling,
  goToBank,
  goToSummary,
  pay,
  stepper,
  trialCustomer,
  words,
} from './shopping.mjs';

async function readsTheSummary(visit, demo) {
  const { link } = await trialCustomer(demo);
  await goToSummary(visit, link);
  await visit.settled();
  holds(await visit.locate('.cycle-choice input[value=year]').isChecked(), 'the year is chosen at first');
  const boxes = {
    standard: ['79,00 €', '948,00 €', '240,00 €'],
    professional: ['119,00 €', '1 428,00 €', '360,00 €'],
    advanced: ['149,00 €', '1 788,00 €', '600,00 €'],
  };
  for (const [plan, amounts] of Object.entries(boxes)) {
    const text = await visit.text(`.plan-table [data-value=${plan}]`);
    for (const amount of amounts) includes(text, amount, plan);
  }
  const badge = await visit.text('.cycle-choice');
  matches(badge, /jusqu’à 25 %/, 'the largest saving');
  const custom = visit.locate('.plan-table [data-value=custom]');
  same(
    [await custom.locator('input').count(), /\d+,\d\d €/.test(await custom.innerText())],
    [0, false],
    'Custom has neither price nor radio button',
  );
  await custom.locator('.radio-card-below > button').click();
  await visit.locate('dialog textarea').fill('Nous sommes quarante.');
  await visit.locate('dialog button[type=submit]').click();
  await visit.locate('dialog .banner-good').waitFor();
}

async function addsAndRemoves(visit, demo) {
  const { link } = await trialCustomer(demo);
  await goToSummary(visit, link);
  await visit.locate('.plan-table [data-value=standard]').click();
  await visit.locate('.cycle-choice input[value=month]').check();
  await visit.shows('[data-testid=due-now]', words.fr.first);
  for (const item of [0, 1])
    holds(await stepper(visit, item, '-').isDisabled(), 'nothing to take away at first');
  const loads = visit.requests.filter(
    (request) => request.startsWith('GET') && request.endsWith('/checkout/summary'),
  ).length;
  const steps = [
    [0, '+', '237,60 €'],
    [0, '+', '356,40 €'],
    [1, '+', '374,40 €'],
    [1, '+', '392,40 €'],
    [1, '+', '410,40 €'],
    [1, '+', '428,40 €'],
    [1, '-', '410,40 €'],
  ];
  for (const [item, sign, total] of steps) {
    await stepper(visit, item, sign).click();
    await visit.shows('[data-testid=due-now]', total);
  }
  const summary = await visit.text('.summary-panel');
  for (const amount of ['99,00 €', '198,00 €', '45,00 €', '342,00 €', '68,40 €', '410,40 €'])
    includes(summary, amount, 'the summary');
  same(
    visit.requests.filter((request) => request.startsWith('GET') && request.endsWith('/checkout/summary'))
      .length,
    loads,
    'the page was not loaded again',
  );
  await visit.locate('.add-ons [role=spinbutton]').nth(0).fill('5');
  await visit.shows('[data-testid=due-now]', '766,80 €');
}

async function typesNumbers(visit, demo) {
  const { link } = await trialCustomer(demo);
  await goToSummary(visit, link);
  await chooseOrder(visit);
  await goOnToBilling(visit);
  const number = visit.locate('[name=tax_number]');
  const leave = () => visit.locate('[name=email]').focus();
  await number.fill(numbers.french);
  await leave();
  await visit.locate('.billing-form .banner-good').waitFor();
  await visit.shows('[data-testid=due-now]', words.fr.total);
  matches(await visit.text('.summary-panel'), /68,40 €/, 'AC-A03 VAT stays');
  await visit.locate('[name=country]').selectOption('BE');
  await number.fill(numbers.belgian);
  await leave();
  await visit.shows('[data-testid=due-now]', words.fr.reverse);
  matches(await visit.text('.summary-panel .tax-reason'), /autoliquid/i, 'AC-A04 the reason');
  await visit.locate('[name=country]').selectOption('FR');
  await number.fill(numbers.wrong);
  await leave();
  await visit.locate('.billing-form .banner-bad').waitFor();
  await visit.shows('[data-testid=due-now]', words.fr.total);
}

async function buysFromBelgium(visit, demo) {
  const { shop, customer, link } = await trialCustomer(demo, { address: false });
  await goToSummary(visit, link);
  await chooseOrder(visit);
  await goOnToBilling(visit);
  await visit.locate('[name=country]').selectOption('BE');
  await visit.locate('[name=tax_number]').fill(numbers.belgian);
  await visit.locate('[name=email]').focus();
  await fillBilling(visit, { line1: 'Rue de la Loi 16', postal_code: '1000', city: 'Bruxelles' });
  await visit.shows('[data-testid=due-now]', words.fr.reverse);
  await pay(visit);
  await fillCard(visit, cards.good);
  await expectThanks(visit, shop, customer, '342.00');
  await visit.locate('main a[href^="/portal/invoices/"]').first().click();
  await visit.settled();
  const invoice = await visit.text('main');
  for (const text of [numbers.french, numbers.belgian, '342,00 €'])
    includes(invoice.replaceAll(/ (?=\d{3}\b)/g, ''), text.replace(' ', ' '), 'the invoice');
  matches(invoice, /autoliquidation/i, 'the mention');
}

async function buysByCard(visit, demo) {
  const { shop, customer, link } = await trialCustomer(demo, { address: false });
  await goToBank(visit, link);
  includes(await visit.text('main'), '410,40 EUR', "the bank's page");
  await visit.shot('fr-desktop-30-bank');
  await fillCard(visit, cards.good);
  await expectThanks(visit, shop, customer);
  includes(await visit.text('main'), '410,40 €', 'the thanks');
  await visit.locate('main a[href^="/portal/invoices/"]').first().click();
  await visit.settled();
  includes(await visit.text('main'), '410,40 €', 'the invoice');
  await visit.open('/portal/subscription');
  await visit.settled();
  matches(await visit.text('main'), /Standard.*Actif/s, 'the subscription page');
  same(await visit.locate('#trial-subscribe, #subscribe-now').count(), 0, 'nothing more to buy here');
}

async function buysWithChallenge(visit, demo) {
  const { shop, customer, link } = await trialCustomer(demo);
  await goToBank(visit, link);
  await fillCard(visit, cards.challenge);
  await visit.locate('button[value=approve]').waitFor();
  await visit.accessible("the bank's 3-D Secure page");
  await visit.locate('button[value=approve]').click();
  await expectThanks(visit, shop, customer);
}

async function declinedThenAsksThenPays(visit, demo) {
  const { shop, customer, link } = await trialCustomer(demo);
  await goToBank(visit, link);
  await fillCard(visit, cards.declined);
  await visit.page.waitForURL('**/checkout/failed**');
  await visit.settled();
  const page = await visit.text('main');
  for (const text of ['410,40 €', '0002', 'refusé la carte']) includes(page, text, 'AC-A10 what went wrong');
  holds(!page.includes('card_declined'), 'AC-A10 the reason is said in words');
  same((await shop.subscription(customer)).state, 'trialing', 'AC-A10 nothing changed');
  await visit.shot('fr-desktop-40-failed');
  await visit.page
    .getByRole('button', { name: 'Contacter' })
    .first()
    .click()
    .catch(() => visit.page.getByRole('button').last().click());
  await visit.locate('dialog button[type=submit]').click();
  await visit.locate('dialog .banner-good').waitFor();
  const { body } = await shop.api.get(`/v1/requests?customer=${customer.id}`);
  same(
    body.data.map((one) => [one.type, one.details.amount, one.details.reason, one.details.last4]),
    [['payment_problem', '410.40', 'card_declined', '0002']],
    'AC-A10 the request',
  );
  holds(body.data[0].details.time, 'AC-A10 the time of the payment');
  await visit.page.keyboard.press('Escape');
  await visit.open('/portal/requests');
  await visit.settled();
  const listed = await visit.text('main');
  includes(listed, 'Problème de paiement', 'the customer sees the request');
  holds(!listed.includes('req_'), 'a request has a name, not a number');
  await visit.page.goBack();
  await visit.locate('main a.button-primary').click();
  await visit.page.waitForURL('**/checkout/billing**');
  await visit.locate('[data-testid=due-now]').waitFor();
  await visit.shows('[data-testid=due-now]', words.fr.total);
  await pay(visit);
  await fillCard(visit, cards.good);
  await expectThanks(visit, shop, customer);
}

async function buysByWallet(visit, demo) {
  const { shop, customer, link } = await trialCustomer(demo);
  await goToBank(visit, link, { method: 'wallet' });
  await visit.accessible("the wallet's page");
  await visit.locate('button[value=approve]').click();
  await expectThanks(visit, shop, customer);
  const { body } = await shop.api.get(`${customer.at}/payment-methods`);
  same(
    body.data.map((one) => [one.brand, one.is_default]),
    [['PayPal', true]],
    'AC-A11 the wallet renews',
  );
}

async function cancelsTheWallet(visit, demo) {
  const { shop, customer, link } = await trialCustomer(demo);
  await goToBank(visit, link, { method: 'wallet' });
  await visit.locate('button[value=cancel]').click();
  await visit.page.waitForURL('**/checkout/billing**');
  await visit.settled();
  await visit.shows('main', 'Rien n’a été débité');
  await visit.shows('[data-testid=due-now]', words.fr.total);
  holds(await visit.locate('#method [data-value=wallet] input').isChecked(), 'the method is kept');
  same(await visit.locate('[name=city]').inputValue(), 'Paris', 'what was typed is kept');
  same(
    [(await shop.subscription(customer)).state, await shop.invoices(customer)],
    ['trialing', []],
    'nothing was charged',
  );
  await visit.shot('fr-desktop-41-cancelled');
  await pay(visit, 'card');
  await fillCard(visit, cards.good);
  await expectThanks(visit, shop, customer);
}

async function triesADinersCard(visit, demo) {
  visit.expect(/422/);
  const { link } = await trialCustomer(demo);
  await goToBank(visit, link);
  await fillCard(visit, cards.diners);
  await visit.locate('[role=alert]').waitFor();
  includes(await visit.text('[role=alert]'), 'Diners', 'the bank names the brand');
  await visit.accessible("the bank's page with an error");
  await visit.locate('button[value=cancel]').click();
  await visit.page.waitForURL('**/checkout/failed**');
  await visit.settled();
  includes(await visit.text('main'), 'Mastercard', 'the portal names the brands that are taken');
}

async function reloadsAndGoesBack(visit, demo) {
  const { shop, customer, link } = await trialCustomer(demo, { address: false });
  await goToSummary(visit, link);
  await chooseOrder(visit);
  await visit.shows('[data-testid=due-now]', words.fr.total);
  await until(
    'the draft is saved',
    async () =>
      (await (await shop.person(customer)).get(`${customer.at}/draft`)).body.set?.quantities?.profile === 13,
  );
  await visit.page.reload();
  await visit.shows('[data-testid=due-now]', words.fr.total);
  await goOnToBilling(visit);
  await fillBilling(visit);
  await visit.page.waitForFunction(() =>
    Object.values(sessionStorage).some((kept) => kept.includes('Paris')),
  );
  await visit.page.reload();
  await visit.locate('[data-testid=due-now]').waitFor();
  same(await visit.locate('[name=city]').inputValue(), 'Paris', 'what was typed survives a reload');
  await visit.page.goBack();
  await visit.page.waitForURL('**/checkout/summary');
  await visit.shows('[data-testid=due-now]', words.fr.total);
  await visit.page.goForward();
  await visit.page.waitForURL('**/checkout/billing');
  await visit.locate('[data-testid=due-now]').waitFor();
  await pay(visit);
  await visit.page.goBack();
  await visit.page.waitForURL('**/checkout/billing**');
  await visit.settled();
  await visit.shows('main', 'attend son paiement');
  await pay(visit);
  await visit.page.reload();
  await fillCard(visit, cards.good);
  await expectThanks(visit, shop, customer);
  await visit.page.reload();
  await visit.settled();
  same((await shop.invoices(customer)).length, 1, 'a reload of the thanks buys nothing');
  await visit.page.goBack();
  await visit.settled();
  same((await shop.invoices(customer)).length, 1, 'going back buys nothing');
}

async function pressesTwice(visit, demo) {
  const { shop, customer, link } = await trialCustomer(demo);
  await goToSummary(visit, link);
  await chooseOrder(visit);
  await visit.shows('[data-testid=due-now]', words.fr.total);
  await goOnToBilling(visit);
  await visit.locate('.checkout-bar .button').dblclick();
  await visit.page.waitForURL(`${visit.demo.bankBase}/**`);
  const posts = visit.requests.filter(
    (request) => request.startsWith('POST') && request.endsWith('/subscription/changes'),
  );
  same(posts.length, 1, 'one confirmation was sent');
  await fillCard(visit, cards.good);
  await expectThanks(visit, shop, customer);
}

async function closesTheBrowser(stage, demo) {
  let bought;
  await stage.scenario({}, async (visit) => {
    const { shop, customer, link } = await trialCustomer(demo);
    await goToBank(visit, link);
    const { pathname } = new URL(visit.page.url());
    bought = { shop, customer, pathname };
    // The payment goes through while the way back is cut: the bank's answer never reaches the shop.
    await visit.page.route(`${demo.base}/**`, (route) => route.abort());
    visit.expect(/ERR_FAILED/);
    await fillCard(visit, cards.good).catch(() => undefined);
  });
  const { shop, customer } = bought;
  await until(
    'the webhook finishes the order',
    async () => (await shop.subscription(customer)).state === 'active',
  );
  const invoices = await shop.invoices(customer);
  same(
    invoices.map((one) => [one.status, one.total]),
    [['paid', '410.40']],
    'one invoice',
  );
}

async function waitsForTheBank(visit, demo) {
  const { shop, customer, link } = await trialCustomer(demo);
  await goToBank(visit, link);
  await fillCard(visit, cards.slow);
  await visit.page.waitForURL('**/checkout/return**');
  await visit.shows('main', 'Ne payez pas à nouveau');
  await visit.accessible('the page that waits for the bank');
  await visit.shot('fr-desktop-42-confirming');
  await expectThanks(visit, shop, customer);
}

async function buysInEnglishOnAPhone(visit, demo) {
  const { shop, customer, link } = await trialCustomer(demo, { language: 'en', name: 'Acme Ltd' });
  await visit.open(link);
  await visit.locate('#trial-subscribe').click();
  await visit.locate('#subscribe-now').click();
  await visit.locate('[data-testid=due-now]').waitFor();
  await chooseOrder(visit);
  await visit.shows('[data-testid=due-now]', words.en.total);
  await visit.fits('the summary on a phone');
  await goOnToBilling(visit);
  await visit.fits('billing on a phone');
  await pay(visit);
  await visit.fits("the bank's page on a phone");
  await fillCard(visit, cards.good);
  await expectThanks(visit, shop, customer);
}

async function leavesTheTrialWall(visit, demo) {
  const ended = demo.vendors.Agorapulse.customers.find((one) => one.state === 'trial_ended');
  await visit.open(ended.people[0].link);
  await visit.locate('#wall-subscribe').click();
  await visit.locate('#subscribe-now').click();
  await visit.locate('[data-testid=due-now]').waitFor();
  await visit.locate('.plan-table [data-value=standard]').click();
  await visit.locate('.cycle-choice input[value=month]').check();
  await visit.shows('[data-testid=due-now]', words.fr.first);
  await goOnToBilling(visit);
  await visit.locate('[name=postal_code]').fill('35000');
  await pay(visit);
  await fillCard(visit, cards.mastercard);
  await visit.page.waitForURL('**/checkout/success**');
  await visit.settled();
  await visit.open('/portal');
  await visit.settled();
  same(await visit.locate('#wall-subscribe').count(), 0, 'the wall is gone');
  matches(await visit.text('main'), /Actif/, 'everything is open again');
}

export async function buying(stage) {
  const { demo } = stage;
  const cases = [
    ['AC-A01 the year is chosen, savings are computed, Custom is by contact', readsTheSummary],
    ['AC-A02 + and − move the total without a reload', addsAndRemoves],
    ['AC-A03 AC-A04 AC-A05 VAT numbers and the total', typesNumbers],
    ['AC-A04 a Belgian company buys without VAT', buysFromBelgium],
    ['AC-A02 a card pays: from the trial to the invoice', buysByCard],
    ['a 3-D Secure card pays', buysWithChallenge],
    ['AC-A10 declined, the billing service is asked, a good card pays', declinedThenAsksThenPays],
    ['AC-A11 PayPal approved', buysByWallet],
    ['AC-A11 PayPal cancelled: all is kept, nothing charged', cancelsTheWallet],
    ['AC-A11 a card brand that is not taken', triesADinersCard],
    ['reload and back keep what was done and buy once', reloadsAndGoesBack],
    ['a double click on pay buys once', pressesTwice],
    ['a slow bank: the page waits and thanks', waitsForTheBank],
    ['AC-A08 after the trial: 118.80 and all is open again', leavesTheTrialWall],
  ];
  for (const [name, body] of cases)
    await test(`browser: ${name}`, () => stage.scenario({}, (visit) => body(visit, demo)));
  await test("browser: closed on the bank's page, the webhook finishes", () => closesTheBrowser(stage, demo));
  await test('browser: in English on a phone', () =>
    stage.scenario({ language: 'en', viewport: { width: 360, height: 740 } }, (visit) =>
      buysInEnglishOnAPhone(visit, demo),
    ));
}
