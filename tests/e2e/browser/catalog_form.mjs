// The next version of the catalog by its form: the same text, the same checks, and nothing that is unsaved lost.
import { holds, includes, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test, until } from '../lib/runner.mjs';
import { desktop, plain } from './stage.mjs';

const narrow = { width: 400, height: 800 };
const words = {
  fr: { form: 'Formulaire', text: 'Texte', kept: 'Tout est enregistré.', price: '109,50' },
  en: { form: 'Form', text: 'Text', kept: 'All is saved.', price: '109.50' },
};
const field = (path, kind = 'input') => `[data-place="catalog.yaml/${path}"] ${kind}`;
const price = field('plans/0/price/EUR/month');
const save = '.catalog-save [type=submit]';
const status = '.catalog-save [role=status]';

async function looksGood(visit, name) {
  await visit.settled();
  await visit.accessible(name);
  await visit.fits(name);
  await visit.shot(`catalog-${name.replaceAll(' ', '-')}`);
}

async function begins(visit, staff, title, link = visit.demo.vendors.Agorapulse.staff) {
  const { body: draft } = await staff.post('/v1/catalog-versions', { title }, { expect: 201 });
  await visit.open(link);
  await visit.open(`/desk/catalog/${draft.id}`);
  await visit.locate('.catalog-fold').first().waitFor();
  await visit.settled();
  return draft;
}

/** By its own summary, not by those folded into it. */
async function unfolds(visit, number) {
  await visit.locate('.catalog-form > details').nth(number).locator('summary').first().click();
}

async function unfoldsPlan(visit, at) {
  await visit.locate(`[data-place="catalog.yaml/plans/${at}"] summary`).first().click();
  await visit.locate(field(`plans/${at}/rank`)).waitFor();
}

async function picks(visit, view) {
  await visit.locate('.catalog-head .segment').filter({ hasText: view }).click();
}

async function isSaved(visit, language) {
  await visit.locate(save).click();
  await visit.shows(status, words[language].kept);
  await visit.settled();
}

const catalogOf = ({ documents }) => documents.find(({ name }) => name === 'catalog.yaml').text;

async function aPriceByForm(visit, staff, language, name) {
  const draft = await begins(visit, staff, `Prices ${language}`);
  await looksGood(visit, `form ${name}`);
  await unfoldsPlan(visit, 0);
  await looksGood(visit, `plan ${name}`);
  same(await visit.locate(price).inputValue(), '99.00', 'the price as it is written');
  await visit.locate(price).fill('109,50');
  same(await visit.locate(price).inputValue(), '109.50', 'as the text has to have it');
  holds(!(await visit.text(status)).includes(words[language].kept), 'it is not saved yet');
  same(await visit.locate('[aria-labelledby=publish] form').count(), 0, 'nor published before it is saved');

  await picks(visit, words[language].text);
  const before = catalogOf(draft).split('\n');
  const after = (await visit.locate('.catalog-text textarea').inputValue()).split('\n');
  same(after.length, before.length, 'no line comes or goes');
  same(
    after.filter((line, at) => line !== before[at]),
    ['    price: {EUR: {month: 109.50, year: 948.00}}'],
    'one line of the text is another',
  );
  await looksGood(visit, `text ${name}`);
  await visit.locate('.catalog-text textarea').fill(after.join('\n').replace('  days: 30', '  days: 21'));
  await picks(visit, words[language].form);
  await visit.locate('.catalog-fold').first().waitFor();
  await unfolds(visit, 1);
  same(await visit.locate(field('trial/days')).inputValue(), '21', 'what was typed in the text');
  const [undo, redo] = [1, 2].map((at) => visit.locate('.catalog-save button').nth(at));
  await undo.click();
  same(await visit.locate(field('trial/days')).inputValue(), '30', 'one step back');
  await undo.click();
  await unfoldsPlan(visit, 0);
  same(await visit.locate(price).inputValue(), '99.00', 'two steps back');
  await visit.shows(status, words[language].kept);
  await redo.click();
  same(await visit.locate(price).inputValue(), '109.50', 'and one forward');

  await isSaved(visit, language);
  await visit.shows('[aria-labelledby=differences] li', words[language].price);
  await looksGood(visit, `saved ${name}`);
  await visit.locate('[name=from]').fill('2999-01-01');
  await visit.locate('[aria-labelledby=publish] [type=submit]').click();
  await visit.locate('[aria-labelledby=publish]').waitFor({ state: 'detached' });
  const { body: published } = await staff.get(`/v1/catalog-versions/${draft.id}`);
  same([published.state, published.from], ['published', '2999-01-01'], 'published for a day');
  same(catalogOf(published), after.join('\n'), 'what was written by form');
  await looksGood(visit, `published ${name}`);
  await staff.post(`/v1/catalog-versions/${draft.id}/retire`, undefined, {
    headers: { 'If-Match': `"${published.revision}"` },
    key: null,
  });
}

