// The list of users: written by hand or read from a file, followed by the number, and in force once it is validated.
import { readFile } from 'node:fs/promises';
import { Shop } from '../http/shop.mjs';
import { holds, includes, matches, same } from '../lib/check.mjs';
import { test } from '../lib/runner.mjs';
import { desktop, phone } from './stage.mjs';

const due = '[data-testid=due-now]';
const business = (users) => ({ plan: 'business', cycle: 'month', quantities: { user: users } });

/** A customer with `seats` that are paid for, `taken` of them by somebody. */
export async function hive(demo, { seats, taken, language = 'fr', name = 'Ruche Dupont' }) {
  const shop = new Shop(demo, 'Beesbusy');
  const customer = await shop.customer({ language, name });
  await shop.subscribe(customer, { set: business(seats) });
  const bees = { shop, customer };
  await seatPeople(bees, taken);
  return bees;
}

async function seatPeople({ shop, customer }, count) {
  for (let at = 0; at < count; at += 1)
    await shop.api.post(
      `${customer.at}/seats`,
      { person: { email: `p${at}@ruche.example`, first_name: `Paul${at}`, last_name: 'Martin' } },
      { expect: 201 },
    );
}

export async function open(visit, { shop, customer }, path) {
  const wish = { customer: customer.id, member: customer.owner.id };
  const { body } = await shop.api.post('/v1/portal-links', wish, { expect: 201 });
  await visit.open(body.url);
  await visit.open(path);
  await visit.settled();
}

const row = (visit, name) => visit.locate('.people-table tbody tr').filter({ hasText: name });
const seatsOf = async ({ shop, customer }) => (await shop.api.get(`${customer.at}/seats`)).body;
const live = async ({ shop, customer }) => (await shop.subscription(customer)).quantities.user;
const parts = async (visit) => (await visit.locate('.seat-part dd').allInnerTexts()).map(Number);

async function writes(visit, person) {
  for (const [name, text] of Object.entries(person)) await visit.locate(`form [name=${name}]`).fill(text);
  await visit.page.keyboard.press('Enter');
  await row(visit, person.email).waitFor();
  await visit.settled();
}

const way = (visit, name) => visit.page.getByRole('radio', { name, exact: true }).check();

