// Who sits on the seats: the list of users, the invitation code, a member's page, and what the owner is told.

import { Shop } from '../http/shop.mjs';
import { holds, includes, matches, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { desktop, phone } from './stage.mjs';

const adding = 'section:has(#add-people)';
const paid = { plan: 'business', cycle: 'month' };

/** A customer with seats that are paid for, some of them taken. */
async function office(demo, { seats, taken = 0, language = 'fr', name = 'Rucher Durand' }) {
  const shop = new Shop(demo, 'Beesbusy');
  const customer = await shop.customer({ language, name });
  await shop.subscribe(customer, { set: { ...paid, quantities: { user: seats } } });
  return seatPeople({ shop, customer }, taken);
}

/** The same where no list is kept: whoever is added has a seat at once. */
async function bureau(demo, { seats, taken = 0, language = 'fr', name = 'Événements Boréal' }) {
  const shop = new Shop(demo, 'Workstaff');
  const address = { line1: '250 rue de l’Exemple', postal_code: 'H2X 0A1', city: 'Montréal', region: 'QC' };
  const customer = await shop.customer({ country: 'CA', address, language, name });
  const staff = await signIn(demo, demo.vendors.Workstaff.staff);
  const set = { plan: 'pro', cycle: 'month', quantities: { manager: seats, worker: 40 } };
  await shop.confirm(customer, { set, payWith: 'transfer', caller: staff });
  return seatPeople({ shop, customer }, taken);
}

async function seatPeople({ shop, customer }, taken) {
  for (let at = 0; at < taken; at += 1)
    await shop.api.post(
      `${customer.at}/seats`,
      { person: { email: `p${at}@rucher.example`, first_name: `Paul${at}`, last_name: 'Martin' } },
      { expect: 201 },
    );
  return { shop, customer };
}

async function member({ shop, customer }, first, { email = `${first.toLowerCase()}@rucher.example` } = {}) {
  const { body } = await shop.api.post(
    `${customer.at}/members`,
    { first_name: first, last_name: 'Ruiz', role: 'member', ...(email && { email }) },
    { expect: 201 },
  );
  return body;
}

async function open(visit, { shop, customer }, path, person = customer.owner) {
  const { body } = await shop.api.post(
    '/v1/portal-links',
    { customer: customer.id, member: person.id },
    { expect: 201 },
  );
  await visit.open(body.url);
  await visit.open(path);
  await visit.settled();
}

const seatsOf = async ({ shop, customer }) => (await shop.api.get(`${customer.at}/seats`)).body;
const row = (visit, name) => visit.locate('.people-table tbody tr').filter({ hasText: name });
const regain = (visit) => visit.page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));

async function enterCode(visit, code) {
  await visit.locate('#code-entry [name=code]').fill(code);
  await visit.locate('#code-entry button[type=submit]').click();
}

