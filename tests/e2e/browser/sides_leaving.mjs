// Leaving by way of the team: a year that holds until its end, and a month that ends with itself.
import { cards } from '../http/shop.mjs';
import { holds, includes, matches, same } from '../lib/check.mjs';
import { test } from '../lib/runner.mjs';
import { accept, accepts, decision, looksGood, sellPro } from './side_by_side.mjs';

const words = {
  fr: {
    end: '11 avril 2028',
    running: 'Votre engagement court encore. Ce sera possible à partir du 11 avril 2028.',
    instead: 'Demandez dès maintenant que votre abonnement ne soit pas renouvelé',
    leaving: 'Nous arrêtons après cette saison.',
    applied: 'Appliquée',
    season: 'La saison est finie.',
    noRefund: 'ne remboursera pas les montants déjà encourus',
    send: 'Envoyer la demande de résiliation',
    from: 'Prend effet le 1er juin 2027',
    lastDay: '31 mai 2027',
  },
  en: {
    end: '11 April 2028',
    running: 'Your commitment is still running. This is possible from 11 April 2028.',
    instead: 'Ask now that your subscription is not renewed',
    leaving: 'We stop after this season.',
    applied: 'Done',
    season: 'Our season is over.',
    noRefund: 'does not refund charges already made',
    send: 'Send the cancellation request',
    from: 'Takes effect on 1 June 2027',
    lastDay: '31 May 2027',
  },
};

const shopOf = (town) => town.shops.Workstaff;
const live = (town, customer) => shopOf(town).subscription(customer);

/** From Pro by the month to a year of Max, which commits. */
export async function goesAnnual(town, customer) {
  const shop = shopOf(town);
  const { body } = await shop.confirm(customer, {
    set: { plan: 'max', cycle: 'year' },
    caller: await shop.person(customer),
  });
  if (body.redirect_url) await shop.bank.card(body.redirect_url, cards.good);
  await shop.applied(customer, body);
  const now = await live(town, customer);
  same(
    [now.plan, now.cycle, now.period, now.commitment_end],
    ['max', 'year', ['2027-04-11', '2028-04-11'], '2028-04-11'],
    'AC-W12 a year that commits',
  );
  const [invoice] = await shop.invoices(customer);
  same([invoice.total, invoice.status], ['4941.36', 'paid'], 'AC-W08 what the year costs');
}

async function refusesByApi(town, customer, language) {
  const shop = shopOf(town);
  const owner = await shop.person(customer);
  for (const set of [{ pause: { from: '2027-09-01', to: '2027-10-01' } }, { cancel: true }]) {
    const { body: read } = await owner.post(`${customer.at}/subscription/preview`, { set }, { key: null });
    const { body } = await owner.post(
      `${customer.at}/subscription/changes`,
      { set, fingerprint: read.fingerprint, pay_with: '', return_url: '/portal/checkout/return' },
      { expect: 422, headers: { 'Accept-Language': language } },
    );
    same([body.code, body.possible_from], ['commitment_active', '2028-04-11'], 'AC-W12 by the API');
    same(body.detail, words[language].running, 'AC-W12 the day in the message');
  }
  same(await town.requests('Workstaff', customer), [], 'AC-W12 nothing was asked for by that');
}

async function asksNotToRenew(portal, language) {
  for (const act of ['pause', 'cancel']) {
    await portal.open('/portal/subscription');
    await portal.locate(`#act-${act}`).click();
    await portal.locate('.page .banner-warning').waitFor();
    await portal.settled();
    includes(await portal.text('.page .banner-warning'), words[language].running, `AC-W12 ${act}`);
    same(await portal.locate('#act-confirm').count(), 0, `AC-W12 nothing to confirm for ${act}`);
    includes(await portal.text('[aria-labelledby=ask]'), words[language].instead, 'AC-W12 what is offered');
    await looksGood(portal, `committed ${act} ${language}`);
  }
  await portal.locate('.page textarea').fill(words[language].leaving);
  await portal.locate('.page form button[type=submit]').click();
  await portal.locate('.page .banner-good').waitFor();
  await portal.locate('.page .banner-good + .row .button-secondary').click();
  await portal.locate('#withdraw').waitFor();
  await portal.settled();
}

async function isNotRenewed(town, customer, language) {
  await refusesByApi(town, customer, language);
  await town.beside(language, 'Workstaff', customer, async (desk, portal) => {
    await asksNotToRenew(portal, language);
    await looksGood(portal, `not to renew ${language}`);
    const request = await town.pick(desk, 'Workstaff', customer);
    same(
      [request.type, request.set, request.message],
      ['non_renewal', { cancel: true }, words[language].leaving],
      'AC-W12 what reaches the desk',
    );
    const page = await desk.text('main');
    for (const told of [words[language].leaving, words[language].end])
      includes(page, told, 'AC-W12 what staff read');
    await looksGood(desk, `not to renew at the desk ${language}`);
    await accepts(desk);
    await portal.locate(`.page :text("${words[language].applied}")`).first().waitFor();
    const now = await live(town, customer);
    same(
      [now.state, now.renews, now.ends_on, now.next_invoice],
      ['ending', false, '2028-04-11', null],
      'AC-W12 it ends with the commitment',
    );
    await portal.open('/portal/subscription');
    await looksGood(portal, `not renewed ${language}`);
  });
}