/** AC-B09, where half of the month is over: two more users cost 11.88. */
export async function followsTheList(visit, bees) {
  await seatPeople(bees, 8);
  const invoices = (await bees.shop.invoices(bees.customer)).length;
  await open(visit, bees, '/portal/subscription');
  await visit.locate('#list-of-users').click();
  await visit.shows('h1', 'Utilisateurs');
  await visit.settled();
  same(await parts(visit), [8, 0, 2], 'AC-B09 before');
  holds(await visit.locate('#confirm').isDisabled(), 'nothing waits to be validated');
  await visit.accessible('a list nobody was added to');
  await writes(visit, {
    email: 'ana@ruche.example',
    first_name: 'Ana',
    last_name: 'Ruiz',
    position: 'Cheffe',
  });
  same(await parts(visit), [8, 1, 1], 'AC-B09 one on the list takes a free seat');
  await visit.shows('#seats-only', 'siège déjà payé');
  await writes(visit, { email: 'bo@ruche.example', first_name: 'Bo', last_name: 'Li' });
  await way(visit, 'Plusieurs à la fois');
  await visit
    .locate('[name=people]')
    .fill('Cy Ray <cy@ruche.example>\ndi@ruche.example;Di;Roy;Apicultrice\np1@ruche.example;Paul;Martin');
  await visit.locate('section:has(#add-people) button[type=submit]').click();
  await visit.shows('.verdicts', 'Cy Ray est sur la liste');
  same(await visit.locate('.verdict.bad').count(), 1, 'AC-B09 who has a seat is not listed');
  await visit.settled();
  same(await parts(visit), [8, 4, 0], 'AC-B09 paid = with a seat + to come + free');
  includes(await visit.text('#number'), '12 utilisateurs', 'AC-B09 the number follows the list');
  await visit.shows(due, '11,88');
  await visit.accessible('the list of users');
  await visit.shot('fr-desktop-81-list');

  await visit.locate('#back').click();
  await visit.shows('h1', 'Mon abonnement');
  await visit.settled();
  same(await visit.locate('#item-user').inputValue(), '12', 'AC-B09 the number on my subscription');
  await visit.shows(due, '11,88');
  const summary = await visit.text('.summary-panel');
  for (const words of ['10 → 12', '9,90', '1,98', '4 personnes de votre liste'])
    includes(summary, words, 'AC-B09 the summary');
  includes(await visit.text('#coming'), '4 personnes', 'AC-B09 who waits');
  holds(
    await visit.locate('.stepper:has(#item-user) .stepper-button').first().isDisabled(),
    'AC-B09 not fewer than are listed',
  );
  await visit.accessible('my subscription with a list');
  await visit.shot('fr-desktop-82-list-on-my-subscription');
  await visit.page.reload();
  await visit.settled();
  same(await visit.locate('#item-user').inputValue(), '12', 'AC-B09 the draft is kept');
  same([await live(bees), (await seatsOf(bees)).total], [10, 8], 'AC-B09 nothing before it is validated');

  await visit.locate('#list-of-users').click();
  await visit.shows('#confirm', 'Valider les modifications');
  await visit.shows(due, '11,88');
  await visit.settled();
  await visit.locate('#confirm').click();
  await visit.shows('.page .banner-good', '4 personnes ont maintenant un siège');
  await visit.settled();
  same(await parts(visit), [12, 0, 0], 'AC-B09 afterwards');
  same([await live(bees), (await seatsOf(bees)).total], [12, 12], 'AC-B09 validated');
  const billed = await bees.shop.invoices(bees.customer);
  same(
    [billed.length - invoices, billed.some(({ total }) => total === '11.88')],
    [1, true],
    'AC-B09 charged once',
  );
  await visit.shot('fr-desktop-83-list-validated');
}

/** Fifteen people, four of whom cannot be listed: twice the same, no address, a seat already, no last name. */
function fifteen({ separator, end, start = '' }) {
  const lines = [['E-mail', 'Prénom', 'Nom', 'Fonction']];
  for (let at = 1; at <= 11; at += 1) lines.push([`n${at}@ruche.example`, `Nina${at}`, 'Moreau', '']);
  lines.push(['N3@ruche.example', 'Nina', 'Moreau', '']);
  lines.push(['pas-une-adresse', 'Odile', 'Petit', '']);
  lines.push(['p2@ruche.example', 'Paul', 'Martin', '']);
  lines.push(['q@ruche.example', 'Quentin', '', '']);
  return start + lines.map((fields) => fields.join(separator) + end).join('');
}

