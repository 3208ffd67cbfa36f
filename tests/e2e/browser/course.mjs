// What takes more than a click: a pause that staff decide and time ends, a change taken back, another card,
// a year instead of months. Each in one language on a desktop and in the other on a phone.

import { order as agoraOrder, cards } from '../http/shop.mjs';
import { holds, includes, matches, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { fillCard } from './shopping.mjs';
import { desktop, phone } from './stage.mjs';

const due = '[data-testid=due-now]';
const sets = {
  Workstaff: { plan: 'pro', cycle: 'month', quantities: { manager: 4, worker: 55 } },
  Agorapulse: agoraOrder,
  Beesbusy: { plan: 'business', cycle: 'month', quantities: { user: 12 } },
};
const screens = { fr: { language: 'fr', viewport: desktop }, en: { language: 'en', viewport: phone } };
const crossed = { fr: { language: 'fr', viewport: phone }, en: { language: 'en', viewport: desktop } };

/** Digits alone: "2 292,19 €" and "€2,292.19" are the same amount. */
const digits = (text) => text.replace(/\D/g, '');

const staffOf = (year, vendor) => signIn(year.demo, year.demo.vendors[vendor].staff);

async function sell(year, vendor, language) {
  const shop = year.shops[vendor];
  if (vendor !== 'Workstaff') {
    const customer = await shop.customer({ language });
    await shop.subscribe(customer, { set: sets[vendor] });
    return customer;
  }
  const address = {
    line1: "250 rue de l'Exemple",
    postal_code: 'H2X 0A1',
    city: 'Montréal',
    region: 'QC',
  };
  const customer = await shop.customer({ country: 'CA', name: 'Événements Boréal', language, address });
  const caller = await staffOf(year, vendor);
  await shop.confirm(customer, { set: sets[vendor], payWith: 'transfer', caller });
  return customer;
}

/** Looks at the page as everybody may meet it. */
async function looksGood(visit, name) {
  await visit.settled();
  await visit.accessible(name);
  await visit.fits(name);
  await visit.shot(`course-${name.replaceAll(' ', '-')}-${Date.now() % 100000}`);
}

async function asksForAPause(visit, year, customer) {
  await year.open(visit, 'Workstaff', customer);
  await visit.locate('#act-pause').click();
  await visit.locate('[name=from]').waitFor();
  same(await visit.locate('[name=from]').inputValue(), '2027-07-01', 'a pause begins with the next period');
  await visit.locate('[name=to]').fill('2027-09-01');
  await visit.locate('.page textarea').fill('summer');
  await looksGood(visit, 'asking for a pause');
  await visit.locate('.page form button[type=submit]').click();
  await visit.locate('.page .banner-good').waitFor();
  same((await year.live('Workstaff', customer)).pause, null, 'AC-W11 nothing before staff decide');
}

/** Staff find the request among the open ones and open it. */
async function atTheDesk(visit, year, vendor, customer) {
  await visit.open(year.demo.vendors[vendor].staff);
  await visit.open('/desk/requests');
  await visit.settled();
  const { body } = await year.shops[vendor].api.get(`/v1/requests?customer=${customer.id}`);
  const [request] = body.data;
  await visit.locate(`a[href="/desk/requests/${request.id}"]`).first().click();
  await visit.locate('#decision').waitFor();
  await visit.settled();
  return request;
}

async function decidesThePause(visit, year, customer) {
  const request = await atTheDesk(visit, year, 'Workstaff', customer);
  same(
    [await visit.locate('[name=from]').inputValue(), await visit.locate('[name=to]').inputValue()],
    ['2027-07-01', '2027-09-01'],
    'the desk shows the days that were asked for',
  );
  same(await visit.locate('[name=on]').count(), 0, 'a pause has a period, not a day');
  await visit.locate('[name=to]').fill('2027-10-01');
  await visit.locate('[aria-labelledby=decision] textarea').fill('As agreed: back in October.');
  await looksGood(visit, 'deciding a pause');
  await visit.locate('[aria-labelledby=decision] .button-primary').click();
  await visit.locate('.toast').waitFor();
  await visit.settled();
  same(await visit.locate('[aria-labelledby=decision] .button-primary').count(), 0, 'it is decided once');
  const { pause } = await year.live('Workstaff', customer);
  same([pause.from, pause.to, pause.running], ['2027-07-01', '2027-10-01', false], 'AC-W11 as confirmed');
  return request;
}

async function seesThePauseComing(visit, year, customer) {
  await year.open(visit, 'Workstaff', customer);
  const days = await visit
    .locate('.calendar time')
    .evaluateAll((all) => all.map((one) => one.getAttribute('datetime')));
  holds(
    ['2027-07-01', '2027-10-01'].every((day) => days.includes(day)),
    `AC-W11 the calendar has both days: ${days}`,
  );
  const renewal = await visit.locate('.facts time, .facts dd').allInnerTexts();
  holds(!renewal.join(' ').match(/juillet|July/), `no renewal within the pause: ${renewal}`);
  await looksGood(visit, 'a pause to come');
}

async function isPaused(visit, year, customer) {
  const now = await year.live('Workstaff', customer);
  same([now.state, now.pause.running], ['paused', true], 'AC-W11 on the first day');
  await year.open(visit, 'Workstaff', customer);
  same(await visit.locate('.page a[href^="/portal/checkout"]').count(), 0, 'nothing to order meanwhile');
  await looksGood(visit, 'a running pause');
  await visit.open('/portal');
  await looksGood(visit, 'home while paused');
}

async function isBackByItself(visit, year, customer, before) {
  const now = await year.live('Workstaff', customer);
  same(
    [now.state, now.pause, now.period],
    ['active', null, ['2027-10-01', '2027-11-01']],
    'AC-W11 on the last day',
  );
  const invoices = await year.shops.Workstaff.invoices(customer);
  same(
    invoices.filter((one) => one.issued_on >= '2027-07-01').map((one) => [one.issued_on, one.total]),
    [['2027-10-01', '343.03']],
    'AC-W11 nothing was billed for the pause',
  );
  same(invoices.length, before + 1, 'AC-W11 one more invoice than before');
  await year.open(visit, 'Workstaff', customer, '/portal/invoices');
  includes((await visit.text('main')).replace(/\D/g, ' '), '343 03', 'the invoice is listed');
  await year.open(visit, 'Workstaff', customer);
  await looksGood(visit, 'back from a pause');
}

async function lower(visit, item, count) {
  await visit.locate(`#item-${item}`).fill(String(count));
  await visit.locate(`#item-${item}`).blur();
  await visit.locate(due).waitFor();
  await visit.settled();
  await visit.locate('#confirm').click();
}

async function takesAChangeBack(visit, year, vendor, customer) {
  const atOnce = vendor === 'Beesbusy';
  const [item, count] = atOnce ? ['user', 10] : ['manager', 3];
  await year.open(visit, vendor, customer, atOnce ? '/portal/subscription' : '/portal/checkout/summary');
  await lower(visit, item, count);
  if (atOnce) await visit.locate('.page .banner-good').waitFor();
  else await visit.page.waitForURL('**/checkout/success**');
  const planned = await year.live(vendor, customer);
  same(planned.scheduled[0].set.quantities, { [item]: count }, 'what waits for its day');
  await visit.open('/portal/subscription');
  await visit.locate('.calendar-undo').click();
  await visit.locate('dialog .button-primary').waitFor();
  await looksGood(visit, 'taking a change back');
  await visit.locate('dialog .button-primary').click();
  await visit.locate('.calendar-undo').waitFor({ state: 'detached' });
  same((await year.live(vendor, customer)).scheduled, [], 'nothing waits any more');
  await visit.locate('.toast button').first().click();
  await visit.locate('.calendar-undo').waitFor();
  same((await year.live(vendor, customer)).scheduled.length, 1, 'taking back is taken back too');
}

async function replacesTheCard(visit, year, vendor, customer) {
  await year.open(visit, vendor, customer, '/portal/payment-method');
  includes(await visit.text('.page'), '4242', 'the card one has');
  await looksGood(visit, 'payment methods');
  await visit.locate('#replace-card').click();
  await visit.page.waitForURL(`${visit.demo.bankBase}/**`);
  await visit.fits("the bank's page for a new card");
  await fillCard(visit, cards.mastercard);
  await visit.page.waitForURL('**/portal/payment/return**');
  await visit.locate('.page .banner-good').waitFor();
  await looksGood(visit, 'a new card');
  const { body } = await year.shops[vendor].api.get(`${customer.at}/payment-methods`);
  same(
    body.data.filter((one) => one.is_default).map((one) => one.last4),
    ['4444'],
    'what the next invoices are paid with',
  );
  await visit.open('/portal/payment-method');
  await visit.settled();
  includes(await visit.text('.page .item:has(.badge)'), '4444', 'the page says so');
}

async function goesAnnual(visit, year, vendor, customer) {
  const atOnce = vendor === 'Beesbusy';
  await year.open(visit, vendor, customer, atOnce ? '/portal/subscription' : '/portal/checkout/summary');
  await visit.locate('.cycle-choice input[value=year]').check();
  await visit.locate(due).waitFor();
  await looksGood(visit, `annual at ${vendor}`);
  const shown = digits(await visit.text(due));
  if (atOnce) {
    await visit.locate('#confirm').click();
    await visit.locate('.page .banner-good').waitFor();
  } else {
    await visit.locate('.checkout-bar .button').click();
    await visit.page.waitForURL('**/checkout/billing');
    await visit.locate(due).waitFor();
    await visit.settled();
    await visit.locate('.checkout-bar .button').click();
    if (vendor === 'Workstaff') {
      await visit.page.waitForURL(`${visit.demo.bankBase}/**`);
      await fillCard(visit, cards.good);
    }
    await visit.page.waitForURL('**/checkout/success**');
  }
  await looksGood(visit, `annual bought at ${vendor}`);
  const live = await year.live(vendor, customer);
  same([live.cycle, live.period], ['year', ['2027-06-20', '2028-06-20']], 'a year from today');
  const [newest] = await year.shops[vendor].invoices(customer);
  same(digits(newest.total), shown, 'what was read is what was paid');
}

/** A reduction that the owner asked for, which staff plan for a day of their choice. */
async function plansAReduction(visit, year, customer) {
  const owner = await year.shops.Beesbusy.person(customer);
  const wanted = { type: 'reduction', set: { cycle: 'month' }, message: 'Monthly again, please.' };
  await owner.post('/v1/requests', wanted, { expect: 201 });
  await atTheDesk(visit, year, 'Beesbusy', customer);
  same(await visit.locate('[name=from], [name=to]').count(), 0, 'a reduction has a day, not a period');
  matches(await visit.text('.desk-compare'), /Mensuelle|Monthly/, 'what is wanted is said in words');
  await visit.locate('[name=on]').fill('2028-06-20');
  await visit.locate('[aria-labelledby=decision] textarea').fill('Planned for the end of the year.');
  await looksGood(visit, 'deciding a reduction');
  await visit.locate('[aria-labelledby=decision] .button-primary').click();
  await visit.locate('.toast').waitFor();
  await visit.settled();
  const { scheduled, cycle } = await year.live('Beesbusy', customer);
  same([cycle, scheduled.map((one) => one.on)], ['year', ['2028-06-20']], 'planned for that day');
}

export async function course(stage, year) {
  const scene = (name, screen, body) =>
    test(`changing: ${name} (${screen.language}, ${screen.viewport.width} px)`, () =>
      stage.scenario(screen, body));
  const customers = {};
  await test('changing: June begins with customers of every vendor', async () => {
    await year.to('2027-06-01');
    for (const vendor of Object.keys(sets))
      for (const language of ['fr', 'en'])
        customers[`${vendor} ${language}`] = [
          await sell(year, vendor, language),
          await sell(year, vendor, language),
        ];
    await year.to('2027-06-20');
  });
  const of = (vendor, language, at = 0) => customers[`${vendor} ${language}`]?.[at];
  if (!of('Beesbusy', 'en', 1)) return;
  const invoices = {};
  for (const language of ['fr', 'en']) {
    const paused = of('Workstaff', language);
    invoices[language] = (await year.shops.Workstaff.invoices(paused)).length;
    await scene('AC-W11 a pause is asked for', screens[language], (visit) =>
      asksForAPause(visit, year, paused),
    );
    await scene('AC-W11 staff decide it with other days', crossed[language], (visit) =>
      decidesThePause(visit, year, paused),
    );
    await scene('AC-W11 the pause is foreseen', crossed[language], (visit) =>
      seesThePauseComing(visit, year, paused),
    );
  }
  for (const [vendor, screen] of [
    ['Beesbusy', screens.fr],
    ['Workstaff', screens.en],
  ])
    await scene(`${vendor}: a planned change is taken back, and that too`, screen, (visit) =>
      takesAChangeBack(visit, year, vendor, of(vendor, screen.language, 1)),
    );
  for (const [vendor, screen] of [
    ['Agorapulse', screens.fr],
    ['Beesbusy', screens.en],
  ])
    await scene(`${vendor}: another card takes the place of the first`, screen, (visit) =>
      replacesTheCard(visit, year, vendor, of(vendor, screen.language, 1)),
    );
  for (const [vendor, screen] of [
    ['Workstaff', crossed.fr],
    ['Agorapulse', screens.en],
    ['Agorapulse', screens.fr],
    ['Beesbusy', crossed.en],
    ['Beesbusy', crossed.fr],
  ])
    await scene(`${vendor}: from months to a year`, screen, (visit) =>
      goesAnnual(visit, year, vendor, of(vendor, screen.language, vendor === 'Workstaff' ? 1 : 0)),
    );
  await scene('staff plan a reduction for a day', crossed.en, (visit) =>
    plansAReduction(visit, year, of('Beesbusy', 'en')),
  );
  await scene('staff plan a reduction for a day', crossed.fr, (visit) =>
    plansAReduction(visit, year, of('Beesbusy', 'fr')),
  );
  await test('changing: the pause begins', () => year.to('2027-07-01'));
  for (const language of ['fr', 'en'])
    await scene('AC-W11 a running pause', screens[language], (visit) =>
      isPaused(visit, year, of('Workstaff', language)),
    );
  await test('changing: the pause ends by itself', () => year.to('2027-10-01'));
  for (const language of ['fr', 'en'])
    await scene('AC-W11 back without anybody doing anything', crossed[language], (visit) =>
      isBackByItself(visit, year, of('Workstaff', language), invoices[language]),
    );
}
