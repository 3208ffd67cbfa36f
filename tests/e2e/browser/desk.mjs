// The desk: finding a customer, everything about them, and what runs by itself.
import { readFileSync } from 'node:fs';
import { cards, Shop } from '../http/shop.mjs';
import { holds, includes, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { failDelivery, refuseMails } from '../lib/store.mjs';
import { desktop, plain } from './stage.mjs';

const company = 'Société d’Études Zéphyr';
const narrow = { width: 320, height: 640 };
const phone = { width: 400, height: 800 };

/** A customer with something in every section. */
async function prepare(demo) {
  const shop = new Shop(demo);
  const customer = await shop.customer({ name: company });
  const owner = await shop.person(customer);
  const { body: refused } = await shop.confirm(customer, { expect: 202 });
  await shop.bank.card(refused.redirect_url, cards.declined);
  await shop.refresh(customer, refused);
  await shop.subscribe(customer);
  const { body: more } = await shop.confirm(customer, {
    set: { quantities: { user: 5 } },
    caller: owner,
  });
  await shop.bank.card(more.redirect_url, cards.good);
  await shop.applied(customer, more);
  const seated = await shop.member(customer, 'member');
  await owner.post(`${customer.at}/seats`, { member: seated.id }, { expect: 201 });
  await owner.post(
    `${customer.at}/invitations`,
    { person: { email: 'nora@acme.example', first_name: 'Nora', last_name: 'Klein' } },
    { expect: 201 },
  );
  await owner.post(
    '/v1/requests',
    { type: 'contact', message: 'Rappelez-nous, merci.' },
    { expect: 201 },
  );
  const [invoice] = await shop.invoices(customer);
  const staff = await signIn(demo, demo.vendors.Agorapulse.staff);
  const failed = await shop.customer({ name: 'Quagga Transports' });
  await shop.subscribe(failed);
  await shop.api.post(
    `${failed.at}/invitations`,
    { person: { email: 'nobody@acme.example', first_name: 'Nemo', last_name: 'Niemand' } },
    { expect: 201 },
  );
  refuseMails(demo, failed.id);
  failDelivery(demo, failed.id);
  return { shop, customer, owner, invoice, staff };
}

async function findsByTyping(visit, { customer }) {
  await visit.open('/desk/requests');
  await visit.settled();
  await visit.locate('.desk-tab[href="/desk/customers"]').click();
  await visit.page.waitForURL('**/desk/customers');
  await visit.settled();
  await visit.page.keyboard.press('/');
  await visit.page.keyboard.type('zeph');
  await visit.page.waitForURL('**/desk/customers?search=zeph');
  await visit.shows('.as-cards tbody tr', company);
  await visit.settled();
  same(await visit.locate('.as-cards tbody tr').count(), 1, 'only this one');
  const row = await visit.text('.as-cards tbody tr');
  for (const told of ['Anna Durand', customer.owner.email, 'Standard', 'Active', '5 users'])
    includes(row, told, 'the row');
  await visit.accessible('customers found');
  await visit.shot('en-desktop-90-desk-found');
  await visit.page.reload();
  await visit.settled();
  same(
    await visit.locate('input[name=search]').inputValue(),
    'zeph',
    'the address keeps the search',
  );
  await visit.locate('select[name=state]').selectOption('paused');
  await visit.page.waitForURL('**state=paused**');
  await visit.locate('.card .button').first().waitFor();
  await visit.locate('.card .button').first().click();
  await visit.page.waitForURL('**/desk/customers');
  await visit.locate('input[name=search]').fill('zeph');
  await visit.page.waitForURL('**search=zeph');
  await visit.locate(`a[href="/desk/customers/${customer.id}"]`).click();
  await visit.page.waitForURL(`**/desk/customers/${customer.id}`);
  await visit.shows('h1', company);
}

const sections = ['', '/people', '/money', '/requests', '/mails', '/timeline'];

/** Every section, in both appearances and on every screen. */
async function looksWell(visit, paths, language) {
  for (const [at, [name, path]] of paths.entries()) {
    await visit.page.setViewportSize(desktop);
    await visit.open(path);
    await visit.settled();
    same(await visit.locate('h1').count(), 1, `${name}: one heading above all`);
    const raw = await visit.page.evaluate(
      () => /\b(undefined|NaN|null|\[object)\b|\{\w+\}/.exec(document.body.innerText)?.[0],
    );
    holds(!raw, `${name}: the page shows ${raw}`);
    for (const [screen, viewport] of Object.entries({ desktop, phone, narrow })) {
      await visit.page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark']) {
        await visit.page.emulateMedia({ colorScheme });
        await visit.accessible(`${name}, ${screen}, ${colorScheme}`);
        await visit.fits(`${name}, ${screen}`);
        if (screen !== 'narrow' && (colorScheme === 'light' || name === 'overview'))
          await visit.shot(`${language}-${screen}-${colorScheme}-9${at}-desk-${name}`);
      }
      await visit.page.emulateMedia({ colorScheme: 'light' });
    }
  }
}

async function tellsWhyCharged(visit, { customer, invoice }) {
  await visit.open(`/desk/customers/${customer.id}/invoices/${invoice.id}`);
  await visit.settled();
  await visit.locate('.cause summary').first().click();
  await visit.locate('.causes').first().waitFor();
  await visit.settled();
  const told = await visit.text('.causes');
  for (const part of ['Anna Durand', 'from 3 to 5', 'rule', invoice.number])
    includes(told, part, 'why');
  await visit.accessible('why it was charged');
  await visit.shot('en-desktop-98-desk-why');
}

async function tellsWhyAllowed(visit, { customer }) {
  await visit.open(`/desk/customers/${customer.id}/people`);
  await visit.settled();
  const row = visit.page.locator('.people > li', { hasText: 'Max member' });
  await row.locator('summary').click();
  await row.locator('.rights .acts li').first().waitFor();
  const told = plain(await row.innerText());
  for (const part of ['Anna Durand', 'got a seat', 'The plan opens to them'])
    includes(told, part, 'why');
  await visit.accessible('why somebody has a right');
  await visit.shot('en-desktop-97-desk-right');
}

async function givesCreditByKeyboard(visit, { customer, shop }) {
  await visit.open(`/desk/customers/${customer.id}`);
  await visit.settled();
  const give = visit.page.getByRole('button', { name: 'Give credit' });
  await give.focus();
  await visit.page.keyboard.press('Enter');
  await visit.locate('dialog[open] input[name=amount]').waitFor();
  await visit.locate('dialog[open] button[type=submit]').click();
  same(
    await visit.locate('dialog[open] .field-error').count(),
    2,
    'an amount and a reason are needed',
  );
  await visit.accessible('the form of a credit');
  await visit.locate('dialog[open] input[name=amount]').fill('12,50');
  await visit.locate('dialog[open] textarea').fill('Two days of outage.');
  await visit.locate('dialog[open] textarea').press('Tab');
  await visit.page.keyboard.press('Enter');
  await visit.shows('dialog[open] .act-summary', '€12.50');
  same((await shop.subscription(customer)).balance.paid_in, '0.00', 'nothing happened yet');
  await visit.accessible('the summary of a credit');
  await visit.shot('en-desktop-96-desk-credit');
  await visit.page.getByRole('button', { name: 'Do it' }).click();
  await visit.shows('.desk-main', '€12.50 paid in or given');
  same((await shop.subscription(customer)).balance.paid_in, '12.50', 'on the balance');
}

const correcting = {
  en: { button: 'Correct billing information', same: 'Nothing was changed', change: 'City: Paris → Lyon' },
  fr: {
    button: 'Corriger les informations de facturation',
    same: 'Rien n’a été modifié',
    change: 'Ville : Paris → Lyon',
  },
};

async function correctsBilling(visit, { shop }, language) {
  const words = correcting[language];
  const customer = await shop.customer({ name: `Déménage ${language}` });
  await shop.subscribe(customer);
  const [issued] = await shop.invoices(customer);
  await visit.open(`/desk/customers/${customer.id}`);
  await visit.settled();
  await visit.page.getByRole('button', { name: words.button }).click();
  const submit = visit.locate('dialog[open] button[type=submit]');
  await submit.click();
  await visit.shows('dialog[open] .banner-warning', words.same);
  same(await visit.locate('dialog[open] [name=reason][aria-invalid=true]').count(), 1, 'a reason is needed');
  await visit.accessible(`the form of a correction ${language}`);
  visit.expect(/\b422\b.*\/billing$/);
  const email = visit.locate('dialog[open] [name=email]');
  const right = await email.inputValue();
  await visit.locate('dialog[open] [name=city]').fill('Lyon');
  await email.fill('nowhere');
  const reason = `They moved (${language}).`;
  await visit.locate('dialog[open] [name=reason]').fill(reason);
  await submit.click();
  await visit.shows('dialog[open] .act-summary', words.change);
  await visit.locate('dialog[open] .button-primary').click();
  await visit.locate('dialog[open] .banner-bad').waitFor();
  await visit.locate('dialog[open] .button:not(.button-primary)').last().click();
  await visit.locate('dialog[open] [name=email][aria-invalid=true]').waitFor();
  await email.fill(right);
  await submit.click();
  await visit.shows('dialog[open] .act-summary', words.change);
  for (const [screen, viewport] of Object.entries({ desktop, phone })) {
    await visit.page.setViewportSize(viewport);
    await visit.accessible(`the summary of a correction ${language}`);
    await visit.fits(`the summary of a correction ${language}`);
    await visit.shot(`${language}-${screen}-97-desk-billing`, { full: false });
  }
  await visit.locate('dialog[open] .button-primary').click();
  await visit.locate('dialog[open]').waitFor({ state: 'detached' });
  same((await shop.api.get(customer.at)).body.billing.city, 'Lyon', 'corrected');
  const now = (await shop.api.get(`/v1/invoices/${issued.id}`)).body;
  same(now.buyer, issued.buyer, 'what was issued stays');
  await visit.open(`/desk/audit?customer=${customer.id}&verb=customer.billing_changed`);
  await visit.locate('main .timeline li').first().waitFor();
  const log = await visit.text('main .timeline');
  for (const told of [reason, 'Paris', 'Lyon']) includes(log, told, 'the audit trail');
  const owner = await shop.person(customer);
  const { body: acts } = await owner.get(`${customer.at}/acts-of-staff`);
  includes(JSON.stringify(acts), reason, 'the customer reads why');
}

/** In words of both languages: the button, the amount, what is said at the end. */
const forgiving = {
  en: { button: 'Forgive what is owed', amount: '€410.40', done: 'settles the invoice' },
  fr: { button: 'Renoncer à ce qui est dû', amount: '410,40 €', done: 'solde la facture' },
};

async function forgivesWhatIsOwed(visit, { shop, staff }, language) {
  const words = forgiving[language];
  const customer = await shop.customer({ name: `Ardoise ${language}` });
  await shop.confirm(customer, { payWith: 'transfer', caller: staff });
  const [open] = await shop.invoices(customer);
  await visit.page.setViewportSize(phone);
  await visit.open(`/desk/customers/${customer.id}/invoices/${open.id}`);
  await visit.settled();
  await visit.page.getByRole('button', { name: words.button }).click();
  await visit.locate('dialog[open] button[type=submit]').click();
  same(await visit.locate('dialog[open] .field-error').count(), 1, 'a reason is needed');
  await visit.locate('dialog[open] textarea').fill('Une semaine de panne.');
  await visit.locate('dialog[open] button[type=submit]').click();
  await visit.shows('dialog[open] .act-summary', words.amount);
  same((await shop.invoices(customer)).length, 1, 'nothing happened yet');
  await visit.accessible('the summary of what is forgiven');
  await visit.shot(`${language}-phone-96-desk-forgiven`);
  await visit.locate('dialog[open] .button-primary').click();
  await visit.shows('body', words.done);
  await visit.settled();
  same(
    await visit.page.getByRole('button', { name: words.button }).count(),
    0,
    'nothing is left to forgive',
  );
  same(
    (await shop.invoices(customer)).map((one) => [one.kind, one.status, one.total]).sort(),
    [
      ['credit_note', 'paid', '-410.40'],
      ['invoice', 'paid', '410.40'],
    ],
    'a credit note settles it',
  );
}

async function filesRequest(visit, { customer, staff }) {
  await visit.open(`/desk/customers/${customer.id}/requests`);
  await visit.settled();
  await visit.locate('select[name=type]').selectOption('reduction');
  await visit.locate('input[name=quantity-user]').fill('4');
  await visit.locate('section[aria-labelledby=file-request] button[type=submit]').click();
  await visit.locate('section[aria-labelledby=file-request] .field-error').waitFor();
  await visit
    .locate('textarea[name=message]')
    .fill('Hello,\nfour users will do from next month on.');
  await visit.locate('section[aria-labelledby=file-request] button[type=submit]').click();
  await visit.locate('.banner-good a').waitFor();
  const { body } = await staff.get(`/v1/requests?customer=${customer.id}`);
  const filed = body.data.find((one) => one.type === 'reduction');
  same(filed.set.quantities, { user: 4 }, 'what is wanted');
  includes(filed.message, 'four users will do', 'the words of the mail');
  await visit.accessible('a request that was filed');
}

async function runsAndRetries(visit) {
  await visit.open('/desk/operations');
  await visit.settled();
  await visit.accessible('operations');
  await visit.shot('en-desktop-99-desk-operations');
  const mails = visit.locate('section[aria-labelledby=refused]');
  includes(plain(await mails.innerText()), '550 no such mailbox', 'why a mail was refused');
  await mails
    .getByRole('button', { name: /Try again/ })
    .first()
    .click();
  await visit.shows('section[aria-labelledby=refused]', 'No mail was refused');
  const deliveries = visit.locate('section[aria-labelledby=deliveries]');
  includes(plain(await deliveries.innerText()), 'Quagga Transports', 'whose delivery fails');
  await deliveries
    .getByRole('button', { name: /Try again/ })
    .first()
    .click();
  await visit.shows('.toast', 'tried again');
  await visit.page.getByRole('button', { name: 'Look first' }).click();
  await visit.page.getByRole('button', { name: 'Start the run' }).click();
  await visit.shows('section[aria-labelledby=runs] .queue li', 'Run until');
  await visit.shows('section[aria-labelledby=runs] .queue li .badge', 'Done');
  await visit.locate('input[name=until]').fill('2999-01-01');
  visit.expect(/422.*due-subscriptions/);
  await visit.page.getByRole('button', { name: 'Look first' }).click();
  await visit.locate('.banner-bad').waitFor();
}

async function readsNumbers(visit, { staff }) {
  await visit.open('/desk/numbers');
  await visit.settled();
  const section = visit.locate('section[aria-labelledby^=recurring]');
  const { body } = await staff.get('/v1/numbers/figures');
  const months = body.currencies[0].recurring;
  const now = months[months.length - 1];
  holds(Number(now.closing) > 0, 'something recurs');
  const table = section.locator('details');
  await table.locator('summary').focus();
  await visit.page.keyboard.press('Enter');
  await table.locator('tbody tr').last().waitFor();
  same(await table.locator('tbody tr').count(), months.length, 'a row per month');
  includes(plain(await table.innerText()), 'before tax', 'what the figure means');
  await visit.accessible('the table of a figure');
  const [file] = await Promise.all([
    visit.page.waitForEvent('download'),
    section.getByRole('button', { name: /CSV/ }).click(),
  ]);
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n');
  same(lines.length, months.length + 1, 'a line per month');
  includes(lines[lines.length - 1], `,${now.closing},`, 'the exact amount');
  await visit.shot('en-desktop-99-desk-numbers');
  const { body: soon } = await staff.get('/v1/numbers/upcoming?limit=1');
  const [first] = soon.data;
  await visit
    .locate(`section[aria-labelledby=upcoming] a[href="/desk/customers/${first.customer}"]`)
    .click();
  await visit.page.waitForURL(`**/desk/customers/${first.customer}`);
}

export async function desk(stage) {
  const { demo } = stage;
  const town = await test('browser: a customer for the desk', () => prepare(demo));
  if (!town) return;
  const english = { language: 'en', cookie: town.staff.cookie };
  await test('browser: staff find a customer by typing, and the address keeps it', () =>
    stage.scenario(english, (visit) => findsByTyping(visit, town)));
  const at = `/desk/customers/${town.customer.id}`;
  const paths = [
    ['customers', '/desk/customers'],
    ['nobody', '/desk/customers?search=nobodyatall'],
    ...sections.map((section) => [section.slice(1) || 'overview', `${at}${section}`]),
    ['invoice', `${at}/invoices/${town.invoice.id}`],
    ['operations', '/desk/operations'],
    ['numbers', '/desk/numbers'],
    ['ledger', '/desk/ledger'],
    ['ledger-nothing', '/desk/ledger?from=2001-01-01&to=2001-12-31'],
    ['audit', '/desk/audit'],
    ['audit-nothing', '/desk/audit?person=nobody'],
  ];
  for (const language of ['fr', 'en'])
    await test(`browser: every section of a customer in ${language}: axe, width, appearance`, () =>
      stage.scenario({ language, cookie: town.staff.cookie }, (visit) =>
        looksWell(visit, paths, language),
      ));
  await test('browser: an invoice says why each line was charged', () =>
    stage.scenario(english, (visit) => tellsWhyCharged(visit, town)));
  await test('browser: a member says why they have their rights', () =>
    stage.scenario(english, (visit) => tellsWhyAllowed(visit, town)));
  await test('browser: staff give credit by keyboard, after a summary', () =>
    stage.scenario(english, (visit) => givesCreditByKeyboard(visit, town)));
  for (const language of ['fr', 'en'])
    await test(`browser: staff correct billing information, in ${language}`, () =>
      stage.scenario({ language, cookie: town.staff.cookie }, (visit) =>
        correctsBilling(visit, town, language),
      ));
  for (const language of ['fr', 'en'])
    await test(`browser: staff forgive what is owed, in ${language}`, () =>
      stage.scenario({ language, cookie: town.staff.cookie }, (visit) =>
        forgivesWhatIsOwed(visit, town, language),
      ));
  await test('browser: staff file a request for somebody who wrote a mail', () =>
    stage.scenario(english, (visit) => filesRequest(visit, town)));
  await test('browser: staff read a figure, its table and its file, and what falls due next', () =>
    stage.scenario(english, (visit) => readsNumbers(visit, town)));
  await test('browser: staff start a run and try again what failed', () =>
    stage.scenario(english, (visit) => runsAndRetries(visit)));
}