const chooses = (visit, name, text) =>
  visit.locate('[name=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

async function downloaded(visit, selector) {
  const [file] = await Promise.all([visit.page.waitForEvent('download'), visit.locate(selector).click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

async function reads(visit, name, text) {
  await chooses(visit, name, text);
  await visit.shows('#import-report', '11 personnes peuvent être ajoutées · 4 lignes à corriger');
  await visit.shows('[data-testid=import-due]', '53,46');
  includes(await visit.text('#import-cost'), '19 utilisateurs (aujourd’hui 10)', 'AC-B10 the number');
  const rejected = await visit.locate('.rejected-table tbody tr').allInnerTexts();
  same(
    rejected.map((line) => Number(/^\d+/.exec(line)?.[0])),
    [13, 14, 15, 16],
    'AC-B10 the numbers of the lines',
  );
  for (const [at, why] of [/ligne précédente/, /e-mail/, /déjà/, /nom/].entries())
    matches(rejected[at], why, `AC-B10 why line ${at + 13} is refused`);
}

/** AC-B10, where half of the month is over: nine more users cost 53.46. */
export async function importsAFile(visit, bees) {
  await seatPeople(bees, 8);
  await open(visit, bees, '/portal/users');
  await way(visit, 'Importer un fichier');
  await visit.accessible('choosing a file');
  await visit.shot('fr-desktop-84-import');
  const csv = await downloaded(visit, '#template-csv');
  same(csv.name, 'utilisateurs.csv', 'AC-B10 the template');
  for (const word of ['Prénom', 'Nom'])
    includes(csv.bytes.toString(), word, 'AC-B10 the template is in French');
  const workbook = await downloaded(visit, '#template-xlsx');
  same([workbook.name, workbook.bytes.toString('latin1', 0, 2)], ['utilisateurs.xlsx', 'PK'], 'a workbook');

  await reads(visit, 'equipe.csv', fifteen({ separator: ',', end: '\n' }));
  await visit.settled();
  await visit.accessible('what a file holds');
  await visit.shot('fr-desktop-85-import-report');
  const toCorrect = await downloaded(visit, '#rejected-csv');
  same(toCorrect.name, 'equipe-rejected.csv', 'AC-B10 the lines to correct');
  includes(toCorrect.bytes.toString(), 'pas-une-adresse', 'AC-B10 the lines to correct');
  await visit.locate('#import-leave').click();
  await visit.locate('[name=file]').waitFor();
  same(await parts(visit), [8, 0, 2], 'AC-B10 discarded');
  same([await live(bees), (await seatsOf(bees)).total], [10, 8], 'AC-B10 discarded');

  await reads(visit, 'excel.csv', fifteen({ separator: ';', end: '\r\n', start: '\ufeff' }));
  await visit.locate('#import-add').click();
  await visit.shows('.toast', '11 personnes ont été ajoutées');
  await visit.settled();
  same(await parts(visit), [8, 11, 0], 'AC-B10 on the list');
  includes(await visit.text('#number'), '19 utilisateurs', 'AC-B10 the number follows');
  await visit.shows(due, '53,46');
  await visit.shot('fr-desktop-86-imported');
  await visit.locate('#back').click();
  await visit.settled();
  same(await visit.locate('#item-user').inputValue(), '19', 'AC-B10 the number on my subscription');
  same([await live(bees), (await seatsOf(bees)).total], [10, 8], 'AC-B10 nothing before it is validated');
  await visit.page.goBack();
  await visit.shows(due, '53,46');
  await visit.settled();
  await visit.locate('#confirm').click();
  await visit.shows('.page .banner-good', '11 personnes ont maintenant un siège');
  same([await live(bees), (await seatsOf(bees)).total], [19, 19], 'AC-B10 validated');
}

/** Everything by the keyboard: adding, taking off, undoing, forgetting. */
async function needsNoMouse(visit, demo) {
  const bees = await hive(demo, { seats: 3, taken: 1, language: 'en', name: 'Orchard' });
  await open(visit, bees, '/portal/users');
  const { keyboard } = visit.page;
  const tabTo = async (selector) => {
    for (let press = 0; press < 60; press += 1) {
      if (await visit.page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`${selector} is not reached by Tab`);
  };
  await tabTo('[name=first_name]');
  for (const text of ['Ana', 'Ruiz', 'ana@ruche.example']) {
    await keyboard.type(text);
    await keyboard.press('Tab');
  }
  await keyboard.press('Enter');
  await row(visit, 'Ana Ruiz').waitFor();
  await visit.settled();
  same(
    await visit.page.evaluate(() => document.activeElement?.getAttribute('name')),
    'first_name',
    'the form is ready for the next person',
  );
  await tabTo('.people-table .remove');
  await keyboard.press('Enter');
  await visit.shows('.toast', 'Ana Ruiz is not on the list any more');
  await row(visit, 'Ana Ruiz').waitFor({ state: 'detached' });
  same(
    await visit.page.evaluate(() => document.activeElement?.id),
    'user-list',
    'the focus stays with the list',
  );
  await visit.locate('.toast-action').focus();
  await keyboard.press('Enter');
  await row(visit, 'Ana Ruiz').waitFor();
  await visit.settled();
  await visit.page.evaluate(() => document.getElementById('user-list')?.focus());
  await tabTo('#discard');
  await keyboard.press('Enter');
  await visit.locate('dialog[open]').waitFor();
  await visit.accessible('forgetting the list');
  await tabTo('#discard-list');
  await keyboard.press('Enter');
  await row(visit, 'Ana Ruiz').waitFor({ state: 'detached' });
  await visit.settled();
  same(await parts(visit), [1, 0, 2], 'the list is forgotten');

  await tabTo('[name=first_name]').catch(() => visit.locate('[name=first_name]').focus());
  await writes(visit, { email: 'bo@ruche.example', first_name: 'Bo', last_name: 'Li' });
  await visit.page.evaluate(() => document.getElementById('user-list')?.focus());
  await tabTo('#confirm');
  await keyboard.press('Enter');
  await visit.shows('.page .banner-good', '1 person has a seat now');
  await visit.settled();
  same([await live(bees), (await seatsOf(bees)).total], [3, 2], 'a seat that was paid for already');
}

/** Fewer seats than people: who leaves is chosen, and only then the number goes down. */
async function choosesWhoLeaves(visit, demo) {
  const bees = await hive(demo, { seats: 6, taken: 5 });
  await open(visit, bees, '/portal/subscription');
  await visit.locate('#item-user').fill('3');
  await visit.locate('#item-user').blur();
  await visit.settled();
  matches(
    await visit.text('.page .banner-warning'),
    /\b5\b.*\b2\b/,
    'AC-B04 how many sit there, and how many too many',
  );
  holds(await visit.locate('#confirm').isDisabled(), 'AC-B04 nothing to confirm');
  await visit.locate('#choose-who-leaves').click();
  await visit.shows('dialog[open]', '2 personnes rendent le leur');
  holds(await visit.locate('#let-leave').isDisabled(), 'nobody was chosen yet');
  await visit.locate('dialog[open] label').filter({ hasText: 'Paul1 Martin' }).click();
  await visit.shows('#leaving-left', 'Choisissez encore 1 personne');
  holds(await visit.locate('#let-leave').isDisabled(), 'one is not enough');
  await visit.page.getByRole('checkbox', { name: 'Paul3 Martin' }).focus();
  await visit.page.keyboard.press('Space');
  await visit.shows('#leaving-left', 'C’est assez');
  for (const [screen, viewport] of Object.entries({ desktop, phone })) {
    await visit.page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark']) {
      await visit.page.emulateMedia({ colorScheme });
      await visit.accessible(`choosing who leaves, ${screen}, ${colorScheme}`);
      await visit.fits(`choosing who leaves, ${screen}`);
      await visit.shot(`fr-${screen}-${colorScheme}-90-who-leaves`, { full: false });
    }
  }
  await visit.page.setViewportSize(desktop);
  await visit.page.emulateMedia({ colorScheme: 'light' });
  await visit.locate('dialog[open] .segment').filter({ hasText: 'Tout de suite' }).click();
  await visit.shows('dialog[open]', 'perdent leur siège tout de suite');
  await visit.locate('#let-leave').click();
  await visit.shows('.toast', '2 sièges sont libres');
  await visit.locate('#choose-who-leaves').waitFor({ state: 'detached' });
  await visit.settled();
  same(await visit.locate('#item-user').inputValue(), '3', 'the number that was wanted is still there');
  const { data } = await seatsOf(bees);
  same(
    data.map(({ member }) => member.first_name),
    ['Paul0', 'Paul2', 'Paul4'],
    'who was chosen has left, and nobody else',
  );
  await visit.locate('#confirm').click();
  await visit.locate('.page .banner-good').waitFor();
  await visit.settled();
  const { quantities, scheduled } = await bees.shop.subscription(bees.customer);
  same(
    [quantities.user, scheduled.map((one) => one.set.quantities.user)],
    [6, [3]],
    'fewer from the next period',
  );
}

/** The same without anybody losing what is paid for: they leave when the period ends. */
async function choosesWhoLeavesLater(visit, demo) {
  const bees = await hive(demo, { seats: 4, taken: 4, language: 'en' });
  await open(visit, bees, '/portal/subscription');
  await visit.locate('#item-user').fill('3');
  await visit.locate('#item-user').blur();
  await visit.settled();
  await visit.locate('#choose-who-leaves').click();
  await visit.locate('dialog[open] label').filter({ hasText: 'Paul1 Martin' }).click();
  await visit.locate('#let-leave').click();
  await visit.shows('.toast', '1 person leaves then');
  await visit.locate('#choose-who-leaves').waitFor({ state: 'detached' });
  await visit.settled();
  await visit.locate('#confirm').click();
  await visit.locate('.page .banner-good').waitFor();
  await visit.settled();
  same((await seatsOf(bees)).counts[0].taken, 4, 'everybody sits there until then');
  const { period, scheduled } = await bees.shop.subscription(bees.customer);
  same(
    scheduled.map((one) => one.set.quantities.user),
    [3],
    'fewer from the next period',
  );
  const leaves = (await seatsOf(bees)).data.map(({ member, leaves_on }) => [member.first_name, leaves_on]);
  same(
    leaves.filter(([, on]) => on),
    [['Paul1', period[1]]],
    'who leaves, and when',
  );
  await open(visit, bees, '/portal/users');
  await visit.shows('.people-table', 'Until');
  await visit.shot('en-desktop-91-leaves-later');
  await visit.page.setViewportSize(phone);
  await visit.fits('who leaves, phone');
  await visit.accessible('who leaves, phone');
  await visit.shot('en-phone-91-leaves-later');
  await visit.page.setViewportSize(desktop);
  await visit.locate('.people-table button').filter({ hasText: 'Keep' }).click();
  await visit.locate('.people-table .badge-warning').first().waitFor({ state: 'detached' });
  same(
    (await seatsOf(bees)).data.filter(({ leaves_on }) => leaves_on),
    [],
    'they stay after all',
  );
}

const manyLines = (count) =>
  ['email,first_name,last_name,position']
    .concat(Array.from({ length: count }, (_, at) => `b${at}@ruche.example,Bee${at},Martin,Role ${at % 7}`))
    .join('\n');

async function staysQuick(visit, demo) {
  const bees = await hive(demo, { seats: 2, taken: 1, language: 'en', name: 'Big Hive' });
  await open(visit, bees, '/portal/users');
  await way(visit, 'Import a file');
  await chooses(visit, 'everybody.csv', `${manyLines(9_998)}\nnobody,A,B,C`);
  await visit.shows('#import-report', '9,998 people can be added');
  await visit.locate('#import-add').click();
  await visit.shows('.toast', '9,998 people were added');
  await visit.settled();
  await visit.shows('section:has(#user-list) [role=status]', '9,999 people');
  const drawn = () => visit.locate('.people-table tbody tr').count();
  holds((await drawn()) < 80, `${await drawn()} of 9,999 rows are drawn`);
  same(
    await visit.locate('.people-table').getAttribute('aria-rowcount'),
    '10000',
    'how many there are is said',
  );
  const spent = await visit.page.evaluate(async () => {
    const place = document.querySelector('.long-window');
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const longest = { took: 0 };
    for (let at = 1; at <= 40; at += 1) {
      const start = performance.now();
      place.scrollTo(0, (place.scrollHeight / 41) * at);
      await frame();
      await frame();
      longest.took = Math.max(longest.took, performance.now() - start);
    }
    place.scrollTo(0, place.scrollHeight);
    return Math.round(longest.took);
  });
  console.log(`      scrolling through 9,999 rows: two frames take ${spent} ms at most`);
  await row(visit, 'Paul0 Martin').waitFor();
  holds((await drawn()) < 80, `${await drawn()} rows are drawn at the end`);
  await visit.locate('[name=search]').fill('bee9997');
  await visit.shows('section:has(#user-list) [role=status]', '1 person');
  await row(visit, 'Bee9997').waitFor();
  await visit.locate('[name=search]').fill('');
  await visit.locate('[name=sort]').selectOption('name');
  await row(visit, 'Bee0 Martin').waitFor();
  await visit.locate('[name=shown]').selectOption('seated');
  await visit.shows('section:has(#user-list) [role=status]', '1 person');
  await visit.locate('[name=shown]').selectOption('all');
  for (const [screen, viewport] of Object.entries({ desktop, phone })) {
    await visit.page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark']) {
      await visit.page.emulateMedia({ colorScheme });
      await visit.settled();
      await visit.accessible(`ten thousand users, ${screen}, ${colorScheme}`);
      await visit.fits(`ten thousand users, ${screen}`);
      await visit.shot(`en-${screen}-${colorScheme}-87-many`);
    }
  }
}

async function saysWhatIsWrong(visit, demo) {
  visit.expect(/\b4(13|22)\b.*\/people-list/);
  const bees = await hive(demo, { seats: 2, taken: 1 });
  await open(visit, bees, '/portal/users');
  await visit.locate('section:has(#add-people) button[type=submit]').click();
  same(await visit.locate('.field-error').count(), 3, 'names and address are needed, the position is not');
  const wrong = { email: 'nobody', first_name: 'Ana', last_name: 'Ruiz' };
  for (const [name, text] of Object.entries(wrong)) await visit.locate(`form [name=${name}]`).fill(text);
  await visit.page.keyboard.press('Enter');
  await visit.shows('.field-error', 'e-mail');
  await way(visit, 'Importer un fichier');
  await chooses(visit, 'vide.csv', '');
  await visit.locate('.banner-bad').waitFor();
  await visit.accessible('an empty file');
  await chooses(visit, 'photo.csv', Buffer.from('89504e470d0a1a0a0000', 'hex'));
  await visit.locate('.banner-bad').waitFor();
  await chooses(visit, 'titres.csv', 'a,b,c\n1,2,3\n');
  await visit.locate('.banner-bad').waitFor();
  await visit.page.setViewportSize(phone);
  await visit.accessible('a file without headings on a phone');
  await visit.fits('a file without headings on a phone');
  await visit.shot('fr-phone-88-import-wrong');
  await chooses(visit, 'equipe.csv', fifteen({ separator: ';', end: '\n' }));
  await visit.locate('#import-report').waitFor();
  await visit.settled();
  await visit.accessible('what a file holds on a phone');
  await visit.fits('what a file holds on a phone');
  await visit.shot('fr-phone-88-import-report');
  await visit.locate('#import-add').click();
  await visit.locate('.toast').waitFor();
  await visit.settled();
  for (const path of ['/portal/users', '/portal/subscription']) {
    await visit.open(path);
    await visit.settled();
    for (const colorScheme of ['light', 'dark']) {
      await visit.page.emulateMedia({ colorScheme });
      await visit.accessible(`${path} with a list, ${colorScheme}`);
      await visit.fits(`${path} with a list`);
      await visit.shot(`fr-phone-${colorScheme}-89-${path.split('/').at(-1)}-list`);
    }
  }
}

export async function listing(stage) {
  const { demo } = stage;
  for (const [name, language, body] of [
    ['AC-B09 the list of users by the keyboard alone', 'en', needsNoMouse],
    ['AC-B10 ten thousand users are read, found and scrolled', 'en', staysQuick],
    ['AC-B04 who leaves is chosen where fewer seats are wanted', 'fr', choosesWhoLeaves],
    ['AC-B04 who leaves may stay until the period ends', 'en', choosesWhoLeavesLater],
    ['AC-B10 what is wrong with a person or a file is said', 'fr', saysWhatIsWrong],
  ])
    await test(`browser: ${name}`, () => stage.scenario({ language }, (visit) => body(visit, demo)));
}
