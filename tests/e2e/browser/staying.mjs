// Changes that do not happen, or not wholly: a card that is declined, a number that people already use.
import { execFileSync } from 'node:child_process';
import { cards } from '../http/shop.mjs';
import { holds, includes, matches, same } from '../lib/check.mjs';
import { fillCard } from './shopping.mjs';

const due = '[data-testid=due-now]';
const next = '[data-testid=next-invoice]';

/** How many people are on the list, written where the list of users will write it. */
export function list(demo, customer, item, count) {
  const [id, code] = [customer.id, item].map((text) => `'${text.replaceAll("'", "''")}'`);
  execFileSync('sqlite3', [
    '-cmd',
    '.timeout 5000',
    demo.store,
    `BEGIN IMMEDIATE;
     INSERT INTO number_sum (vendor, figure, currency, about, month, amount, count)
     SELECT customer.vendor, 'units.used', '', ${code}, '', ${Number(count)} - COALESCE(assigned_quantity.count, 0), 0
     FROM customer
     LEFT JOIN assigned_quantity ON assigned_quantity.vendor = customer.vendor
       AND assigned_quantity.customer = customer.id AND assigned_quantity.item = ${code}
     WHERE customer.id = ${id}
     ON CONFLICT (vendor, figure, currency, about, month) DO UPDATE
     SET amount = number_sum.amount + excluded.amount;
     INSERT INTO assigned_quantity (vendor, customer, item, count)
     SELECT vendor, id, ${code}, ${Number(count)} FROM customer WHERE id = ${id}
     ON CONFLICT (vendor, customer, item) DO UPDATE SET count = excluded.count;
     COMMIT;`,
  ]);
}

export async function isDeclinedThenPays(visit, year, customer) {
  const before = await year.live('Workstaff', customer);
  const charged = await year.charges('Workstaff', customer);
  await year.open(visit, 'Workstaff', customer);
  await visit.locate('.compare [data-plan=max] a').click();
  await visit.locate('#item-worker').waitFor();
  await visit.locate('#item-worker').fill('60');
  await visit.locate('#item-worker').blur();
  await visit.shows(due, '127,43');
  await visit.locate('.checkout-bar .button').click();
  await visit.page.waitForURL('**/checkout/billing');
  await visit.shows(due, '127,43');
  await visit.locate('.checkout-bar .button').click();
  await visit.page.waitForURL(`${visit.demo.bankBase}/**`);
  await fillCard(visit, cards.declined);
  await visit.page.waitForURL('**/checkout/failed**');
  await visit.settled();
  const told = await visit.text('main');
  for (const text of ['127,43', '0002']) includes(told, text, 'AC-W10 what was declined');
  await visit.accessible('a declined change');
  await visit.fits('a declined change');
  await visit.shot('fr-desktop-77-change-declined');
  const still = await year.live('Workstaff', customer);
  same([still.plan, still.quantities], [before.plan, before.quantities], 'AC-W10 nothing changed');
  same(await year.charges('Workstaff', customer), charged, 'AC-W10 no document remains');
  const { body } = await year.shops.Workstaff.api.get(`${customer.at}/entitlements`);
  same(body.features.clock_in_out ?? false, false, 'AC-W10 entitlements stay');
  await visit.locate('main a.button-primary').click();
  await visit.page.waitForURL('**/checkout/billing**');
  await visit.shows(due, '127,43');
  await visit.locate('.checkout-bar .button').click();
  await visit.page.waitForURL(`${visit.demo.bankBase}/**`);
  await fillCard(visit, cards.good);
  await visit.page.waitForURL('**/checkout/success**');
  await visit.settled();
  const now = await year.live('Workstaff', customer);
  same(
    [now.plan, now.quantities],
    ['max', { manager: 4, worker: 60 }],
    'AC-W10 paid by another card',
  );
  const invoices = (await year.shops.Workstaff.invoices(customer)).filter(
    (one) => one.total === '127.43',
  );
  same(
    invoices.map((one) => one.status),
    ['paid'],
    'AC-W10 charged exactly once',
  );
}

async function wants(visit, count) {
  await visit.locate('#item-user').fill(String(count));
  await visit.locate('#item-user').blur();
  await visit.settled();
}

export async function lowersToThoseListed(visit, year, customer) {
  list(year.demo, customer, 'user', 11);
  await year.open(visit, 'Beesbusy', customer);
  await wants(visit, 10);
  await visit.locate('.page .banner-warning').first().waitFor();
  const refusal = await visit.text('.page .banner-warning');
  matches(refusal, /\b11\b/, `AC-B04 the number that is listed: ${refusal}`);
  holds(await visit.locate('#confirm').isDisabled(), 'AC-B04 below the list nothing is confirmed');
  await visit.accessible('fewer than are listed');
  await visit.shot('fr-desktop-78-below-the-list');
  await wants(visit, 12);
  await visit.shows(next, '142,56');
  matches(await visit.text('.summary-panel'), /1er mai 2027/, 'AC-B04 from the end of the period');
  await visit.locate('#confirm').click();
  await visit.locate('.page .banner-good').waitFor();
  await visit.settled();
  const planned = await year.live('Beesbusy', customer);
  same(
    [planned.quantities.user, planned.scheduled.map((one) => [one.on, one.set.quantities.user])],
    [14, [['2027-05-01', 12]]],
    'AC-B04 it waits for the end of the period',
  );
  await visit.shot('fr-desktop-79-planned');
  list(year.demo, customer, 'user', 13);
}

export async function keepsThoseListed(visit, year, customer) {
  const now = await year.live('Beesbusy', customer);
  same([now.quantities.user, now.scheduled], [13, []], 'AC-B04 held at those listed');
  const invoices = await year.shops.Beesbusy.invoices(customer);
  same(
    invoices
      .filter((one) => one.issued_on === '2027-05-01')
      .map((one) => [one.reason, one.status, one.total]),
    [['renewal', 'paid', '154.44']],
    'AC-B04 the invoice of those listed',
  );
  await year.open(visit, 'Beesbusy', customer);
  const told = await visit.text('.page .banner-info');
  for (const text of ['1er mai 2027', '12 utilisateurs', '13 utilisateurs'])
    includes(told, text, 'AC-B04 the administrator is told on the page');
  await visit.accessible('a reduction that stopped');
  await visit.fits('a reduction that stopped');
  const { body } = await year.shops.Beesbusy.api.get(`/v1/events?customer=${customer.id}`);
  const clamped = body.data.find((one) => one.type === 'subscription.change_clamped');
  holds(clamped !== undefined, 'AC-B04 the administrator is told');
  await visit.shot('fr-desktop-80-held');
}
