// What staff do to a customer while the customer looks: shutting out and letting in, and giving money back.
import { holds, includes, same } from '../lib/check.mjs';
import { test } from '../lib/runner.mjs';
import { accept, accepts, decision, looksGood } from './side_by_side.mjs';

const words = {
  fr: {
    begin: 'Bloquer l’accès',
    end: 'Rouvrir l’accès',
    blocked: 'L’accès est bloqué.',
    since: 'L’accès est bloqué depuis le',
    verb: 'L’accès a été bloqué',
    amount: 'Choisissez une facture et un montant supérieur à zéro.',
    reason: 'Indiquez un motif.',
    note: '-41,04 €',
  },
  en: {
    begin: 'Block access',
    end: 'Open access again',
    blocked: 'Access is blocked.',
    since: 'Access is blocked since',
    verb: 'Access was blocked',
    amount: 'Choose an invoice and an amount above zero.',
    reason: 'Give a reason.',
    note: '-€41.04',
  },
};

/** Fills in the reason, reads what it does, and does it. */
async function acts(desk, label, reason) {
  await desk.page.getByRole('button', { name: label }).click();
  await desk.locate('dialog[open] button[type=submit]').click();
  await desk.locate('dialog[open] .field-error').waitFor();
  await desk.locate('dialog[open] [name=reason]').fill(reason);
  await desk.locate('dialog[open] button[type=submit]').click();
  await desk.locate('dialog[open] .act-summary').waitFor();
  await looksGood(desk, `act ${label}`);
  await desk.locate('dialog[open] .button-primary').click();
  await desk.locate('dialog[open]').waitFor({ state: 'detached' });
  await desk.settled();
}

async function isShutOut(town, language) {
  const shop = town.shops.Agorapulse;
  const customer = await shop.customer({ language, name: `Bloqué ${language}` });
  await shop.subscribe(customer);
  const reason = `A stolen card (${language}).`;
  await town.beside(language, 'Agorapulse', customer, async (desk, portal) => {
    portal.expect(/\b40[13]\b/);
    await desk.open(`/desk/customers/${customer.id}`);
    await desk.settled();
    await acts(desk, words[language].begin, reason);
    const banner = await desk.text('main .banner-warning');
    for (const told of [words[language].since, reason]) includes(banner, told, 'the desk says so');
    await looksGood(desk, `blocked at the desk ${language}`);
    same((await shop.api.get(`${customer.at}/block`)).body.blocked, true, 'blocked');
    // Whoever was inside is outside.
    await portal.open('/portal/invoices');
    await portal.locate('.boot h1').waitFor();
    await looksGood(portal, `signed out ${language}`);
    // A new link leads to words, and to somebody who can help.
    const answer = await portal.open(await town.link('Agorapulse', customer));
    same(
      [answer.status(), answer.headers()['content-type']],
      [403, 'text/html; charset=utf-8'],
      'a page, not a program’s answer',
    );
    includes(await portal.text('h1'), words[language].blocked, 'why');
    same(await portal.locate('html').getAttribute('lang'), language, 'in their language');
    same(
      await portal.locate('a').getAttribute('href'),
      'mailto:facturation@agorapulse.example',
      'whom to write to',
    );
    holds(!(await portal.text('body')).includes(reason), 'the reason is for staff');
    const frame = await portal.page.evaluate(() => getComputedStyle(document.querySelector('main')).borderTopWidth);
    same(frame, '1px', 'the page looks like one');
    await portal.accessible('shut out');
    await portal.fits('shut out');
    await portal.shot(`sides-shut-out-${language}`);
    await acts(desk, words[language].end, 'It was a mistake.');
    same(await desk.locate('main .banner-warning').count(), 0, 'nothing is blocked any more');
    await town.openPortal(portal, 'Agorapulse', customer);
    await portal.locate('#your-plan').waitFor();
    await desk.open(`/desk/audit?customer=${customer.id}&verb=customer.blocked`);
    await desk.locate('main .timeline li').first().waitFor();
    const log = await desk.text('main .timeline');
    for (const told of [words[language].verb, reason]) includes(log, told, 'the audit trail');
    await looksGood(desk, `blocked in the audit trail ${language}`);
  });
}

/** 410.40 was paid; a tenth of it goes back. */
async function isRefunded(town, language) {
  const shop = town.shops.Agorapulse;
  const customer = await shop.customer({ language, name: `Rendu ${language}` });
  await shop.subscribe(customer);
  const [paid] = await shop.invoices(customer);
  const owner = await shop.person(customer);
  await owner.post('/v1/requests', { type: 'refund', message: 'Two days of outage.' }, { expect: 201 });
  await town.beside(language, 'Agorapulse', customer, async (desk, portal) => {
    desk.expect(/\b422\b.*\/decision/);
    await town.pick(desk, 'Agorapulse', customer);
    await desk.locate('[name=refund-invoice]').waitFor();
    await desk.locate(accept).click();
    await desk.locate(`${decision} .field-error`).nth(1).waitFor();
    const errors = await desk.locate(`${decision} .field-error`).allInnerTexts();
    same(errors, [words[language].amount, words[language].reason], 'an invoice, an amount and a reason');
    await looksGood(desk, `refund without an invoice ${language}`);
    await desk.locate('[name=refund-invoice]').selectOption(paid.id);
    same(await desk.locate('[name=refund-amount]').inputValue(), '410.40', 'all that was paid, at first');
    await desk.locate(`${decision} [name=reason]`).fill('A tenth for two days.');
    await desk.locate('[name=refund-amount]').fill('0');
    await desk.locate(accept).click();
    await desk.locate(`${decision} .field-error`).first().waitFor();
    await desk.locate('[name=refund-amount]').fill('999,00');
    await desk.locate(accept).click();
    await desk.locate(`${decision} .banner-bad`).waitFor();
    same((await shop.invoices(customer)).length, 1, 'never more than was paid');
    await looksGood(desk, `refund of too much ${language}`);
    await desk.locate('[name=refund-amount]').fill('41,04');
    await accepts(desk);
    const documents = await shop.invoices(customer);
    same(documents.length, 2, 'one document more');
    const note = documents.find((one) => one.kind === 'credit_note');
    same(
      [note?.kind, note?.net, note?.total, (await shop.subscription(customer)).state],
      ['credit_note', '-34.20', '-41.04', 'active'],
      'the credit note',
    );
    await looksGood(desk, `refunded ${language}`);
    await portal.open('/portal/invoices');
    await portal.settled();
    includes(await portal.text('main'), words[language].note.slice(1), 'the customer sees what came back');
    await looksGood(portal, `refunded for the customer ${language}`);
  });
}

export async function staffAct(town) {
  for (const language of ['fr', 'en']) {
    await test(`sides: a customer is shut out and let in again (${language})`, () =>
      isShutOut(town, language));
    await test(`sides: a part of an invoice is given back (${language})`, () => isRefunded(town, language));
  }
}