async function joinsByCode(visit, stage, demo) {
  const bees = await office(demo, { seats: 10, taken: 9 });
  const [ana, bo] = [await member(bees, 'Ana'), await member(bees, 'Bo')];
  const charged = (await bees.shop.invoices(bees.customer)).length;
  await open(visit, bees, '/portal/subscription');
  includes(await visit.text('#people'), '9 / 10 utilisateurs', 'AC-B11 how many have a seat');
  await visit.locate('#set-code').click();
  await visit.locate('#invitation-code [name=code]').fill('RUCHE-2026');
  await visit.locate('#invitation-code button[type=submit]').click();
  await visit.shows('#code-value', 'RUCHE-2026');
  await visit.settled();
  await visit.accessible('a code on my subscription');
  await visit.shot('fr-desktop-90-code');
  same(await visit.locate('.bell-count').count(), 0, 'AC-B11 nothing is told yet');

  await stage.scenario({}, async (second) => {
    await open(second, bees, '/portal/profile', ana);
    await enterCode(second, 'ruche-2026');
    await second.shows('#code-entry .banner-good', 'Vous avez maintenant un siège');
    await second.shows('.feature-list', 'Suivi du temps');
    await second.settled();
    await second.shot('fr-desktop-91-joined');
    second.expect(/\b409\b.*\/redeem/);
    await enterCode(second, 'RUCHE-2026');
    await second.shows('#code-entry .banner-bad', 'occupe déjà un siège');
  });
  await stage.scenario({ viewport: phone }, async (third) => {
    third.expect(/\b422\b.*\/redeem/);
    await open(third, bees, '/portal/profile', bo);
    await enterCode(third, 'nothing-like-it');
    await third.shows('#code-entry .field-error', 'n’existe pas');
    await enterCode(third, 'Ruche-2026');
    await third.shows('#code-entry .banner-bad', 'Les 10 sièges sont tous occupés');
    await third.accessible('no seat for a code');
    await third.fits('no seat for a code');
    await third.shot('fr-phone-92-no-seat');
  });

  await regain(visit);
  await visit.shows('.bell-count', '2');
  await visit.shows('#people', '10 / 10 utilisateurs');
  await visit.locate('.bell-button').click();
  await visit.shows('.bell-list', 'Ana Ruiz a rejoint l’abonnement avec votre code');
  includes(await visit.text('.bell-list'), 'Bo Ruiz a saisi votre code', 'AC-B11 who found no seat');
  same(await visit.locate('.told').count(), 2, 'AC-B11 one notification for each');
  await visit.accessible('notifications');
  await visit.shot('fr-desktop-93-bell', { full: false });
  await visit.page.keyboard.press('Escape');
  holds(
    await visit.locate('.bell-button').evaluate((button) => document.activeElement === button),
    'Escape closes the list and returns the focus',
  );
  await visit.locate('.bell-count').waitFor({ state: 'detached' });
  await visit.page.reload();
  await visit.settled();
  same(await visit.locate('.bell-count').count(), 0, 'AC-B11 what was read stays read');

  const list = await seatsOf(bees);
  same([list.counts[0].taken, list.counts[0].paid], [10, 10], 'AC-B11 the numbers');
  const live = await bees.shop.subscription(bees.customer);
  same(live.quantities, { user: 10 }, 'AC-B11 a code buys nothing');
  same((await bees.shop.invoices(bees.customer)).length, charged, 'AC-B11 nothing was charged');
}

async function changesTheCode(visit, demo) {
  const bees = await office(demo, { seats: 2, language: 'en', name: 'Orchard' });
  await open(visit, bees, '/portal/subscription');
  await visit.locate('#set-code').click();
  await visit.locate('#invitation-code button[type=submit]').click();
  await visit.locate('#code-value').waitFor();
  const made = await visit.text('#code-value');
  matches(made, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/, 'a code that is made');
  await visit.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await visit.page.getByRole('button', { name: 'Copy the code' }).click();
  await visit.shows('.toast', 'copied');
  same(await visit.page.evaluate(() => navigator.clipboard.readText()), made, 'the copy');
  await visit.page.getByRole('button', { name: 'Switch off' }).click();
  await visit.shows('#invitation-code .badge', 'Switched off');
  await visit.page.getByRole('button', { name: 'Switch on' }).click();
  await visit.shows('#invitation-code .badge', 'In use');
  visit.expect(/\b422\b.*\/invitation-code/);
  await visit.page.getByRole('button', { name: 'Replace the code' }).click();
  await visit.locate('dialog[open] [name=code]').fill('a b');
  await visit.locate('dialog[open] button[type=submit]').click();
  await visit.shows('dialog[open] .field-error', '6 to 32 letters');
  await visit.locate('dialog[open] [name=code]').fill(`ORCHARD-${bees.customer.id.slice(-6)}`);
  await visit.locate('dialog[open] [name=use_limit]').fill('5');
  await visit.accessible('replacing a code');
  await visit.shot('en-desktop-94-replace', { full: false });
  await visit.locate('dialog[open] button[type=submit]').click();
  await visit.shows('#code-value', 'ORCHARD-');
  await visit.shows('#invitation-code', 'Used 0 of 5 times');
}

