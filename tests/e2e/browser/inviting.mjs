// People who are asked by mail to come: invited, counted, written to again, taken back, and there.

import { Shop } from '../http/shop.mjs';
import { holds, includes, same } from '../lib/check.mjs';
import { startDemo } from '../lib/demo.mjs';
import { openMailbox } from '../lib/mailbox.mjs';
import { test, until } from '../lib/runner.mjs';
import { desktop, phone, Stage } from './stage.mjs';

const words = {
  en: {
    sent: 'An invitation is on its way to Ana Ruiz',
    invited: 'Invited',
    several: 'Several at once',
    taken: 'All 3 seats are taken',
    malformed: 'e-mail',
    known: 'has this e-mail address',
    outcome: '2 people were invited',
    found: '3 invitations open',
    again: 'A new link is on its way to',
    wait: 'Try again in',
    twice: 'sent twice',
    cancelled: 'is cancelled',
    none: 'No invitation is open',
    held: 'of these seats are held by invitations',
    one: 'One of these seats is held by an invitation',
    waiting: '2 invitations wait without a seat',
    expired: 'Expired',
    buy: 'Buy more seats',
    go_on: 'Continue',
  },
  fr: {
    sent: 'Une invitation est en route vers Ana Ruiz',
    invited: 'Invitation envoyée',
    several: 'Plusieurs à la fois',
    taken: 'Les 3 sièges sont tous occupés',
    malformed: 'e-mail',
    known: 'a déjà cette adresse',
    outcome: '2 personnes ont été invitées',
    found: '3 invitations en attente',
    again: 'Un nouveau lien est en route vers',
    wait: 'Réessayez dans',
    twice: 'envoyée deux fois',
    cancelled: 'est annulée',
    none: 'Aucune invitation n’est en attente',
    held: 'de ces sièges sont réservés par des invitations',
    one: 'Un de ces sièges est réservé par une invitation',
    waiting: '2 invitations attendent sans siège',
    expired: 'Expirée',
    buy: 'Acheter des sièges',
    go_on: 'Continuer',
  },
};

const row = (visit, name) => visit.locate('.members-table tbody tr').filter({ hasText: name });
const open = (visit, name) => visit.locate('.invitation').filter({ hasText: name });
const resend = (visit, name) => open(visit, name).locator('button').first();
const cancel = (visit, name) => open(visit, name).locator('.invitation-cancel');
const inDialog = (name) => `dialog[open] [name=${name}]`;
const submit = 'dialog[open] button[type=submit]';

/** A customer with three seats that are paid for, and its owner on the page of members. */
async function hive(demo, language) {
  const shop = new Shop(demo, 'Beesbusy');
  const customer = await shop.customer({ language, name: `Rucher ${language}` });
  await shop.subscribe(customer, { set: { plan: 'business', cycle: 'month', quantities: { user: 3 } } });
  return { shop, customer, address: (name) => `${name}.${customer.id.slice(-6)}@rucher.example` };
}

async function enter(visit, { shop, customer }, path = '/portal/members') {
  const { body } = await shop.api.post(
    '/v1/portal-links',
    { customer: customer.id, member: customer.owner.id },
    { expect: 201 },
  );
  await visit.open(body.url);
  await visit.open(path);
  await visit.settled();
}

/** What the page looks like in every appearance, held against axe and the narrow screen. */
async function look(visit, language, name, { full = true } = {}) {
  for (const [screen, viewport] of Object.entries({ desktop, phone })) {
    await visit.page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark']) {
      await visit.page.emulateMedia({ colorScheme });
      await visit.accessible(`${name}, ${screen}, ${colorScheme}`);
      await visit.fits(`${name}, ${screen}`);
      await visit.shot(`${language}-${screen}-${colorScheme}-75-${name}`, { full });
    }
  }
  await visit.page.emulateMedia({ colorScheme: 'light' });
  await visit.page.setViewportSize(desktop);
}

