// Signing in as people do it: with the keyboard, in both languages, on a phone, in the dark.
import { setTimeout as pause } from 'node:timers/promises';
import { Shop } from '../http/shop.mjs';
import { holds, includes, matches, same } from '../lib/check.mjs';
import { codeOf, givePassword, password, passwordLink } from '../lib/credentials.mjs';
import { test } from '../lib/runner.mjs';
import { desktop, phone } from './stage.mjs';

const vendor = 'agorapulse';
let people = 0;

async function owner(demo, email = `bea${++people}@sign-in.example`, name = 'Atelier Bea') {
  const shop = new Shop(demo, 'Agorapulse');
  const customer = await shop.customer({ name, email });
  return { email, customer };
}

/** What the page looks like in every appearance, held against axe and the narrow screen. */
async function look(visit, name) {
  for (const [screen, viewport] of Object.entries({ desktop, phone })) {
    await visit.page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark']) {
      await visit.page.emulateMedia({ colorScheme });
      await visit.accessible(name);
      await visit.fits(name);
      await visit.shot(`${screen}-${colorScheme}-70-${name}`);
    }
  }
  await visit.page.emulateMedia({ colorScheme: 'light' });
  await visit.page.setViewportSize(desktop);
}

const heading = (visit) => visit.text('h1');

async function choosesAPassword(visit, demo, language) {
  const { email } = await owner(demo);
  visit.expect(/422.*new-password/);
  visit.expect(/410.*new-password/);
  const link = await passwordLink(demo, vendor, email);
  await visit.open(link);
  await visit.settled();
  same(
    await heading(visit),
    language === 'fr' ? 'Choisissez un mot de passe' : 'Choose a password',
    'the title',
  );
  await look(visit, `new-password-${language}`);
  await visit.page.keyboard.press('Tab');
  await visit.locate('[name=new-password]').focus();
  await visit.page.keyboard.type('short');
  await visit.page.keyboard.press('Enter');
  await visit.shows('.field-error', '12');
  await visit.locate('[name=new-password]').fill(password);
  await visit.page.keyboard.press('Enter');
  await visit.page.waitForURL('**/portal');
  await visit.settled();
  await visit.open('/portal/security');
  await visit.settled();
  same(await heading(visit), language === 'fr' ? 'Sécurité' : 'Security', 'the page of security');
  await look(visit, `security-${language}`);
  await visit.open(link);
  await visit.settled();
  await visit.locate('[name=new-password]').fill(password);
  await visit.page.keyboard.press('Enter');
  await visit.shows('.banner', language === 'fr' ? 'Recommencez' : 'Start again');
}

async function signsInByKeyboard(visit, demo, language) {
  const { email } = await owner(demo);
  await givePassword(demo, vendor, email);
  visit.expect(/401.*sign-in\/password/);
  await visit.open(`/portal/sign-in?vendor=${vendor}&to=/portal/security`);
  await visit.settled();
  await look(visit, `sign-in-${language}`);
  await visit.locate('[name=email]').focus();
  await visit.page.keyboard.type(email);
  await visit.page.keyboard.press('Tab');
  await visit.page.keyboard.type('a wrong password');
  await visit.page.keyboard.press('Enter');
  await visit.shows('.banner', language === 'fr' ? 'ne vont pas ensemble' : 'do not go together');
  await look(visit, `sign-in-refused-${language}`);
  await visit.locate('[name=password]').fill(password);
  await visit.page.keyboard.press('Enter');
  await visit.page.waitForURL((url) => url.pathname === '/portal/security');
  await visit.settled();
  includes(await visit.text('#sessions-title + ul'), 'Chrome', 'the browser has a name');
}

async function setsUpACode(visit, demo) {
  const { email } = await owner(demo);
  await givePassword(demo, vendor, email);
  visit.expect(/401.*sign-in\/code/);
  const enter = async () => {
    await visit.open(`/portal/sign-in?vendor=${vendor}`);
    await visit.settled();
    await visit.locate('[name=email]').fill(email);
    await visit.locate('[name=password]').fill(password);
    await visit.page.keyboard.press('Enter');
  };
  await enter();
  await visit.page.waitForURL('**/portal');
  await visit.open('/portal/security');
  await visit.settled();
  const card = visit.locate('section:has(#factor-title)');
  await card.getByRole('button', { name: 'Le configurer' }).click();
  await card.locator('.code-key').waitFor();
  await look(visit, 'code-key');
  const key = (await visit.text('.code-key')).replaceAll(' ', '');
  await visit.locate('[name=code]').fill(codeOf(key));
  await visit.page.keyboard.press('Enter');
  await visit.locate('.recovery-codes').waitFor();
  await look(visit, 'recovery-codes');
  const codes = (await visit.locate('.recovery-codes code').allInnerTexts()).map((code) => code.trim());
  same(codes.length, 10, 'ten recovery codes');
  await visit.page.getByRole('button', { name: 'Je les ai gardés' }).click();
  await visit.shows('section:has(#factor-title)', 'Il reste 10 codes de secours');
  await visit.forget();
  await enter();
  await visit.locate('[name=code]').waitFor();
  same(await heading(visit), 'Saisissez votre code', 'a code is asked for');
  // The step is read out.
  await visit.page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await look(visit, 'code');
  await visit.locate('[name=code]').fill('000000');
  await visit.page.keyboard.press('Enter');
  await visit.shows('.banner', 'Ce code est faux');
  await visit.locate('[name=code]').fill(codes[0]);
  await visit.page.keyboard.press('Enter');
  await visit.page.waitForURL('**/portal');
}