async function seatsFromTheirPage(visit, demo) {
  const bees = await office(demo, { seats: 3, taken: 2, language: 'en', name: 'Orchard Labs' });
  const [chloe, dan] = [await member(bees, 'Chloe'), await member(bees, 'Dan')];
  const room = await member(bees, 'Room 1', { email: '' });
  await open(visit, bees, '/portal/members');
  await visit.accessible('members');
  await visit.shot('en-desktop-95-members');
  same(
    await visit.locate('.members-table tbody tr').filter({ hasText: 'Has a seat' }).count(),
    2,
    'who has a seat',
  );
  await visit.page.getByRole('link', { name: 'Chloe Ruiz' }).click();
  await visit.locate('#add-to-subscription').waitFor();
  await visit.settled();
  same(await visit.text('#add-to-subscription'), 'Add to my subscription', 'AC-B13 the label');
  const [info, button] = [await visit.box('#member-info'), await visit.box('#add-to-subscription')];
  holds(
    button.y >= info.bottom,
    `PL-12 the information ends at ${info.bottom}, the button is at ${button.y}`,
  );
  await visit.accessible('a member who can be seated');
  await visit.shot('en-desktop-96-member');
  await visit.locate('#add-to-subscription').click();
  await visit.shows('.toast', 'Chloe Ruiz has a seat now');
  await visit.locate('#release-seat').waitFor();
  same((await seatsOf(bees)).data.at(-1).source, 'member_page', 'AC-B13 how she came');
  await visit.shot('en-desktop-97-member-seated');

  await visit.open(`/portal/members/${room.id}`);
  await visit.settled();
  holds(await visit.locate('#add-to-subscription').isDisabled(), 'AC-B13 a room cannot be added');
  includes(await visit.text('#why-no-seat'), 'no e-mail address', 'AC-B13 and why');
  await visit.open(`/portal/members/${dan.id}`);
  await visit.settled();
  holds(await visit.locate('#add-to-subscription').isDisabled(), 'AC-B13 no seat is free');
  includes(await visit.text('#why-no-seat'), 'All 3 seats are taken', 'AC-B13 and why');
  await visit.shot('en-desktop-98-member-no-seat');

  await visit.open('/portal/subscription');
  await visit.locate('#list-of-users').click();
  await visit.shows('h1', 'Users');
  await visit.settled();
  await row(visit, 'Chloe Ruiz').locator('.remove').click();
  await visit.shows('.toast', 'Chloe Ruiz has no seat any more');
  await row(visit, 'Chloe Ruiz').waitFor({ state: 'detached' });
  same(
    await visit.page.evaluate(() => document.activeElement?.id),
    'user-list',
    'the focus stays with the list',
  );
  const { body: details } = await bees.shop.api.get(`${bees.customer.at}/members/${chloe.id}`);
  same(details.features, ['what_view'], 'AC-B13 what she had is gone at once');
  await visit.locate('.toast-action').click();
  await visit.shows('.toast', 'Chloe Ruiz has the seat again');
  await row(visit, 'Chloe Ruiz').waitFor();
  await row(visit, 'Chloe Ruiz').locator('.remove').click();
  await visit.shows('.toast', 'Chloe Ruiz has no seat any more');
  await bees.shop.api.post(`${bees.customer.at}/seats`, { member: dan.id }, { expect: 201 });
  visit.expect(/\b422\b.*\/seats/);
  await visit.locate('.toast-action').click();
  await visit.shows('main .banner-bad', 'All 3 seats are taken');
  const live = await bees.shop.subscription(bees.customer);
  same(live.quantities, { user: 3 }, 'AC-B13 the number that is paid for stays');
}