/** The link of the newest mail to somebody. */
async function linkTo(mailbox, email, count = 1) {
  await until(`mail ${count} to ${email}`, () => mailbox.to(email).length >= count, { seconds: 30 });
  const mail = mailbox.to(email).at(-1);
  return { mail, link: /http\S+#[\w-]+/.exec(mail.text)[0] };
}

const seats = async ({ shop, customer }) => (await shop.api.get(`${customer.at}/seats`)).body.counts[0];

async function invitesOne(visit, bees, say, language) {
  visit.expect(/\b(409|422)\b.*\/invitations/);
  await visit.locate('#invite').click();
  await visit.locate(submit).click();
  same(await visit.locate('dialog[open] .field-error').count(), 1, 'the address is needed');
  holds(
    await visit.locate(inDialog('email')).evaluate((field) => document.activeElement === field),
    'the field that lacks something has the focus',
  );
  await visit.locate(inDialog('email')).fill('nobody');
  await visit.page.keyboard.press('Enter');
  await visit.shows('dialog[open] .field-error', say.malformed);
  await visit.locate(inDialog('email')).fill(bees.customer.owner.email);
  await visit.page.keyboard.press('Enter');
  await visit.shows('dialog[open] .field-error', say.known);
  await visit.locate(inDialog('email')).fill(bees.address('ana'));
  await visit.locate(inDialog('first_name')).fill('Ana');
  await visit.locate(inDialog('last_name')).fill('Ruiz');
  same(await visit.locate(inDialog('language')).inputValue(), language, 'the mail speaks like the reader');
  same(await visit.locate(inDialog('seat')).inputValue(), 'user', 'a seat that is free');
  await look(visit, language, 'invite-one', { full: false });
  await visit.locate(inDialog('last_name')).focus();
  await visit.page.keyboard.press('Enter');
  await visit.shows('.toast', say.sent);
  await row(visit, 'Ana Ruiz').waitFor();
  await visit.settled();
  includes(await row(visit, 'Ana Ruiz').innerText(), say.invited, 'the badge');
  same(
    await visit.page.evaluate(() => document.activeElement?.id),
    'invite',
    'the focus is back where it came from',
  );
}

async function invitesSeveral(visit, bees, say, language) {
  await visit.locate('#invite').click();
  await visit.page.getByRole('radio', { name: say.several }).check();
  const [bo, cy, di] = ['bo', 'cy', 'di'].map(bees.address);
  await visit.locate(inDialog('people')).fill(`${bo} Cy Li <${cy}>,\t${di}\nnot-an-address`);
  await visit.locate(submit).click();
  await visit.shows('dialog[open]', say.outcome);
  const said = await visit.locate('.verdict').allInnerTexts();
  same(
    said.map((text) => text.includes(say.taken)),
    [false, false, true, false],
    'who finds no seat',
  );
  includes(said[3], say.malformed, 'what is no address');
  same(
    (await visit.locate(inDialog('people')).inputValue()).split('\n').length,
    2,
    'the addresses that were refused stay',
  );
  same(await visit.locate(inDialog('seat')).inputValue(), 'user', 'they are still to have a seat');
  await visit.locate('dialog[open]').getByRole('link', { name: say.buy }).waitFor();
  await look(visit, language, 'invite-several', { full: false });
  await visit.page.keyboard.press('Escape');
  await visit.locate('dialog[open]').waitFor({ state: 'detached' });
  await visit.shows('#invitations', say.found);
  same(await visit.locate('.invitation').count(), 3, 'three are waited for');
  visit.expect(/\b429\b.*\/resend/);
  await resend(visit, bo).click();
  await visit.shows('#invitations .banner', say.wait);
  holds(/\d+ sec/.test(await visit.text('#invitations .banner')), 'it says how long');
  await look(visit, language, 'members-invited');
}

async function counted(visit, bees, say, language) {
  same([(await seats(bees)).taken, (await seats(bees)).invited], [3, 3], 'all seats are held');
  for (const path of ['/portal/users', '/portal/subscription']) {
    await visit.open(path);
    await visit.settled();
    await visit.shows('.invited-seats', `3 ${say.held}`);
    await look(visit, language, `counted-${path.split('/').at(-1)}`);
  }
  // Where the catalog holds no seats, the service says how many wait without one.
  await visit.page.route('**/seats?**', async (route) => {
    const answer = await route.fetch();
    const list = await answer.json();
    for (const count of list.counts) Object.assign(count, { invited: 0, waiting: 2 });
    await route.fulfill({ response: answer, json: list });
  });
  await visit.page.reload();
  await visit.settled();
  await visit.shows('.invited-seats', say.waiting);
  await look(visit, language, 'waiting');
  await visit.page.unroute('**/seats?**');
}

async function comes(stage, bees, mailbox, say, language) {
  const { mail, link } = await linkTo(mailbox, bees.address('ana'));
  includes(mail.text, `Rucher ${language}`, 'who invites');
  await stage.scenario({ language, viewport: phone }, async (second) => {
    await second.open(link);
    await second.settled();
    same((await seats(bees)).invited, 3, 'nobody has come by a look at the link');
    await second.page.getByRole('button', { name: say.go_on }).click();
    await second.page.waitForURL('**/portal');
    await second.settled();
    await second.accessible('whoever was invited');
    await second.shot(`${language}-phone-75-came`);
  });
  const { invited, taken } = await seats(bees);
  same([taken, invited], [3, 2], 'her seat is hers');
}

async function writesAgain(visit, bees, mailbox, say, language) {
  const bo = bees.address('bo');
  await enter(visit, bees);
  same(await open(visit, 'Ana Ruiz').count(), 0, 'who came is waited for no more');
  same((await row(visit, 'Ana Ruiz').innerText()).includes(say.invited), false, 'nor has the badge');
  await bees.shop.api.post('/v1/demo/clock', { days: 1 }, { key: null });
  const before = (await linkTo(mailbox, bo)).link;
  await enter(visit, bees);
  await resend(visit, bo).focus();
  await visit.page.keyboard.press('Enter');
  await visit.shows('.toast', say.again);
  await visit.shows('#invitations', say.twice);
  const { link } = await linkTo(mailbox, bo, 2);
  holds(link !== before, 'a new link');
  await visit.settled();
  await look(visit, language, 'sent-again');
}

/** Closed and opened again before the browser has told that it was closed: it is open, and can be used. */
async function closesAndOpensAtOnce(visit, name) {
  await cancel(visit, name).click();
  await visit.locate('dialog[open] .button-danger').waitFor();
  await cancel(visit, name).evaluate(async (button) => {
    const isTold = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    document.querySelector('dialog[open]').requestClose();
    button.click();
    await isTold();
    await isTold();
  });
  await visit.locate('dialog[open] .button-danger').waitFor();
  await visit.page.keyboard.press('Escape');
  await visit.locate('dialog[open]').waitFor({ state: 'detached' });
}

async function takesBack(visit, bees, say, language) {
  const bo = bees.address('bo');
  await cancel(visit, bo).click();
  await look(visit, language, 'cancel', { full: false });
  await visit.page.keyboard.press('Escape');
  await visit.locate('dialog[open]').waitFor({ state: 'detached' });
  same(await open(visit, bo).count(), 1, 'Escape leaves it');
  await closesAndOpensAtOnce(visit, bo);
  await cancel(visit, bo).focus();
  await visit.page.keyboard.press('Enter');
  await visit.locate('dialog[open] .button-danger').click();
  await visit.shows('.toast', say.cancelled);
  await open(visit, bo).waitFor({ state: 'detached' });
  // The focus stays with the list.
  await visit.page.waitForFunction(() => document.activeElement?.id === 'invitations-title');
  await visit.settled();
  same(await row(visit, bo).count(), 0, 'nor are they a member');
  same([(await seats(bees)).taken, (await seats(bees)).invited], [2, 1], 'the seat is free');
  await visit.open('/portal/subscription');
  await visit.settled();
  await visit.shows('.invited-seats', say.one);
}

async function failsWell(visit, bees, say, language) {
  visit.expect(/\b500\b.*\/invitations/);
  await visit.page.route('**/invitations', (route) =>
    route.request().method() === 'GET'
      ? route.fulfill({ status: 500, contentType: 'application/json', body: '{"code":"internal"}' })
      : route.continue(),
  );
  await enter(visit, bees);
  await visit.locate('#invitations .banner-bad').waitFor();
  await look(visit, language, 'failed');
  await visit.page.unroute('**/invitations');
  await visit.locate('#invitations .banner-bad button').click();
  await visit.locate('.invitation').waitFor();
  await cancel(visit, 'Cy Li').click();
  await visit.locate('dialog[open] .button-danger').click();
  await visit.shows('#invitations', say.none);
  await look(visit, language, 'none');
}

async function expires(visit, demo, say, language) {
  const bees = await hive(demo, language);
  const owner = await bees.shop.person(bees.customer);
  const person = { email: bees.address('eve'), first_name: 'Ève', last_name: 'Roy', language };
  await owner.post(`${bees.customer.at}/invitations`, { person, seat: 'user' }, { expect: 201 });
  same((await seats(bees)).invited, 1, 'a seat is held for her');
  await bees.shop.api.post('/v1/demo/clock', { days: 61 }, { key: null });
  await until('it expires', async () => (await seats(bees)).taken === 0, { seconds: 30 });
  await enter(visit, bees);
  await visit.shows('.invitation .badge', say.expired);
  includes(await row(visit, 'Ève Roy').innerText(), say.expired.toLowerCase(), 'the badge');
  await look(visit, language, 'expired');
  await resend(visit, 'Ève Roy').click();
  await visit.shows('.toast', say.again);
  await visit.locate('.invitation .badge').waitFor({ state: 'detached' });
  same([(await seats(bees)).taken, (await seats(bees)).invited], [1, 1], 'she has her seat back');
}

async function livesThrough(visit, stage, mailbox, language) {
  const say = words[language];
  const bees = await hive(stage.demo, language);
  await enter(visit, bees);
  await visit.shows('#invitations', say.none);
  await invitesOne(visit, bees, say, language);
  await invitesSeveral(visit, bees, say, language);
  await counted(visit, bees, say, language);
  await comes(stage, bees, mailbox, say, language);
  await writesAgain(visit, bees, mailbox, say, language);
  await takesBack(visit, bees, say, language);
  await failsWell(visit, bees, say, language);
}

/** In a demo of its own: mails are sent, and time moves on. */
export async function inviting(browser) {
  const mailbox = await openMailbox();
  const demo = await startDemo(['--mail', mailbox.address]);
  const stage = new Stage(demo, browser);
  try {
    for (const language of ['fr', 'en'])
      await test(`browser: people are invited, come, are asked again and are not wanted any more, in ${language}`, () =>
        stage.scenario({ language }, (visit) => livesThrough(visit, stage, mailbox, language)));
    await test('browser: an invitation that expired is sent again', () =>
      stage.scenario({ language: 'en' }, (visit) => expires(visit, demo, words.en, 'en')));
    await demo.stop();
    await test('browser: settle verify finds nothing after people were invited', () => demo.verify());
  } finally {
    await demo.discard();
    await mailbox.close();
  }
}