async function endsEarlyWithAReason(town, customer, language) {
  const shop = shopOf(town);
  const owner = await shop.person(customer);
  const wish = { type: 'non_renewal', set: { cancel: true }, message: words[language].leaving };
  await owner.post('/v1/requests', wish, { expect: 201 });
  await town.beside(language, 'Workstaff', customer, async (desk, portal) => {
    desk.expect(/\b422\b.*\/decision/);
    const request = await town.pick(desk, 'Workstaff', customer);
    await desk.locate('[name=on]').fill('2027-09-01');
    await desk.locate(accept).click();
    // Told where it is missing, and nowhere else.
    await desk.locate(`${decision} [name=reason][aria-invalid=true]`).waitFor();
    same(await desk.locate(`${decision} .banner-bad`).count(), 0, 'AC-W12 no banner');
    const now = await live(town, customer);
    same([now.state, now.ends_on], ['active', null], 'AC-W12 refused without a reason');
    await looksGood(desk, `override without a reason ${language}`);
    const reason = `The company closes (${language}).`;
    await desk.locate(`${decision} [name=reason]`).fill(reason);
    await accepts(desk);
    const ending = await live(town, customer);
    same([ending.state, ending.ends_on], ['ending', '2027-09-01'], 'AC-W12 with a reason');
    await desk.open(`/desk/audit?customer=${customer.id}`);
    await desk.settled();
    includes(await desk.text('main .timeline'), reason, 'AC-W12 the reason is in the audit trail');
    const staff = await town.staff('Workstaff');
    const { body: log } = await staff.get(`/v1/audit?customer=${customer.id}`);
    holds(
      log.data.some((entry) => entry.reason === reason && entry.subject?.id === request.id),
      'AC-W12 the reason is kept with the request',
    );
    await looksGood(desk, `override in the audit trail ${language}`);
    await portal.open(`/portal/requests/${request.id}`);
    await portal.settled();
    includes(await portal.text('main'), reason, 'the customer reads why');
  });
}

async function asksToCancel(town, customer, language) {
  const before = await live(town, customer);
  await town.beside(language, 'Workstaff', customer, async (desk, portal) => {
    await portal.locate('#act-cancel').click();
    await portal.locate('.page textarea').waitFor();
    await portal.settled();
    const page = await portal.text('.page');
    for (const told of [words[language].noRefund, words[language].from])
      includes(page, told, 'AC-W13 said before it is sent');
    await portal.locate('.page textarea').fill(words[language].season);
    same(await portal.text('.page form button[type=submit]'), words[language].send, 'the label');
    await looksGood(portal, `asking to cancel ${language}`);
    await portal.locate('.page form button[type=submit]').click();
    await portal.locate('.page .banner-good').waitFor();
    const [request] = await town.requests('Workstaff', customer);
    await desk.locate(`a[href="/desk/requests/${request.id}"]`).first().waitFor();
    same(
      [request.type, request.state, request.set, request.message],
      ['cancellation', 'new', { cancel: true }, words[language].season],
      'AC-W13 the request',
    );
    const now = await live(town, customer);
    same([now.state, now.ends_on], [before.state, null], 'AC-W13 nothing before staff decide');
  });
}

async function isCancelled(town, customer, language) {
  await town.beside(language, 'Workstaff', customer, async (desk, portal) => {
    await town.pick(desk, 'Workstaff', customer);
    includes(await desk.text('main'), words[language].season, 'AC-W13 why');
    await looksGood(desk, `deciding a cancellation ${language}`);
    await accepts(desk);
    const now = await live(town, customer);
    same(
      [now.state, now.ends_on, now.next_invoice],
      ['ending', '2027-06-01', null],
      'AC-W13 it ends with the month',
    );
    await portal.open('/portal/subscription');
    await portal.settled();
    includes(await portal.text('main'), words[language].lastDay, 'AC-W13 the last day');
    await looksGood(portal, `cancelled ${language}`);
  });
}

/** What was billed and given back, oldest first. */
async function money(town, customer) {
  const all = await shopOf(town).invoices(customer);
  return all.map((one) => [one.kind, one.issued_on, one.status, one.total, one.paid]).reverse();
}

