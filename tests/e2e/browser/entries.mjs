// Where the subscription page is reached from, and where things stand on the screen.
import { holds, same } from '../lib/check.mjs';
import { test } from '../lib/runner.mjs';
import { chooseOrder, goOnToBilling, goToSummary, trialCustomer, words } from './shopping.mjs';
import { desktop, phone } from './stage.mjs';

const accent = 'rgb(245, 124, 0)';

const lowerLeft = (box, what) => {
  holds(
    box.midX <= desktop.width * 0.25 && box.midY >= desktop.height * 0.75,
    `${what} is at ${Math.round(box.midX)}, ${Math.round(box.midY)}`,
  );
};

async function looksAsAgreedInTrial(visit, demo) {
  const { link } = await trialCustomer(demo);
  await visit.open(link);
  await visit.settled();
  same(await visit.text('#trial-subscribe'), 'Souscrire', 'PL-3 the label');
  lowerLeft(await visit.box('#trial-subscribe'), 'PL-3 the button');
  const colour = await visit
    .locate('#trial-subscribe')
    .evaluate((button) => getComputedStyle(button).backgroundColor);
  same(colour, accent, "PL-6 the button has the vendor's colour");
  lowerLeft(await visit.box('.menu-button'), 'PL-5 the avatar');
  await visit.locate('.menu-button').click();
  same(
    await visit.locate('.menu-panel').getByRole('link', { name: 'Abonnement' }).count(),
    1,
    'PL-5 its menu leads to the subscription',
  );
  await visit.shot('fr-desktop-02-menu', { full: false });
  await visit.page.keyboard.press('Escape');
  holds(
    await visit.locate('.menu-button').evaluate((button) => document.activeElement === button),
    'Escape closes the menu and returns the focus',
  );
  await visit.locate('#trial-subscribe').click();
  const now = await visit
    .locate('#subscribe-now')
    .evaluate((button) => getComputedStyle(button).backgroundColor);
  same(now, accent, 'PL-6 "Souscrire maintenant" is orange');
}

async function standsWhereAgreedAtCheckout(visit, demo) {
  const { link } = await trialCustomer(demo);
  await goToSummary(visit, link);
  const [cycle, table] = [await visit.box('.cycle-choice .segmented'), await visit.box('.plan-table')];
  holds(cycle.bottom <= table.y, `PL-7 the cycle ends at ${cycle.bottom}, the plans start at ${table.y}`);
  await chooseOrder(visit);
  await goOnToBilling(visit);
  const [billing, method, form, summary] = [
    await visit.box('#billing'),
    await visit.box('#method'),
    await visit.box('.checkout-grid form'),
    await visit.box('.summary-panel'),
  ];
  holds(
    method.y >= billing.bottom,
    `PL-8 billing ends at ${billing.bottom}, the method starts at ${method.y}`,
  );
  holds(summary.x >= form.right, `PL-9 the form ends at ${form.right}, the summary starts at ${summary.x}`);
  holds(summary.y < desktop.height / 2, `PL-9 the summary is in view: ${summary.y}`);
}

async function allWaysLeadToOnePage(visit, demo) {
  const { link } = await trialCustomer(demo);
  await visit.open(link);
  const ways = {
    'the button at the lower left': () => visit.locate('#trial-subscribe').click(),
    'the settings in the navigation': () =>
      visit.locate('.side-nav').getByRole('link', { name: 'Abonnement' }).click(),
    'the menu of the avatar': async () => {
      await visit.locate('.menu-button').click();
      await visit.locate('.menu-panel').getByRole('link', { name: 'Abonnement' }).click();
    },
    'the card on the main screen': () =>
      visit.locate('main').getByRole('link', { name: 'Voir l’abonnement' }).click(),
  };
  let first = true;
  for (const [what, go] of Object.entries(ways)) {
    await visit.open('/portal');
    await visit.settled();
    await go();
    await visit.page.waitForURL('**/portal/subscription');
    await visit.locate('#subscribe-now').click();
    if (first) {
      await visit.locate('[data-testid=due-now]').waitFor();
      await chooseOrder(visit);
    }
    first = false;
    await visit.shows('[data-testid=due-now]', words.fr.total).catch((error) => {
      throw new Error(`${what}: the draft is lost: ${error.message}`);
    });
  }
}

async function wallAfterTheTrial(stage, demo) {
  const ended = demo.vendors.Agorapulse.customers.find((one) => one.state === 'trial_ended');
  const { link } = ended.people.find((one) => one.role === 'owner');
  for (const [name, viewport] of [
    ['desktop', desktop],
    ['phone', phone],
  ]) {
    await stage.scenario({ viewport }, async (visit) => {
      await visit.open(link);
      await visit.settled();
      const button = await visit.box('main #wall-subscribe');
      holds(button.bottom <= viewport.height, `PL-4 on a ${name} the button ends at ${button.bottom}`);
      same(await visit.text('#wall-subscribe'), 'Souscrire maintenant', 'PL-4 the label');
      await visit.shot(`fr-${name}-03-wall`, { full: false });
      await visit.locate('#wall-subscribe').click();
      await visit.page.waitForURL('**/portal/subscription');
    });
  }
}

