// What a person does in the portal and at the bank, step by step.

import { cards, Shop } from '../http/shop.mjs';
import { same } from '../lib/check.mjs';
import { plain } from './stage.mjs';

export const words = {
  fr: { subscription: 'Abonnement', total: '410,40 €', reverse: '342,00 €', first: '118,80 €' },
  en: { subscription: 'Subscription', total: '€410.40', reverse: '€342.00', first: '€118.80' },
};

/** A customer in trial without an address, whose owner signs in by a link. */
export async function trialCustomer(
  demo,
  { language = 'fr', name = 'Acme SARL', country = 'FR', trial = true, address } = {},
) {
  const shop = new Shop(demo);
  const customer = await shop.customer({
    language,
    name,
    country,
    ...(address === false ? { address: {} } : {}),
  });
  if (trial) await shop.api.post(`${customer.at}/subscription/trial`);
  const { body } = await shop.api.post(
    '/v1/portal-links',
    { customer: customer.id, member: customer.owner.id },
    { expect: 201 },
  );
  return { shop, customer, link: body.url };
}

export async function goToSummary(visit, link) {
  await visit.open(link);
  await visit.locate('#trial-subscribe').click();
  await visit.locate('#subscribe-now').click();
  await visit.locate('[data-testid=due-now]').waitFor();
}

export const stepper = (visit, item, sign) =>
  visit
    .locate('.add-ons .stepper')
    .nth(item)
    .locator('.stepper-button')
    .nth(sign === '+' ? 1 : 0);

/** Standard by the month, two more users, three more profiles. */
export async function chooseOrder(visit) {
  await visit.locate('.plan-table [data-value=standard]').click();
  await visit.locate('.cycle-choice input[value=month]').check();
  for (let press = 0; press < 2; press += 1) await stepper(visit, 0, '+').click();
  for (let press = 0; press < 4; press += 1) await stepper(visit, 1, '+').click();
  await stepper(visit, 1, '-').click();
}

export async function goOnToBilling(visit) {
  await visit.locate('#policy').check();
  await visit.locate('.checkout-bar .button').click();
  await visit.page.waitForURL('**/checkout/billing');
  await visit.locate('[name=line1]').waitFor();
  await visit.locate('[data-testid=due-now]').waitFor();
}

export async function fillBilling(visit, values = {}) {
  const all = { line1: '1 rue de la Paix', postal_code: '75002', city: 'Paris', ...values };
  for (const [name, text] of Object.entries(all)) await visit.locate(`[name=${name}]`).fill(text);
}

export async function pay(visit, method = 'card') {
  await visit.locate(`#method [data-value=${method}] input`).check();
  const button = visit.locate('.checkout-bar .button');
  await visit.page.waitForFunction(() => !document.querySelector('.summary-panel [aria-busy=true]'));
  await button.click();
  await visit.page.waitForURL(`${visit.demo.bankBase}/**`);
}

export async function fillCard(visit, number) {
  await visit.locate('[name=number]').fill(number);
  await visit.locate('[name=expiry]').fill('12/39');
  await visit.locate('[name=cvc]').fill('123');
  await visit.locate('[name=name]').fill('Anna Durand');
  await visit.locate('button[value=pay]').click();
}

/** From a link to the bank's page, with the whole order. */
export async function goToBank(visit, link, { method = 'card', billing = {} } = {}) {
  await goToSummary(visit, link);
  await chooseOrder(visit);
  await visit.shows('[data-testid=due-now]', words.fr.total);
  await goOnToBilling(visit);
  await fillBilling(visit, billing);
  await pay(visit, method);
}

export async function expectThanks(visit, shop, customer, total = '410.40') {
  await visit.page.waitForURL('**/checkout/success**');
  await visit.settled();
  const id = new URL(visit.page.url()).searchParams.get('change');
  const { body: change } = await shop.api.get(`${customer.at}/subscription/changes/${id}`);
  same(change.state, 'applied', 'the change');
  await shop.expectSoldOnce(customer, change, total);
  return change;
}

export { cards, plain };