async function mistakesAtTheirFields(visit, staff, language, name) {
  await begins(visit, staff, `Mistakes ${language}`);
  await unfoldsPlan(visit, 0);
  await visit.locate(price).fill('much');
  const least = field('plans/0/items/profile/min');
  await visit.locate(least).fill('2000');
  const text = '[data-place="texts.fr.yaml/plans.standard.description"] input';
  await visit.locate(text).fill('');
  await visit.locate(save).click();
  await visit.locate('.banner-warning li').first().waitFor();
  await visit.settled();
  includes(await visit.text('.banner-warning'), 'much', 'the list has it');
  const wrong = visit.locate('[data-place="catalog.yaml/plans/0/price/EUR/month"]');
  same(await wrong.locator('input').getAttribute('aria-invalid'), 'true', 'its field is marked');
  includes(plain(await wrong.innerText()), 'price: "much" is not an amount', 'with the reason');
  await looksGood(visit, `mistakes ${name}`);

  // Folded away, each is found again from the list.
  await visit.locate('.catalog-form > details > summary').first().click();
  await visit.locate(price).waitFor({ state: 'detached' });
  await visit.locate('.banner-warning li button').first().click();
  await visit.page.waitForFunction(
    (chosen) => document.activeElement === document.querySelector(chosen),
    price,
  );
  await visit.locate(price).fill('99.00');
  await wrong.locator('.field-error').waitFor({ state: 'detached' });
  await isSavedWithMistakes(visit);
  includes(
    plain(await visit.locate('[data-place="catalog.yaml/plans/0/items/profile"]').innerText()),
    'min 2000 is more than max 1000',
    'what two fields say together is told beside them',
  );
  await visit.locate(least).fill('10');
  await isSavedWithMistakes(visit);
  includes(
    plain(await visit.locate('[data-place="texts.fr.yaml/plans.standard.description"]').innerText()),
    'is missing in fr',
    'a text that one language lacks',
  );
  await visit.locate(text).fill('Tout ce qu’il faut: et plus');
  await isSaved(visit, language);
  await visit.locate('.banner-warning').waitFor({ state: 'detached' });
}

async function isSavedWithMistakes(visit) {
  const answered = visit.page.waitForResponse(
    (response) => response.request().method() === 'PUT' && response.url().includes('/v1/catalog-versions/'),
  );
  await visit.locate(save).click();
  await answered;
  await visit.settled();
}