async function asksForMail(visit, demo, language) {
  const { email } = await owner(demo);
  await visit.open(`/portal/sign-in?vendor=${vendor}`);
  await visit.settled();
  const forgotten = language === 'fr' ? 'Mot de passe oublié ou absent ?' : 'Forgotten or no password?';
  await visit.page.getByRole('button', { name: forgotten }).click();
  await visit.locate('[name=email]').fill(email);
  await visit.page.keyboard.press('Enter');
  await visit.shows('.banner', language === 'fr' ? 'Regardez votre boîte' : 'Look into your mailbox');
  await look(visit, `mail-asked-${language}`);
  visit.expect(/410.*email-link/);
  await visit.open(`/portal/sign-in/link?vendor=${vendor}#made-up`);
  await visit.settled();
  await visit.page.getByRole('button', { name: language === 'fr' ? 'Continuer' : 'Continue' }).click();
  await visit.shows('.banner', language === 'fr' ? 'Recommencez' : 'Start again');
  await look(visit, `link-spent-${language}`);
}

async function switchesOrganisation(visit, demo) {
  const { email, customer } = await owner(demo, undefined, 'Atelier Nord');
  await owner(demo, email, 'Atelier Sud');
  await givePassword(demo, vendor, email);
  await visit.open(`/portal/sign-in?vendor=${vendor}`);
  await visit.settled();
  await visit.locate('[name=email]').fill(email);
  await visit.locate('[name=password]').fill(password);
  await visit.page.keyboard.press('Enter');
  await visit.page.waitForURL('**/portal');
  await visit.settled();
  const menu = visit.locate('.account button').first();
  includes(await menu.innerText(), 'Atelier Nord', 'in the first one');
  await menu.click();
  const choice = visit.page.getByLabel('Organisation', { exact: true });
  await choice.waitFor();
  await visit.accessible('the open menu');
  await visit.shot('desktop-light-71-organisations');
  // Whatever happens there while the page is on its way is not for the new session to ask for.
  await visit.page.route('**/portal', async (route) => {
    await new Shop(demo, 'Agorapulse').member(customer, 'member');
    await pause(1_000);
    await route.continue();
  });
  await Promise.all([visit.page.waitForEvent('load'), choice.selectOption({ label: 'Atelier Sud' })]);
  await visit.settled();
  await visit.shows('.account', 'Atelier Sud');
}

async function endsOtherSessions(visit, demo) {
  const { email } = await owner(demo);
  const elsewhere = await givePassword(demo, vendor, email);
  await visit.open(`/portal/sign-in?vendor=${vendor}&to=/portal/security`);
  await visit.settled();
  await visit.locate('[name=email]').fill(email);
  await visit.locate('[name=password]').fill(password);
  await visit.page.keyboard.press('Enter');
  await visit.page.waitForURL((url) => url.pathname === '/portal/security');
  await visit.settled();
  same(await visit.locate('.session-row').count(), 2, 'two sessions');
  await visit.page.getByRole('button', { name: 'Déconnecter partout ailleurs' }).click();
  await visit.page.waitForFunction(() => document.querySelectorAll('.session-row').length === 1);
  await elsewhere.get('/v1/session', { expect: 401 });
  matches(await visit.text('section:has(#notes-title)'), /Déconnexion partout ailleurs/, 'it is told');
}

async function findsTheWayBack(visit, demo) {
  const { email, customer } = await owner(demo);
  await givePassword(demo, vendor, email);
  const shop = new Shop(demo, 'Agorapulse');
  const { body } = await shop.api.post(
    '/v1/portal-links',
    { customer: customer.id, member: customer.owner.id },
    { expect: 201 },
  );
  await visit.open(body.url);
  await visit.settled();
  await visit.forget();
  await visit.open('/portal/invoices');
  await visit.settled();
  await visit.page.getByRole('link', { name: 'Se connecter' }).click();
  await visit.locate('[name=email]').fill(email);
  await visit.locate('[name=password]').fill(password);
  await visit.page.keyboard.press('Enter');
  await visit.page.waitForURL('**/portal/invoices');
  holds(true, 'back where they wanted to be');
}

export async function signingIn(stage) {
  const { demo } = stage;
  const play = (name, options, body) =>
    test(`browser: ${name}`, () => stage.scenario(options, (visit) => body(visit, demo, options.language)));
  for (const language of ['fr', 'en']) {
    await play(`choosing a password, in ${language}`, { language }, choosesAPassword);
    await play(`signing in by keyboard alone, in ${language}`, { language }, signsInByKeyboard);
    await play(`asking for a link by mail, in ${language}`, { language }, asksForMail);
  }
  await play('a second factor is set up and asked for', { language: 'fr' }, setsUpACode);
  await play('going to another organisation', { language: 'fr' }, switchesOrganisation);
  await play('ending all other sessions', { language: 'fr' }, endsOtherSessions);
  await play('signed out, and back to the same page', { language: 'fr' }, findsTheWayBack);
}