async function addsByHand(visit, demo) {
  visit.expect(/\b4(09|22)\b.*\/seats/);
  const bees = await bureau(demo, { seats: 4, taken: 1 });
  await open(visit, bees, '/portal/users');
  await visit.locate(`${adding} button[type=submit]`).click();
  same(await visit.locate(`${adding} .field-error`).count(), 3, 'e-mail and names are needed');
  holds(
    await visit.locate('[name=first_name]').evaluate((field) => document.activeElement === field),
    'the first field that lacks something has the focus',
  );
  const fields = { email: 'ana@rucher.example', first_name: 'Ana', last_name: 'Ruiz', position: 'Cheffe' };
  for (const [name, text] of Object.entries(fields)) await visit.locate(`[name=${name}]`).fill(text);
  await visit.page.keyboard.press('Enter');
  await row(visit, 'Ana Ruiz').waitFor();
  includes(await row(visit, 'Ana Ruiz').innerText(), 'Cheffe', 'the position');
  same(await visit.locate('[name=email]').inputValue(), '', 'the form is ready for the next one');
  await visit.accessible('the list of users');
  await visit.shot('fr-desktop-99-users');

  await visit.page.getByRole('radio', { name: 'Plusieurs à la fois' }).check();
  await visit
    .locate('[name=people]')
    .fill(
      'Bo Li <bo@rucher.example>\nana@rucher.example;Ana;Ruiz\nnot an address\nCy;Ray;cy@rucher.example;Designer\nDi <di@rucher.example>',
    );
  await visit.locate(`${adding} button[type=submit]`).click();
  await visit.shows('.verdicts', 'Les 4 sièges sont tous occupés');
  const said = await visit.locate('.verdict').allInnerTexts();
  matches(said[0], /Bo Li a maintenant un siège/, 'the first line');
  matches(said[1], /occupe déjà un siège/, 'who has a seat already');
  matches(said[2], /e-mail/, 'what is no address');
  matches(said[3], /Cy Ray a maintenant un siège/, 'fields between semicolons');
  matches(said[4], /tous occupés/, 'AC-B11 no seat is left');
  same(
    (await visit.locate('[name=people]').inputValue()).split('\n').length,
    3,
    'the lines that were refused stay',
  );
  holds(
    (await visit.locate(adding).getByRole('link', { name: 'Acheter des sièges' }).count()) === 1,
    'the way to more',
  );
  await visit.settled();
  includes(await visit.text('.seat-count'), '4 / 4 gestionnaires', 'all are taken');
  await visit.accessible('verdicts');
  await visit.shot('fr-desktop-99-verdicts');
  await visit.page.setViewportSize(phone);
  await visit.accessible('verdicts on a phone');
  await visit.fits('verdicts on a phone');
  await visit.shot('fr-phone-99-verdicts');
  await visit.page.setViewportSize(desktop);

  await visit.locate('[name=search]').fill('DESIGN');
  await visit.page.waitForFunction(() => document.querySelectorAll('.people-table tbody tr').length === 1);
  await row(visit, 'Cy Ray').waitFor();
  await visit.locate('[name=search]').fill('nobody-like-that');
  await visit.shows('section:has(#holders) .empty', 'Personne ne correspond');
  same((await bees.shop.subscription(bees.customer)).quantities.manager, 4, 'nothing was bought');
}

async function replacesAManager(visit, stage, demo) {
  visit.expect(/\b422\b.*\/seats/);
  const bees = await bureau(demo, { seats: 4, taken: 4 });
  const charged = (await bees.shop.invoices(bees.customer)).length;
  const fifth = { email: 'eve@rucher.example', first_name: 'Ève', last_name: 'Roy' };
  const invite = async () => {
    for (const [name, text] of Object.entries(fifth)) await visit.locate(`[name=${name}]`).fill(text);
    await visit.page.keyboard.press('Enter');
  };
  const { data } = await seatsOf(bees);
  const paul = data.find(({ member: one }) => one.first_name === 'Paul2').member;
  const { body: link } = await bees.shop.api.post(
    '/v1/portal-links',
    { customer: bees.customer.id, member: paul.id },
    { expect: 201 },
  );
  await open(visit, bees, '/portal/users');
  includes(await visit.text('.seat-count'), '4 / 4 gestionnaires', 'AC-W14 all are active');
  await invite();
  await visit.shows(`${adding} .banner-bad`, 'Les 4 sièges sont tous occupés');
  await visit.accessible('no seat for a fifth manager');
  await visit.shot('fr-desktop-99-fifth-manager');
  await visit.locate(adding).getByRole('link', { name: 'Acheter des sièges' }).waitFor();
  await row(visit, 'Paul2 Martin').getByRole('link', { name: 'Paul2 Martin' }).click();
  await visit.locate('#remove-member').click();
  await visit.locate('dialog[open] .button-danger').click();
  await visit.page.waitForURL('**/portal/members');
  await visit.locate('main a[href="/portal/users"]').click();
  await visit.shows('.seat-count', '3 / 4 gestionnaires');
  await invite();
  await row(visit, 'Ève Roy').waitFor();
  await visit.shows('.seat-count', '4 / 4 gestionnaires');
  same((await bees.shop.invoices(bees.customer)).length, charged, 'AC-W14 nothing is due');
  same((await bees.shop.subscription(bees.customer)).quantities.manager, 4, 'AC-W14 nothing was bought');
  await stage.scenario({}, async (other) => {
    other.expect(/\b410\b|\b404\b.*favicon/);
    await other.open(link.url);
    matches(await other.text('body'), /lien/, 'AC-W14 who was removed cannot sign in');
    same(new URL(other.page.url()).pathname.startsWith('/portal'), false, 'AC-W14 nor is sent to the pages');
  });
}