/** No pointer from here on. */
async function rulesByKeyboard(visit, staff, language, name) {
  await begins(visit, staff, `Rules ${language}`);
  await visit.locate('.catalog-form > details > summary').nth(2).focus();
  await visit.page.keyboard.press('Enter');
  await visit.locate('.catalog-rules').waitFor();
  await looksGood(visit, `rules ${name}`);
  const ids = () =>
    visit.page.evaluate(() =>
      [...document.querySelectorAll('.catalog-rules tr > th code')].map((one) => one.textContent),
    );
  const before = await ids();
  await visit.locate('[data-move="rules/3/-1"]').focus();
  await visit.page.keyboard.press('Enter');
  const [a, b, c, d, ...rest] = before;
  same(await ids(), [a, b, d, c, ...rest], 'it went up by one');
  await visit.page.waitForFunction(() => document.activeElement?.dataset.move === 'rules/2/-1');
  await visit.page.keyboard.press('Enter');
  same(await ids(), [a, d, b, c, ...rest], 'and again, with the focus on it');

  const open = visit.locate('[data-place="catalog.yaml/rules/1"] [aria-expanded]');
  await open.focus();
  await visit.page.keyboard.press('Enter');
  await visit.locate('.catalog-rule-open').waitFor();
  await looksGood(visit, `rule ${name}`);
  const outcome = visit.locate(field('rules/1/outcome', 'select'));
  await outcome.focus();
  await outcome.selectOption('no');
  await visit.locate(field('rules/1/when/role', 'label')).first().waitFor();
  const role = visit.locate('[data-place="catalog.yaml/rules/1/when/role"] input').first();
  await role.focus();
  await visit.page.keyboard.press('Space');
  const repeat = visit.locate('.catalog-rule-open .wrap > button').first();
  await repeat.focus();
  await visit.page.keyboard.press('Enter');
  same((await ids())[2], `${d}-2`, 'a second one, right behind it');
  await visit.locate(field('rules/2/id')).fill('of-its-own');
  same((await ids())[2], 'of-its-own', 'with another name');
  await isSavedWithMistakes(visit);
  const { body: kept } = await staff.get(
    visit.page.url().replace(/.*\/desk\/catalog/, '/v1/catalog-versions'),
  );
  const lines = catalogOf(kept).split('\n');
  const rules = lines.slice(lines.indexOf('rules:') + 1).filter((line) => line.includes('id: '));
  includes(rules[1], `{id: ${d}, when: {`, 'the text has it where it was moved');
  includes(rules[1], 'role: owner', 'with its condition');
  includes(rules[1], 'outcome: no', 'and its answer');
  includes(rules[2], '{id: of-its-own, ', 'and the second one');
  holds(!rules[1].includes('billed'), 'without what says nothing beside it');
  // Two that match the same: the second could never answer, and that is said at its row.
  includes(
    plain(await visit.locate('.catalog-rule-open').innerText()),
    'can never be reached',
    'why it is wrong',
  );
  await visit.locate('.catalog-rule-open .wrap > button').nth(1).focus();
  await visit.page.keyboard.press('Enter');
  same(await ids(), [a, d, b, c, ...rest], 'it is gone again');
  await isSavedWithMistakes(visit);
}

async function nothingIsLost(visit, staff, language, name) {
  visit.expect(/\b412\b/);
  const draft = await begins(visit, staff, `Both ${language}`);
  await unfoldsPlan(visit, 0);
  await visit.locate(price).fill('111.00');

  // Another page and back: it is still there, and the list says so.
  await visit.locate('main a[href="/desk/catalog"]').click();
  await visit.locate(`.queue a[href="/desk/catalog/${draft.id}"]`).click();
  await visit.locate('.catalog-fold').first().waitFor();
  await unfoldsPlan(visit, 0);
  same(await visit.locate(price).inputValue(), '111.00', 'what was not saved');
  // The tab is not closed unasked.
  const asked = new Promise((done) =>
    visit.page.once('dialog', async (dialog) => {
      await dialog.dismiss();
      done(dialog.type());
    }),
  );
  await visit.page.evaluate(() => setTimeout(() => location.reload(), 0));
  same(await asked, 'beforeunload', 'the browser asks first');

  // Somebody else saves the same draft.
  const documents = draft.documents.map((one) =>
    one.name === 'catalog.yaml' ? { ...one, text: one.text.replace('  days: 30', '  days: 31') } : one,
  );
  await staff.put(
    `/v1/catalog-versions/${draft.id}`,
    { documents },
    { headers: { 'If-Match': `"${draft.revision}"` } },
  );
  await visit.locate(save).click();
  const theirs = visit.locate('form .banner-warning');
  await theirs.waitFor();
  await looksGood(visit, `stale ${name}`);
  same(await visit.locate(price).inputValue(), '111.00', 'what was written is still there');
  await theirs.locator('button').first().click();
  await theirs.waitFor({ state: 'detached' });
  same(await visit.locate(price).inputValue(), '99.00', 'theirs');
  await visit.locate('.catalog-save button').nth(1).click();
  same(await visit.locate(price).inputValue(), '111.00', 'and one step back, ours');
  await isSaved(visit, language);
  const { body: kept } = await staff.get(`/v1/catalog-versions/${draft.id}`);
  includes(catalogOf(kept), 'price: {EUR: {month: 111.00', 'it is saved once it was chosen');
}

