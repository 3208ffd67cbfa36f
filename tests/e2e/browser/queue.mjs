// The desk and the portal side by side: a customer asks, staff look, offer and decide, and each window shows what the
// other one did. By the keyboard alone where that is how staff work.
import { Shop } from '../http/shop.mjs';
import { holds, includes, same } from '../lib/check.mjs';
import { test } from '../lib/runner.mjs';
import { sideBySide } from './side_by_side.mjs';
import { desktop } from './stage.mjs';

const small = { width: 320, height: 640 };
const larger = { width: 400, height: 800 };

const words = {
  fr: { ask: 'Repasser au mois, s’il vous plaît.', offer: 'Deux places de plus au même prix ?' },
  en: { ask: 'Back to months, please.', offer: 'Two more seats at your price?' },
};

/** A customer of Beesbusy with a year of ten users, who asked for months. */
async function asked(shop, language, name) {
  const customer = await shop.customer({ name, language });
  await shop.subscribe(customer, { set: { plan: 'business', cycle: 'year', quantities: { user: 10 } } });
  const owner = await shop.person(customer);
  const wanted = { type: 'reduction', set: { cycle: 'month' }, message: words[language].ask };
  const { body: request } = await owner.post('/v1/requests', wanted, { expect: 201 });
  return { customer, owner, request };
}

async function looksGood(visit, name) {
  await visit.settled();
  await visit.accessible(name);
  await visit.fits(name);
  await visit.shot(`desk-${name.replaceAll(' ', '-')}`);
}

const openDesk = async (visit, path = '/desk/requests') => {
  await visit.open(visit.demo.vendors.Beesbusy.staff);
  await visit.open(path);
  await visit.settled();
};

/** The next element that Tab reaches which fits, without touching the mouse. */
async function tabTo(visit, selector, most = 80) {
  for (let press = 0; press < most; press += 1) {
    await visit.page.keyboard.press('Tab');
    if (await visit.page.evaluate((chosen) => document.activeElement?.matches(chosen), selector)) return;
  }
  throw new Error(`Tab does not reach ${selector}`);
}

async function isWorkedByKeys(stage, language) {
  const shop = new Shop(stage.demo, 'Beesbusy');
  const name = `Clavier ${language} ${Date.now()}`;
  const { request } = await asked(shop, language, name);
  const second = await asked(shop, language, name);
  await stage.scenario({ language, viewport: desktop }, async (visit) => {
    await openDesk(visit);
    await looksGood(visit, `queue ${language}`);
    await tabTo(visit, '[name=search]');
    await visit.page.keyboard.type(`${name} ja?`);
    same(await visit.locate('dialog[open]').count(), 0, 'no key acts while somebody types');
    for (let i = 0; i < 4; i += 1) await visit.page.keyboard.press('Backspace');
    await visit.page.waitForURL(/search=Clavier/);
    await visit.locate('.queue-table tbody tr').nth(1).waitFor();
    await visit.settled();
    same(await visit.locate('.queue-table tbody tr').count(), 2, 'found by how the name begins');
    await visit.page.evaluate(() => document.activeElement?.blur());
    await visit.page.keyboard.press('?');
    await visit.locate('dialog[open] kbd').first().waitFor();
    await looksGood(visit, `keys ${language}`);
    await visit.page.keyboard.press('Escape');
    const at = () =>
      visit.page.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('data-request'));
    await visit.page.keyboard.press('j');
    same(await at(), request.id, 'the most urgent first');
    await visit.page.keyboard.press('j');
    same(await at(), second.request.id, 'then the next');
    await visit.page.keyboard.press('j');
    same(await at(), second.request.id, 'no further than the last');
    await visit.page.keyboard.press('ArrowUp');
    same(await at(), request.id, 'and back');
    await visit.page.keyboard.press('a');
    await visit.locate(`[data-request="${request.id}"] .queue-who`).waitFor();
    const { body: taken } = await shop.api.get(`/v1/requests/${request.id}`);
    same([taken.state, Boolean(taken.assignee)], ['acknowledged', true], 'taken by one key');
    await visit.locate('.toast').waitFor();
    await visit.page.keyboard.press('Enter');
    await visit.page.waitForURL(`**/desk/requests/${request.id}`);
    await visit.locate('#decision').waitFor();
    await looksGood(visit, `request ${language}`);
    await visit.page.goBack();
    await visit.locate('.queue-table').waitFor();
    includes(visit.page.url(), 'search=Clavier', 'the filter is in the address');
  });
}