const paid = [
  ['invoice', '2027-04-01', 'paid', '343.03', '343.03'],
  ['invoice', '2027-05-01', 'paid', '343.03', '343.03'],
];
const unpaid = [['invoice', '2027-05-01', 'open', '343.03', '0.00']];

const access = async (town, customer) =>
  (await shopOf(town).api.get(`${customer.at}/entitlements`)).body.access;

async function hasEnded(town, customer, language, bills) {
  const now = await live(town, customer);
  same([now.state, await access(town, customer)], ['ended', 'none'], 'AC-W13 on the first of June');
  same(await money(town, customer), bills, 'AC-W13 no renewal, no credit note, no refund');
  await town.stage.scenario({ language }, async (visit) => {
    await town.openPortal(visit, 'Workstaff', customer, '/portal/invoices');
    const list = await visit.text('main');
    matches(list, /343[,.]03/, 'AC-W13 the invoice stays');
    same(
      await visit.locate('main a[href$="/pay"]').count(),
      bills === unpaid ? 1 : 0,
      'AC-W13 and stays due where it was not paid',
    );
    await looksGood(visit, `after the end ${language}${bills === unpaid ? ' unpaid' : ''}`);
  });
}

/** Sold in April and May. */
export async function startsLeaving(town) {
  const people = { unpaid: undefined };
  await test('sides: AC-W12, W13 Pro is sold in April', async () => {
    await town.to('2027-04-01');
    for (const language of ['fr', 'en'])
      people[language] = {
        year: await sellPro(town, language, { isPaid: true }),
        early: await sellPro(town, language, { isPaid: true }),
        month: await sellPro(town, language, { isPaid: true }),
      };
  });
  await test('sides: AC-W12 a year of Max is bought on 11 April', async () => {
    await town.to('2027-04-11');
    for (const language of ['fr', 'en'])
      for (const which of ['year', 'early']) await goesAnnual(town, people[language][which]);
  });
  await test('sides: AC-W13 the month renews in May, and another is sold', async () => {
    await town.to('2027-05-01');
    for (const language of ['fr', 'en'])
      same(await money(town, people[language].month), paid, 'AC-W13 renewed and paid');
    people.unpaid = await sellPro(town, 'fr', { isPaid: false });
  });
  return people;
}

/** In May and June, by the month. */
export async function leavesTheMonth(town, people) {
  if (!people.unpaid) return;
  const leaving = [
    ['fr', people.fr.month, paid],
    ['en', people.en.month, paid],
    ['fr', people.unpaid, unpaid],
  ];
  await test('sides: the tenth of May', () => town.to('2027-05-10'));
  for (const [language, customer, bills] of leaving)
    await test(`sides: AC-W13 a cancellation is asked for (${language}, ${bills.at(-1)[2]})`, () =>
      asksToCancel(town, customer, language));
  await test('sides: the twelfth of May', () => town.to('2027-05-12'));
  for (const [language, customer, bills] of leaving)
    await test(`sides: AC-W13 staff carry it out (${language}, ${bills.at(-1)[2]})`, () =>
      isCancelled(town, customer, language));
  await test('sides: AC-W13 on the last day all is open', async () => {
    await town.to('2027-05-31');
    for (const [, customer] of leaving)
      same(
        [(await live(town, customer)).state, await access(town, customer)],
        ['ending', 'full'],
        'AC-W13 on the last day',
      );
  });
  await test('sides: the first of June', () => town.to('2027-06-01'));
  for (const [language, customer, bills] of leaving)
    await test(`sides: AC-W13 it has ended (${language}, ${bills.at(-1)[2]})`, () =>
      hasEnded(town, customer, language, bills));
}

/** In August, during the year. */
export async function staysForTheYear(town, people) {
  if (!people.unpaid) return;
  await test('sides: the first of August', () => town.to('2027-08-01'));
  for (const language of ['fr', 'en']) {
    await test(`sides: AC-W12 a year refuses with its day; not to renew is asked for and granted (${language})`, () =>
      isNotRenewed(town, people[language].year, language));
    await test(`sides: AC-W12 staff end a year early with a reason only (${language})`, () =>
      endsEarlyWithAReason(town, people[language].early, language));
  }
}

/** On the day the year would have renewed. */
export async function endsWithTheYear(town, people) {
  if (!people.unpaid) return;
  await test('sides: AC-W12 the year is over and nothing is renewed', async () => {
    await town.to('2028-04-11');
    for (const language of ['fr', 'en']) {
      const { year, early } = people[language];
      for (const customer of [year, early]) {
        same((await live(town, customer)).state, 'ended', 'AC-W12 ended');
        same(
          (await money(town, customer)).map(([kind, on]) => [kind, on]),
          [
            ['invoice', '2027-04-01'],
            ['invoice', '2027-04-11'],
          ],
          'AC-W12 no renewal, nothing given back',
        );
      }
    }
  });
}
