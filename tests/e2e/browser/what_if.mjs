// Staff try a draft on all customers, and read what it would change.
import { Shop } from '../http/shop.mjs';
import { dearerDraft } from '../http/what_if.mjs';
import { holds, includes, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { desktop } from './stage.mjs';

const narrow = { width: 400, height: 800 };
const words = {
  fr: { title: 'Simulation : Brouillon', more: 'Paient plus', act: 'moins', none: 'Aucun client' },
  en: { title: 'What if: Draft', more: 'Pay more', act: 'fewer', none: 'No customer' },
};

async function looksGood(visit, name) {
  await visit.settled();
  await visit.accessible(name);
  await visit.fits(name);
  await visit.shot(`what-if-${name.replaceAll(' ', '-')}`);
}

async function tried(visit, { demo, draft, customer, language, size }) {
  const { page } = visit;
  const said = words[language];
  await visit.open(demo.vendors.Agorapulse.staff);
  await visit.open(`/desk/catalog/${draft.id}`);
  await visit.locate(`main a[href="/desk/catalog/${draft.id}/what-if"]`).click();
  await visit.shows('h1', said.title);
  await looksGood(visit, `form ${language} ${size}`);
  await visit.locate('[name=months]').fill('25');
  await visit.locate('[aria-labelledby=try] button[type=submit]').click();
  await visit.locate('[aria-invalid=true]').waitFor();
  await visit.locate('[name=months]').fill('6');
  await visit.locate('[aria-labelledby=try] button[type=submit]').click();
  await visit.locate('#result').waitFor();
  await visit.locate('.chart svg[role=img]').first().waitFor();
  await looksGood(visit, `result ${language} ${size}`);
  includes(await visit.text('.desk-section[aria-current=page]'), said.more, 'who pays more comes first');
  const row = visit.locate(`tr:has(a[href="/desk/customers/${customer.id}"])`);
  while ((await row.count()) === 0) {
    await visit.locate('[aria-labelledby=concerned] button').last().click();
    await visit.settled();
  }
  includes(await row.innerText(), said.act, 'what else changes');
  await visit.locate('[aria-labelledby^=revenue] summary').first().click();
  holds((await visit.locate('.figures dt').count()) === 4, 'what else was counted');
  await looksGood(visit, `table ${language} ${size}`);
  await visit.locate('.desk-section[href$="effect=committed"]').click();
  await page.waitForURL(/effect=committed$/);
  await visit.shows('[aria-labelledby=concerned]', said.none);
  await looksGood(visit, `nobody ${language} ${size}`);
  const link = visit.locate('a[download="what-if.csv"]');
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  same(download.suggestedFilename(), 'what-if.csv', 'the file');
  // Whoever comes back finds it, and the way back leads to the version.
  await page.reload();
  await visit.locate('#result').waitFor();
  await visit.locate(`main a[href="/desk/catalog/${draft.id}"]`).click();
  await page.waitForURL(new RegExp(`/desk/catalog/${draft.id}$`));
}

/** A server that is slow to answer shows how far it is. */
async function watchedAndCancelled(visit, { demo, draft, language }) {
  const { page } = visit;
  const run = {
    id: 'wif_01a229bb6c2b7000963e6a32c031354d',
    version: draft.id,
    from: '2026-12-01',
    movement: 'at_renewal',
    months: 12,
    state: 'running',
    started_by: 'staff_demo',
    started_at: '2026-12-01T08:00:00Z',
    ended_at: null,
    done: 41_500,
    of: 100_000,
    failure: null,
    listed: null,
    report: null,
  };
  let shown = run;
  await page.route('**/v1/what-ifs', (route) => route.fulfill({ json: { data: [shown] } }));
  await page.route('**/v1/what-ifs/*/cancel', (route) => {
    shown = { ...run, state: 'cancelled', ended_at: '2026-12-01T08:01:00Z' };
    return route.fulfill({ json: shown });
  });
  await visit.open(demo.vendors.Agorapulse.staff);
  await visit.open(`/desk/catalog/${draft.id}/what-if`);
  const bar = visit.locate('progress');
  await bar.waitFor();
  same(await bar.getAttribute('value'), '41500', 'how far it is');
  shown = { ...run, done: 80_000 };
  await visit.locate('progress[value="80000"]').waitFor();
  await looksGood(visit, `running ${language}`);
  await visit.locate('[aria-labelledby=under-way] button').click();
  await visit.locate('.banner-info').waitFor();
  await visit.locate('[name=months]').waitFor();
  await looksGood(visit, `cancelled ${language}`);
  shown = { ...run, state: 'failed', failure: 'The data cannot be reached at the moment.' };
  await page.reload();
  await visit.locate('.banner-bad').waitFor();
  await looksGood(visit, `failed ${language}`);
  shown = { ...run, version: 'cat_01a229bb6c2b7000963e6a32c031354d' };
  await page.reload();
  await visit.locate('.banner-info a[href$="/what-if"]').waitFor();
  same(await visit.locate('[name=months]').count(), 0, 'another draft is tried meanwhile');
  await looksGood(visit, `another ${language}`);
}

export async function whatIf(stage) {
  const { demo } = stage;
  const shop = new Shop(demo);
  const made = await test('browser: a draft and somebody it concerns', async () => {
    const staff = await signIn(demo, demo.vendors.Agorapulse.staff);
    const customer = await shop.customer({ name: 'Simulée SARL' });
    await shop.subscribe(customer);
    return { draft: await dearerDraft(staff, 'Prices of next year'), customer };
  });
  if (!made) return;
  for (const [language, size, viewport] of [
    ['fr', 'phone', narrow],
    ['en', 'desktop', desktop],
  ]) {
    await test(`browser: staff try a draft on all customers, in ${language}`, () =>
      stage.scenario({ language, viewport }, (visit) => tried(visit, { ...made, demo, language, size })));
    await test(`browser: staff watch a what-if and cancel it, in ${language}`, () =>
      stage.scenario({ language, viewport }, (visit) =>
        watchedAndCancelled(visit, { ...made, demo, language }),
      ));
  }
}