/** Whatever a catalog has, each part opens well, and what is new in it is read by the service. */
async function everyPart(visit, vendor, language) {
  const own = visit.demo.vendors[vendor].staff;
  const staff = await signIn(visit.demo, own);
  await firstVersion(staff);
  const draft = await begins(visit, staff, `All ${language}`, own);
  const closed = visit.locate('.catalog-fold:not([open]) > summary');
  while ((await closed.count()) > 0) await closed.first().click();
  await visit.locate('.catalog-rules [aria-expanded]').nth(3).click();
  await looksGood(visit, `all of ${vendor} ${language}`);
  const raw = await visit.page.evaluate(
    () =>
      /\b(undefined|NaN|\[object)\b|\{\w+\}|catalog_form\./.exec(
        document.querySelector('.catalog-form').innerText,
      )?.[0],
  );
  holds(!raw, `the form shows ${raw}`);
  await visit.shows(status, words[language].kept);

  await visit.locate(field('trial/days')).fill('14');
  await visit.locate(field('trial/plan', 'select')).selectOption({ index: 1 });
  await visit.locate(field('trial/reminder_days_left')).fill('7, 3, ');
  await visit.locate(field('payment/transfer_account/iban')).fill('FR7630006000011234567890189');
  await visit.locate(field('payment/transfer_due_days')).fill('45');
  await visit.locate(field('invitations/expire_days')).fill('30');
  await visit.locate(field('invitations/hold_seat')).uncheck();
  await visit.locate(field('seller/legal_name')).fill('L\'Exemple: « un », "deux" # trois');
  const label = visit.locate('.catalog-text-pair input').first();
  await label.fill('Une enseigne: & co');
  await isSaved(visit, language);
  same(await visit.locate('section .banner-warning').count(), 0, 'the service finds nothing wrong');
  const { body: kept } = await staff.get(`/v1/catalog-versions/${draft.id}`);
  same(kept.mistakes, [], 'nor says so');
  const before = catalogOf(draft).split('\n');
  const comments = (text) => text.split('\n').filter((line) => line.trim().startsWith('#'));
  same(comments(catalogOf(kept)), comments(catalogOf(draft)), 'every comment is there');
  const gone = before.filter((line) => !catalogOf(kept).split('\n').includes(line));
  holds(gone.length <= 5, `no more lines than were edited: ${gone.join(' | ')}`);
}

async function firstVersion(staff) {
  await until('the installed catalog is the first version', async () => {
    const { body } = await staff.get('/v1/catalog-versions');
    return body.data.length > 0;
  });
}

export async function catalogForm(stage) {
  const staff = await signIn(stage.demo, stage.demo.vendors.Agorapulse.staff);
  await firstVersion(staff);
  const seen = [
    ['fr', narrow],
    ['en', desktop],
  ];
  for (const [language, viewport] of seen) {
    const on = (body, name) =>
      test(`browser: ${name}, in ${language}`, () =>
        stage.scenario({ language, viewport, scheme: language === 'fr' ? 'light' : 'dark' }, (visit) =>
          body(visit, staff, language, language),
        ));
    await on(
      aPriceByForm,
      'a price of the catalog is changed by form, seen in the text, saved and published',
    );
    await on(mistakesAtTheirFields, 'mistakes in the catalog are told at their fields');
    await on(rulesByKeyboard, 'rules of the catalog are moved, changed and doubled by keyboard');
    await on(nothingIsLost, 'a draft of the catalog that two people write loses nothing');
    // Each vendor's whole form once, on one screen or the other.
    for (const vendor of Object.keys(stage.demo.vendors).filter(
      (_, at) => seen[at % seen.length][0] === language,
    ))
      await on(
        (visit) => everyPart(visit, vendor, language),
        `each part of the catalog of ${vendor} opens, and what is new is read`,
      );
  }
}