async function correctsMembers(visit, stage, demo) {
  visit.expect(/\b409\b.*\/members/);
  const bees = await office(demo, { seats: 2, taken: 1 });
  const ana = await member(bees, 'Ana');
  await open(visit, bees, '/portal/members');
  await visit.locate('#add-member').click();
  const box = (name) => visit.locate(`dialog[open] [name=${name}]`);
  await visit.locate('dialog[open] button[type=submit]').click();
  same(await visit.locate('dialog[open] .field-error').count(), 1, 'a name is needed');
  await box('first_name').fill('Salle Ruche');
  await visit.accessible('adding a member');
  await visit.shot('fr-desktop-99-add-member', { full: false });
  await visit.locate('dialog[open] button[type=submit]').click();
  await visit.shows('.toast', 'Salle Ruche est maintenant membre');
  await row(visit, 'Salle Ruche').waitFor();
  await visit.settled();
  await visit.accessible('members, one of them a room');
  await visit.shot('fr-desktop-99-members');

  await visit.page.getByRole('link', { name: 'Salle Ruche' }).click();
  await visit.locate('#add-to-subscription').waitFor();
  await visit.settled();
  holds(await visit.locate('#add-to-subscription').isDisabled(), 'AC-B13 a room has no address');
  await visit.locate('#edit-member').click();
  await box('email').fill(ana.email);
  await visit.locate('dialog[open] button[type=submit]').click();
  await visit.shows('dialog[open] .field-error', 'a déjà cette adresse');
  await box('email').fill('salle@rucher.example');
  await box('position').fill('Réunions');
  await visit.accessible('correcting a member');
  await visit.page.setViewportSize(phone);
  await visit.fits('correcting a member on a phone');
  await visit.shot('fr-phone-99-edit-member', { full: false });
  await visit.page.setViewportSize(desktop);
  await visit.locate('dialog[open] button[type=submit]').click();
  await visit.shows('.toast', 'enregistrées');
  await visit.shows('#member-info', 'salle@rucher.example');
  await visit.shows('#member-info', 'Réunions');
  await visit.settled();
  holds(!(await visit.locate('#add-to-subscription').isDisabled()), 'with an address it can have a seat');
  await stage.scenario({ viewport: phone }, async (other) => {
    await open(other, bees, '/portal/profile', ana);
    await other.locate('#edit-member').click();
    holds(
      await other.locate('dialog[open] [name=email]').evaluate((field) => field.readOnly),
      'nobody but who manages members changes an address',
    );
    await other.locate('dialog[open] [name=first_name]').fill('Anaïs');
    await other.accessible('correcting oneself');
    await other.shot('fr-phone-99-edit-self', { full: false });
    await other.locate('dialog[open] button[type=submit]').click();
    await other.shows('#member-info h2', 'Anaïs Ruiz');
  });
}

async function turnsPages(visit, demo) {
  const bees = await bureau(demo, { seats: 60, taken: 30, language: 'en', name: 'Big Events' });
  await open(visit, bees, '/portal/users');
  const rows = () => visit.locate('.people-table tbody tr').count();
  same(await rows(), 25, 'the first page');
  await visit.page.getByRole('button', { name: 'Next', exact: true }).click();
  await visit.shows('nav[aria-label="Pages of the list"]', '26–30 of 30');
  await visit.settled();
  same(await rows(), 5, 'the second page');
  for (const [screen, viewport] of Object.entries({ desktop, phone })) {
    await visit.page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark']) {
      await visit.page.emulateMedia({ colorScheme });
      await visit.accessible(`a long list, ${screen}, ${colorScheme}`);
      await visit.fits(`a long list, ${screen}`);
      await visit.shot(`en-${screen}-${colorScheme}-99-pages`);
    }
  }
}