async function isFilteredAndKept(stage, language) {
  const shop = new Shop(stage.demo, 'Beesbusy');
  await asked(shop, language, `Vue ${Date.now()}`);
  await stage.scenario({ language, viewport: desktop }, async (visit) => {
    await openDesk(visit, '/desk/requests?assignee=nobody');
    same(
      await visit.locate('.queue-tab[aria-current=page]').count(),
      1,
      'the address says which requests are shown',
    );
    holds((await visit.locate('.queue-take').count()) > 0, 'there are some to take');
    await visit.locate('.queue-views button').first().click();
    await visit.locate('dialog [name=view-name]').fill('À prendre');
    await visit.locate('dialog [type=submit]').click();
    await visit.locate('.queue-view[aria-current=page]').waitFor();
    await looksGood(visit, `view ${language}`);
    await visit.open('/desk/requests');
    await visit.settled();
    await visit.locate('.queue-view').first().click();
    await visit.page.waitForURL(/assignee=nobody/);
    await visit.settled();
    await visit.locate('.queue-views button').last().click();
    await visit.locate('.queue-view').first().waitFor({ state: 'detached' });
    await visit.open('/desk/requests?search=nobody-is-called-so');
    await visit.locate('.empty').waitFor();
    await looksGood(visit, `empty ${language}`);
    await visit.locate('.empty a').click();
    await visit.locate('.queue-table').waitFor();
  });
}

async function isOfferedAndAccepted(stage, language, screens) {
  const shop = new Shop(stage.demo, 'Beesbusy');
  const { customer, request } = await asked(shop, language, `Offre ${Date.now()}`);
  const { body: link } = await shop.api.post(
    '/v1/portal-links',
    { customer: customer.id, member: customer.owner.id },
    { expect: 201 },
  );
  await sideBySide(
    stage,
    { language, viewport: screens.desk },
    { language, viewport: screens.portal },
    async (desk, portal) => {
      await openDesk(desk, `/desk/requests/${request.id}`);
      await portal.open(link.url);
      await portal.open(`/portal/requests/${request.id}`);
      await portal.settled();
      // Staff note something that the customer never reads.
      await desk.locate('[name=note]').fill('Chiffre d’affaires en baisse.');
      await desk.locate('.desk-notes [type=submit]').click();
      await desk.locate('.desk-note').waitFor();
      // They offer something else.
      await desk.locate('section .disclosure summary').first().click();
      await desk.locate('[name=proposal-user]').fill('12');
      await desk.locate('[name=proposal-cycle]').selectOption('');
      await desk.locate('[name=proposal-text]').fill(words[language].offer);
      const { body: clock } = await shop.api.get('/v1/demo/clock');
      await desk.locate('[name=proposal-until]').fill(clock.today);
      await looksGood(desk, `proposing ${language} ${screens.desk.width}`);
      await desk.locate('[name=proposal-text]').press('Tab');
      await desk.page.keyboard.press('Enter');
      await desk.locate('#take-back').waitFor();
      await looksGood(desk, `proposed ${language} ${screens.desk.width}`);
      // The customer reads it, adds a file, and accepts.
      await portal.page.reload();
      await portal.locate('#accept-proposal').waitFor();
      includes(
        await portal.text('[aria-labelledby=proposal]'),
        words[language].offer.slice(0, 12),
        'the words of staff',
      );
      holds(!(await portal.text('main')).includes('Chiffre'), 'a note is staff’s');
      await portal.locate('[name=attachment]').setInputFiles({
        name: 'bon.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('bon pour accord\n'),
      });
      await portal.locate('.attachment a').waitFor();
      await looksGood(portal, `proposal ${language} ${screens.portal.width}`);
      const due = (await shop.api.get(`/v1/requests/${request.id}`)).body.proposals[0].effect_today
        .due_now_total;
      await portal.locate('#accept-proposal').focus();
      await portal.page.keyboard.press('Enter');
      await portal.locate('.toast').waitFor();
      await portal.locate('#accept-proposal').waitFor({ state: 'detached' });
      await looksGood(portal, `accepted ${language} ${screens.portal.width}`);
      same((await shop.subscription(customer)).quantities.user, 12, 'carried out');
      holds(
        (await shop.invoices(customer)).some((one) => one.total === due),
        'what was read is what is billed',
      );
      // Staff see the end of it, and the file.
      await desk.page.reload();
      await desk.locate('.attachment a').waitFor();
      same(await desk.locate('#decision').count(), 1, 'the decision is told');
      same(await desk.locate('[aria-labelledby=decision] button').count(), 0, 'and is made once');
      await looksGood(desk, `applied ${language} ${screens.desk.width}`);
    },
  );
}