async function tellsWhoMay(visit, demo) {
  const { shop, customer } = await trialCustomer(demo);
  const member = await shop.member(customer, 'manager');
  const { body } = await shop.api.post(
    '/v1/portal-links',
    { customer: customer.id, member: member.id },
    { expect: 201 },
  );
  await visit.open(body.url);
  await visit.settled();
  same(await visit.locate('#trial-subscribe').count(), 0, 'no button to subscribe');
  await visit.open('/portal/subscription');
  await visit.settled();
  await visit.shows('.who-may', 'Anna Durand');
  same(await visit.locate('#subscribe-now').count(), 0, 'no button on the page either');
  await visit.shot('fr-desktop-04-not-the-owner');
}

/** Who reads invoices and edits billing information buys nothing all the same. */
async function keepsBuyingToTheOwner(visit, demo) {
  visit.expect(/\b403\b.*\/invoices/);
  const { shop, customer } = await trialCustomer(demo);
  const sold = await shop.customer({ name: 'Acme Services' });
  await shop.subscribe(sold);
  const opens = async (organisation, role, path) => {
    const person = await shop.member(organisation, role);
    const wish = { customer: organisation.id, member: person.id };
    const { body } = await shop.api.post('/v1/portal-links', wish, { expect: 201 });
    await visit.forget();
    await visit.open(body.url);
    await visit.open(path);
    await visit.settled();
  };
  for (const role of ['billing_manager', 'manager', 'member']) {
    await opens(customer, role, '/portal/subscription');
    await visit.shows('.who-may', 'Anna Durand');
    same(await visit.locate('#subscribe-now, #trial-subscribe').count(), 0, `AC-A07 ${role} buys nothing`);
    await visit.accessible(`a subscription for ${role}`);
  }
  await opens(sold, 'billing_manager', '/portal/invoices');
  same(await visit.locate('.item-link').count(), 1, 'AC-A07 who may reads invoices');
  await opens(sold, 'member', '/portal/invoices');
  await visit.shows('.who-may', 'Anna Durand');
}

/** What a colleague saved meanwhile is neither written over nor hidden. */
async function keepsACorrection(visit, demo) {
  visit.expect(/\b412\b.*\/billing/);
  const { shop } = await trialCustomer(demo);
  const sold = await shop.customer({ name: 'Acme Services' });
  await shop.subscribe(sold);
  const owner = await shop.person(sold);
  const at = `${sold.at}/billing`;
  const link = { customer: sold.id, member: sold.owner.id };
  await visit.open((await shop.api.post('/v1/portal-links', link, { expect: 201 })).body.url);
  await visit.open('/portal/subscription');
  await visit.settled();
  await visit.locate('a[href="/portal/billing-information"]').first().click();
  await visit.settled();
  await visit.accessible('billing information');
  await visit.locate('[name=city]').fill('Nantes');
  const { body, headers } = await owner.get(sold.at);
  const { missing: _, tax_number: number, ...known } = body.billing;
  const corrected = { ...known, company: 'Acme Réunie', tax_number: number?.number ?? null };
  await owner.put(at, corrected, { headers: { 'If-Match': headers.etag } });
  const save = visit.locate('.billing-page button[type=submit]');
  await save.click();
  await visit.locate('.billing-page').getByRole('button', { name: 'Voir ce qui' }).click();
  await visit.settled();
  same(await visit.locate('[name=company]').inputValue(), 'Acme Réunie', "the colleague's correction");
  await visit.locate('[name=city]').fill('Nantes');
  await save.click();
  await visit.shows('.billing-page', 'sont enregistrées');
  const saved = (await owner.get(sold.at)).body.billing;
  same([saved.company, saved.city], ['Acme Réunie', 'Nantes'], 'both corrections');
}

export async function entries(stage) {
  const { demo } = stage;
  await test('browser: AC-A08 PL-3 PL-5 PL-6 in trial the button is orange and at the lower left', () =>
    stage.scenario({}, (visit) => looksAsAgreedInTrial(visit, demo)));
  await test('browser: PL-7 PL-8 PL-9 the checkout stands as agreed', () =>
    stage.scenario({}, (visit) => standsWhereAgreedAtCheckout(visit, demo)));
  await test('browser: AC-A09 every entry leads to one page and keeps the draft', () =>
    stage.scenario({}, (visit) => allWaysLeadToOnePage(visit, demo)));
  await test('browser: AC-A08 PL-4 after the trial the main screen offers to subscribe', () =>
    wallAfterTheTrial(stage, demo));
  await test('browser: AC-A07 who is not the owner sees who is', () =>
    stage.scenario({}, (visit) => tellsWhoMay(visit, demo)));
  await test('browser: billing information is corrected, and not against a colleague', () =>
    stage.scenario({}, (visit) => keepsACorrection(visit, demo)));
  await test('browser: AC-A07 who may read invoices buys nothing, and is told who may', () =>
    stage.scenario({}, (visit) => keepsBuyingToTheOwner(visit, demo)));
}
