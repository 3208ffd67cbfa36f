// A running subscription, changed in each vendor's arrangement. Time is moved to the days of the scenarios,
// so this part has a demo of its own.

import { randomUUID } from 'node:crypto';
import { order as agoraOrder, cards, Shop } from '../http/shop.mjs';
import { holds, includes, matches, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { course } from './course.mjs';
import { followsTheList, importsAFile } from './listing.mjs';
import { fillCard } from './shopping.mjs';
import { launch, plain, Stage } from './stage.mjs';
import { isDeclinedThenPays, keepsThoseListed, lowersToThoseListed } from './staying.mjs';

const due = '[data-testid=due-now]';
const next = '[data-testid=next-invoice]';
const confirm = '#confirm';

class Year {
  constructor(demo) {
    this.demo = demo;
    this.shops = Object.fromEntries(
      ['Workstaff', 'Agorapulse', 'Beesbusy'].map((vendor) => [vendor, new Shop(demo, vendor)]),
    );
  }

  /** Everything that falls due until then happens. */
  async to(day) {
    const staff = await signIn(this.demo, this.demo.vendors.Workstaff.staff);
    await staff.post('/v1/demo/clock', { to: day }, { key: null });
  }

  link(vendor, customer) {
    return this.shops[vendor].api
      .post('/v1/portal-links', { customer: customer.id, member: customer.owner.id }, { expect: 201 })
      .then(({ body }) => body.url);
  }

  async open(visit, vendor, customer, path = '/portal/subscription') {
    await visit.open(await this.link(vendor, customer));
    await visit.open(path);
    await visit.settled();
  }

  live(vendor, customer) {
    return this.shops[vendor].subscription(customer);
  }

  async charges(vendor, customer) {
    return (await this.shops[vendor].invoices(customer)).filter((one) => one.kind === 'invoice').length;
  }
}

/** The numbers on the screen belong to what is chosen: nothing is being computed. */
async function computed(visit) {
  await visit.page.waitForFunction(
    () =>
      document.querySelector('.summary-panel') && !document.querySelector('.summary-panel [aria-busy=true]'),
  );
}

const fill = async (visit, item, count) => {
  await visit.locate(`#item-${item}`).fill(String(count));
  await visit.locate(`#item-${item}`).blur();
};

const press = async (visit, item, sign, times = 1) => {
  const button = visit
    .locate(`.stepper:has(#item-${item})`)
    .locator('.stepper-button')
    .nth(sign === '+' ? 1 : 0);
  for (let time = 0; time < times; time += 1) await button.click();
};

async function staffSells(year, quantities = { manager: 3, worker: 40 }) {
  const shop = year.shops.Workstaff;
  const customer = await shop.customer({
    country: 'CA',
    name: 'Événements Boréal',
    address: {
      line1: "250 rue de l'Exemple",
      postal_code: 'H2X 0A1',
      city: 'Montréal',
      region: 'QC',
    },
  });
  const staff = await signIn(year.demo, year.demo.vendors.Workstaff.staff);
  const set = { plan: 'pro', cycle: 'month', quantities };
  await shop.confirm(customer, { set, payWith: 'transfer', caller: staff });
  same((await year.live('Workstaff', customer)).quantities, quantities, 'what staff sold');
  return customer;
}

/** Two managers by name, and as many active workers as the application counts. */
async function fillsSeats(year, customer) {
  for (const first_name of ['Zoé', 'Léa'])
    await year.shops.Workstaff.api.post(
      `${customer.at}/seats`,
      { person: { email: `${randomUUID().slice(0, 8)}@boreal.example`, first_name, last_name: 'Roy' } },
      { expect: 201 },
    );
  await year.shops.Workstaff.api.post(`${customer.at}/usage/worker`, { count: 37 });
}

const countsOf = async (visit) => (await visit.locate('.count-row').allInnerTexts()).map(plain);

async function showsCountsInEnglish(visit, year, customer) {
  await year.open(visit, 'Workstaff', customer);
  const rows = await countsOf(visit);
  holds(rows[0].includes('2 / 3') && rows[1].includes('37 / 40'), `AC-W01 counts: ${rows}`);
  matches(await visit.text('.count-row .button'), /^(Purchase more|Upgrade)/, 'AC-W01 the label');
  same(await visit.locate('[role=tab][aria-selected=true]').innerText(), 'Billing', 'PL-1 the tab');
  await visit.shot('en-desktop-70-counts');
}

async function raisesBothKinds(visit, year, customer) {
  await year.open(visit, 'Workstaff', customer);
  const rows = await countsOf(visit);
  holds(rows[0].includes('2 / 3') && rows[1].includes('37 / 40'), `AC-W01 counts: ${rows}`);
  matches(await visit.text('.page'), /\bPro\b/, 'AC-W01 the plan');
  const count = await visit.box('.count-row .count-name');
  const button = await visit.box('.count-row .button');
  holds(
    button.x >= count.x + 60 && Math.abs(button.midY - count.midY) < 30,
    'PL-2 the button is right of the counts',
  );
  same(await visit.locate('[role=tab][aria-selected=true]').innerText(), 'Facturation', 'PL-1 the tab');
  matches(await visit.text('.count-row .button'), /^Mettre à niveau/, 'AC-W01 the label');
  await visit.shot('fr-desktop-70-counts');
  await visit.locate('.count-row .button').first().click();
  await visit.locate('#item-manager').waitFor();
  await fill(visit, 'manager', 4);
  await fill(visit, 'worker', 55);
  await visit.shows(due, '46,67');
  const summary = await visit.text('.summary-panel');
  for (const amount of ['25,16', '15,43', '40,59', '2,03', '4,05', '343,03'])
    includes(summary, amount, 'AC-W05');
  await visit.shot('fr-desktop-71-panel');
  same(await visit.text('.checkout-bar .button'), 'Acheter', 'the label');
  await visit.locate('.checkout-bar .button').click();
  await visit.page.waitForURL('**/checkout/billing');
  await visit.shows(due, '46,67');
  await visit.locate('.checkout-bar .button').click();
  await visit.page.waitForURL(`${visit.demo.bankBase}/**`);
  await fillCard(visit, cards.good);
  await visit.page.waitForURL('**/checkout/success**');
  await visit.settled();
  same((await year.live('Workstaff', customer)).quantities, { manager: 4, worker: 55 }, 'AC-W05 at once');
}

async function stopsAtThePresentNumber(visit, year, customer) {
  await year.open(visit, 'Workstaff', customer, '/portal/checkout/summary');
  await fill(visit, 'worker', 50);
  await visit.locate('.add-on .banner').waitFor();
  same(await visit.locate('#item-worker').inputValue(), '55', 'AC-W06 the number stops');
  await visit.shot('fr-desktop-72-stop');
  await visit.locate('.add-on .banner .button').click();
  await visit.locate('dialog button[type=submit]').click();
  await visit.locate('dialog .banner-good').waitFor();
  const { body } = await year.shops.Workstaff.api.get(`/v1/requests?customer=${customer.id}`);
  same(
    [body.data[0].type, body.data[0].set],
    ['reduction', { quantities: { worker: 50 } }],
    'AC-W06 the request',
  );
  same((await year.live('Workstaff', customer)).quantities.worker, 55, 'AC-W06 nothing changed');
}

async function goesFromProToMax(visit, year, customer) {
  await year.open(visit, 'Workstaff', customer);
  await visit.locate('.compare [data-plan=max] a').click();
  await visit.locate('#item-worker').waitFor();
  await fill(visit, 'worker', 60);
  await visit.shows(due, '127,43');
  const summary = await visit.text('.summary-panel');
  for (const amount of ['79,73', '119,17', '119,73', '190,00', '110,83', '534,17'])
    includes(summary, amount, 'AC-W07');
  await visit.locate('.checkout-bar .button').click();
  await visit.page.waitForURL('**/checkout/billing');
  await visit.shows(due, '127,43');
  await visit.locate('.checkout-bar .button').click();
  await visit.page.waitForURL('**/checkout/success**');
  const live = await year.live('Workstaff', customer);
  same([live.plan, live.quantities], ['max', { manager: 4, worker: 60 }], 'AC-W07');
}

async function upgradesWithTheSavedCard(visit, year, customer) {
  await year.open(visit, 'Agorapulse', customer);
  await visit.page.getByRole('link', { name: 'Modifier le plan' }).click();
  await visit.locate('.plan-table [data-value=professional] label').click();
  await visit.shows(due, '121,94');
  const summary = await visit.text('.summary-panel');
  for (const amount of ['-67,06', '-134,13', '101,62', '20,32', '590,40'])
    includes(summary, amount, 'AC-A12');
  await visit.locate('.amount-line summary').first().click();
  includes(await visit.text('.amount-line[open] p'), '21', 'AC-A12 the arithmetic of a line');
  await visit.shot('fr-desktop-73-upgrade');
  await visit.locate('.checkout-bar .button').click();
  await visit.page.waitForURL('**/checkout/billing');
  await visit.shows(due, '121,94');
  await visit.locate('.checkout-bar .button').click();
  await visit.page.waitForURL('**/checkout/success**');
  await visit.settled();
  same((await year.live('Agorapulse', customer)).plan, 'professional', 'AC-A12');
  same(await visit.locate('main a[href^="/portal/invoices/"]').count(), 1, 'the invoice');
}

async function configures(visit, year, customer) {
  await year.open(visit, 'Beesbusy', customer);
  holds(await visit.locate(confirm).isDisabled(), 'AC-B08 nothing to confirm');
  matches(await visit.text('#confirm-why'), /Rien n’est modifié/, 'AC-B08 and why');
  await visit.locate('.plan-table [data-value=business] label').click();
  holds(await visit.locate(confirm).isDisabled(), 'AC-B08 Business to Business');
  const plus = await visit.box('.stepper');
  holds(plus.bottom <= 800 / 3 + 60, `PL-10 the numbers stand at ${plus.bottom}`);
  await press(visit, 'user', '+', 4);
  await visit.shows(due, '23,76');
  await visit.shows(next, '166,32');
  const summary = await visit.text('.summary-panel');
  for (const text of ['10 → 14', '19,80', '3,96']) includes(summary, text, 'AC-B02');
  const [panel, stepper] = [await visit.box('.summary-panel'), await visit.box('.stepper')];
  const main = await visit.box('main');
  holds(panel.midX < main.midX && panel.y > stepper.bottom, 'PL-11 the summary is at the lower left');
  await visit.accessible('configurator');
  await visit.shot('fr-desktop-74-configurator');
  same(
    (await year.live('Beesbusy', customer)).quantities,
    { user: 10 },
    'AC-B02 nothing before it is confirmed',
  );
  await visit.page.reload();
  await visit.shows(due, '23,76');
  same(await visit.locate('#item-user').inputValue(), '14', 'AC-B02 the draft is kept');
  await visit.locate('#discard').click();
  await visit.page.waitForFunction(() => document.querySelector('#item-user').value === '10');
  await visit.page.reload();
  await visit.settled();
  same(await visit.locate('#item-user').inputValue(), '10', 'AC-B02 discarded');
  await press(visit, 'user', '+', 4);
  await visit.shows(due, '23,76');
  await computed(visit);
  const before = await year.charges('Beesbusy', customer);
  await visit.locate(confirm).evaluate((button) => {
    button.click();
    button.click();
  });
  await visit.locate('.banner-good').waitFor();
  await visit.settled();
  same(await visit.locate('#item-user').inputValue(), '14', 'AC-B02 confirmed');
  same((await year.live('Beesbusy', customer)).quantities, { user: 14 }, 'AC-B02 confirmed');
  same((await year.charges('Beesbusy', customer)) - before, 1, 'AC-B02 two clicks are one charge');
  same(
    visit.requests.filter((one) => /^POST .*\/subscription\/changes$/.test(one)).length,
    1,
    'AC-B02 two clicks are one order',
  );
}

async function seesWhoWasFaster(visit, stage, year, customer) {
  visit.expect(/\b409\b.*\/changes/);
  await year.open(visit, 'Beesbusy', customer);
  await press(visit, 'user', '+', 2);
  await visit.locate(due).waitFor();
  await computed(visit);
  await stage.scenario({}, async (other) => {
    await year.open(other, 'Beesbusy', customer);
    // The same person in another browser finds the draft; another number is what was really wanted.
    await fill(other, 'user', 13);
    await other.locate(due).waitFor();
    await computed(other);
    await other.locate(confirm).click();
    await other.locate('.banner-good').waitFor();
  });
  await visit.locate(confirm).click();
  await visit.locate('.confirm-box .banner-warning').waitFor();
  const told = await visit.text('.confirm-box .banner-warning');
  matches(told, /Anna Durand a modifié l’abonnement/, 'who');
  matches(told, /entre-temps/, 'what');
  await visit.shot('fr-desktop-75-stale');
  same((await year.live('Beesbusy', customer)).quantities.user, 13, 'nothing was bought');
}

async function mixesParts(visit, year, customer) {
  await year.open(visit, 'Beesbusy', customer);
  await visit.locate('.plan-table [data-value=enterprise] label').click();
  await visit.shows(due, '48,77');
  await visit.shows(next, '214,56');
  await press(visit, 'user', '+', 3);
  await visit.shows(due, '85,10');
  await computed(visit);
  await visit.locate(confirm).click();
  await visit.locate('.banner-good').waitFor();
  const live = await year.live('Beesbusy', customer);
  same([live.plan, live.quantities.user], ['enterprise', 15], 'AC-B05 one confirmation');
}

async function namesWhatStaffDo(visit, year, customer) {
  await year.open(visit, 'Beesbusy', customer);
  await visit.locate('.plan-table [data-value=business] label').click();
  await press(visit, 'user', '+', 2);
  await visit.locate('.summary-panel .banner-warning').waitFor();
  await computed(visit);
  const told = await visit.text('.summary-panel .banner-warning');
  matches(told, /Formule.*Enterprise → Business/s, 'AC-B07 the part by name');
  matches(told, /prend effet le 11 mai 2027 .*Le reste prend effet le 1er juin 2027/s, 'AC-B07 both days');
  holds(await visit.locate(confirm).isDisabled(), 'AC-B07 not confirmed');
  await visit.shot('fr-desktop-76-refused');
  await visit.locate('.summary-panel .banner-warning .button').first().click();
  await visit.locate(due).waitFor();
  await computed(visit);
  holds(!(await visit.locate(confirm).isDisabled()), 'AC-B07 what is left can be confirmed');
  await visit.locate('.plan-table [data-value=business] label').click();
  await visit.locate('.summary-panel .banner-warning').waitFor();
  await computed(visit);
  await visit.locate('.summary-panel .banner-warning .button').last().click();
  await visit.locate('dialog button[type=submit]').click();
  await visit.locate('dialog .banner-good').waitFor();
  const { body } = await year.shops.Beesbusy.api.get(`/v1/requests?customer=${customer.id}`);
  same(
    [body.data[0].type, body.data[0].set],
    ['reduction', { plan: 'business', quantities: { user: 17 } }],
    'AC-B07 the whole as a request',
  );
}

export async function run(demo) {
  const browser = await launch();
  const stage = new Stage(demo, browser);
  const year = new Year(demo);
  const scene = (name, body) => test(`changing: ${name}`, () => stage.scenario({}, body));
  const sold = (name, make) => test(`changing: ${name}`, make);
  const users = (count) => ({ plan: 'business', cycle: 'month', quantities: { user: count } });
  const bee = async (count) => {
    const customer = await year.shops.Beesbusy.customer();
    await year.shops.Beesbusy.subscribe(customer, { set: users(count) });
    return customer;
  };
  try {
    await sold('time moves to March', () => year.to('2027-03-01'));
    const boreal = await sold('staff sell Pro to a new customer', () => staffSells(year));
    const agora = await sold('a customer subscribes by the month', async () => {
      const customer = await year.shops.Agorapulse.customer();
      await year.shops.Agorapulse.subscribe(customer, { set: agoraOrder });
      return customer;
    });
    await sold('ten days pass', () => year.to('2027-03-11'));
    if (agora)
      await scene('AC-A12 an upgrade with the saved card', (visit) =>
        upgradesWithTheSavedCard(visit, year, agora),
      );
    await sold('half the month is over', () => year.to('2027-03-16'));
    if (boreal) {
      await sold('seats are taken', () => fillsSeats(year, boreal));
      await test('changing: AC-W01 counts in English', () =>
        stage.scenario({ language: 'en' }, (visit) => showsCountsInEnglish(visit, year, boreal)));
      await scene('AC-W01, W05 both kinds are raised', (visit) => raisesBothKinds(visit, year, boreal));
      await scene('AC-W06 fewer is for staff', (visit) => stopsAtThePresentNumber(visit, year, boreal));
    }
    await sold('April begins', () => year.to('2027-04-01'));
    const [ten, rival, twelve] = [
      await sold('a customer takes ten users', () => bee(10)),
      await sold('another takes ten too', () => bee(10)),
      await sold('and one takes twelve', () => bee(12)),
    ];
    const hives = [
      await sold('one with a list to write takes ten', () => bee(10)),
      await sold('one with a list in a file takes ten', () => bee(10)),
    ];
    const tried = await sold('staff sell Pro to another customer', () =>
      staffSells(year, { manager: 4, worker: 55 }),
    );
    await sold('ten more days pass', () => year.to('2027-04-11'));
    if (boreal) await scene('AC-W07 from Pro to Max', (visit) => goesFromProToMax(visit, year, boreal));
    if (tried)
      await scene('AC-W10 a declined card changes nothing, a good one once', (visit) =>
        isDeclinedThenPays(visit, year, tried),
      );
    await sold('half of April is over', () => year.to('2027-04-16'));
    if (ten)
      await scene('AC-B02, B08 a number is raised, kept, discarded and confirmed once', (visit) =>
        configures(visit, year, ten),
      );
    const shop = year.shops.Beesbusy;
    if (hives[0])
      await scene('AC-B09 the number follows the list of users', (visit) =>
        followsTheList(visit, { shop, customer: hives[0] }),
      );
    if (hives[1])
      await scene('AC-B10 users are imported from a file', (visit) =>
        importsAFile(visit, { shop, customer: hives[1] }),
      );
    if (rival)
      await scene('a second browser was faster', (visit) => seesWhoWasFaster(visit, stage, year, rival));
    await sold('four more days pass', () => year.to('2027-04-20'));
    if (ten)
      await scene('AC-B04 fewer users, but not fewer than are listed', (visit) =>
        lowersToThoseListed(visit, year, ten),
      );
    await sold('May is ten days old', () => year.to('2027-05-11'));
    if (ten)
      await scene('AC-B04 those who joined meanwhile keep their seats', (visit) =>
        keepsThoseListed(visit, year, ten),
      );
    if (twelve) {
      await scene('AC-B05 plan and number in one confirmation', (visit) => mixesParts(visit, year, twelve));
      await scene('AC-B07 the part that staff do is named', (visit) => namesWhatStaffDo(visit, year, twelve));
    }
    await course(stage, year);
  } finally {
    await browser.close();
  }
}