async function isTakenBackMeanwhile(stage, language) {
  const shop = new Shop(stage.demo, 'Beesbusy');
  const { customer, request } = await asked(shop, language, `Retrait ${Date.now()}`);
  const { body: link } = await shop.api.post(
    '/v1/portal-links',
    { customer: customer.id, member: customer.owner.id },
    { expect: 201 },
  );
  const { body: clock } = await shop.api.get('/v1/demo/clock');
  await sideBySide(
    stage,
    { language, viewport: larger },
    { language, viewport: small },
    async (desk, portal) => {
      await shop.api.post(`/v1/requests/${request.id}/proposal`, {
        text: words[language].offer,
        until: clock.today,
        set: { quantities: { user: 12 } },
      });
      await openDesk(desk, `/desk/requests/${request.id}`);
      await portal.open(link.url);
      await portal.open(`/portal/requests/${request.id}`);
      await portal.locate('#accept-proposal').waitFor();
      await desk.locate('#take-back').click();
      await desk.locate('.toast').waitFor();
      // The customer's page hears of it by itself: there is nothing left to accept.
      await portal.locate('#accept-proposal').waitFor({ state: 'detached' });
      same((await shop.subscription(customer)).quantities.user, 10, 'nothing happened');
      // Declined with a ready answer, edited before it is sent.
      await desk.locate('[name=decline-template]').selectOption({ index: 1 });
      const ready = await desk.locate('[name=reason]').inputValue();
      holds(ready.length > 20, 'a ready answer');
      await desk.locate('[name=reason]').fill(`${ready} – 2027`);
      await looksGood(desk, `declining ${language}`);
      await desk.locate('[aria-labelledby=decision] .button-danger').click();
      await desk.locate('[aria-labelledby=decision] .button-danger').waitFor({ state: 'detached' });
      await portal.page.reload();
      await portal.settled();
      includes(await portal.text('main'), '– 2027', 'the customer reads why');
      await looksGood(portal, `declined ${language}`);
    },
  );
}

async function fitsAPhone(stage, language) {
  for (const viewport of [small, larger])
    await stage.scenario({ language, viewport }, async (visit) => {
      await openDesk(visit);
      await visit.locate('.queue-table').waitFor();
      await looksGood(visit, `queue ${language} ${viewport.width}`);
      await visit.locate('.queue-link').first().click();
      await visit.locate('#details').waitFor();
      await looksGood(visit, `request ${language} ${viewport.width}`);
    });
}

export async function queue(stage) {
  for (const language of ['fr', 'en']) {
    const screens = language === 'fr' ? { desk: desktop, portal: small } : { desk: larger, portal: desktop };
    await test(`queue: the queue is worked through by the keyboard alone (${language})`, () =>
      isWorkedByKeys(stage, language));
    await test(`queue: filters are in the address, and kept as views (${language})`, () =>
      isFilteredAndKept(stage, language));
    await test(`queue: staff offer something else, and the customer accepts it (${language})`, () =>
      isOfferedAndAccepted(stage, language, screens));
    await test(`queue: a proposal is taken back while the customer reads it (${language})`, () =>
      isTakenBackMeanwhile(stage, language));
    await test(`queue: the queue on a phone (${language})`, () => fitsAPhone(stage, language));
  }
}