async function opensOnceItIsPaid(visit, stage, demo) {
  visit.expect(/\b402\b.*\/(seats|invitation-code)/);
  const shop = new Shop(demo, 'Beesbusy');
  const customer = await shop.customer();
  await open(visit, { shop, customer }, '/portal/subscription');
  same(await visit.locate('#list-of-users, #invitation-code').count(), 0, 'AC-B14 hidden before payment');
  await visit.open('/portal/users');
  await visit.settled();
  await visit.locate('main .empty').waitFor();
  const { body } = await shop.api.get(`${customer.at}/seats`, {
    expect: 402,
    headers: { 'Accept-Language': 'fr' },
  });
  includes(await visit.text('main .empty'), body.detail, 'AC-B14 the words of the service');
  await visit.locate('main .empty a').click();
  await visit.page.waitForURL('**/portal/subscription');

  const bees = await office(demo, { seats: 2 });
  const ana = await member(bees, 'Ana');
  await bees.shop.api.post(`${bees.customer.at}/seats`, { member: ana.id }, { expect: 201 });
  await stage.scenario({}, async (other) => {
    await open(other, bees, '/portal/profile', ana);
    same(
      await other.locate('a[href="/portal/subscription"]').count(),
      0,
      'AC-B14 no way to the subscription',
    );
    await other.shot('fr-desktop-99-profile');
    for (const path of ['/portal/users', '/portal/members', '/portal/subscription']) {
      await other.open(path);
      await other.settled();
      await other.shows('.who-may', 'Anna Durand');
    }
    await other.open('/portal/profile');
    await other.locate('#leave-seat').click();
    await other.locate('dialog[open] .button-danger').click();
    await other.shows('.toast', 'Votre siège est libre');
    await other.locate('#leave-seat').waitFor({ state: 'detached' });
  });
  same((await seatsOf(bees)).counts[0].taken, 0, 'a seat that was given up is free');
}

async function handsOver(visit, demo) {
  const bees = await office(demo, { seats: 2, taken: 1 });
  const ana = await member(bees, 'Ana');
  await open(visit, bees, '/portal/members');
  await visit.page.getByRole('link', { name: 'Paul0 Martin' }).click();
  await visit.locate('#remove-member').click();
  await visit.accessible('removing a member');
  await visit.shot('fr-desktop-99-remove', { full: false });
  await visit.locate('dialog[open] .button-danger').click();
  await visit.page.waitForURL('**/portal/members');
  await visit.settled();
  same(await visit.page.getByRole('link', { name: 'Paul0 Martin' }).count(), 0, 'he is gone');
  same((await seatsOf(bees)).counts[0].taken, 0, 'his seat is free');
  await visit.open(`/portal/members/${ana.id}`);
  await visit.locate('#transfer').click();
  await visit.locate('dialog[open] .button-primary').click();
  await visit.shows('dialog[open] .banner-good', 'Ana Ruiz est maintenant responsable');
  await visit.locate('#handed-over').click();
  await visit.page.waitForURL('**/portal');
  const { body } = await bees.shop.api.get(`${bees.customer.at}/members`);
  same(
    body.data.filter((one) => one.is_owner).map((one) => one.id),
    [ana.id],
    'one owner',
  );
  await visit.settled();
  same(await visit.locate('a[href="/portal/members"]').count(), 0, 'who handed over has lost the right');
}

export async function people(stage) {
  const { demo } = stage;
  const cases = [
    [
      'AC-B11 a code fills the last seat, the owner is told, and nothing is bought',
      'fr',
      (visit) => joinsByCode(visit, stage, demo),
    ],
    [
      'AC-B11 a code is made, copied, switched off and replaced',
      'en',
      (visit) => changesTheCode(visit, demo),
    ],
    [
      'AC-B13 PL-12 a seat from their page, its end, and the way back',
      'en',
      (visit) => seatsFromTheirPage(visit, demo),
    ],
    [
      'AC-W14 people are added by hand and by lines, each with a verdict',
      'fr',
      (visit) => addsByHand(visit, demo),
    ],
    ['AC-W14 a manager is replaced without buying', 'fr', (visit) => replacesAManager(visit, stage, demo)],
    ['AC-B13 BB-22 members are added and corrected', 'fr', (visit) => correctsMembers(visit, stage, demo)],
    ['a long list of users has pages', 'en', (visit) => turnsPages(visit, demo)],
    [
      'AC-B14 seats are given once they are paid for, by who may',
      'fr',
      (visit) => opensOnceItIsPaid(visit, stage, demo),
    ],
    ['members leave, and ownership is handed over', 'fr', (visit) => handsOver(visit, demo)],
  ];
  for (const [name, language, body] of cases)
    await test(`browser: ${name}`, () => stage.scenario({ language }, body));
}
