// A demo, from the form that anybody may send to the customer that staff make of it, beside each other.
import { Shop } from '../http/shop.mjs';
import { holds, includes, same } from '../lib/check.mjs';
import { test } from '../lib/runner.mjs';
import { desktop } from './stage.mjs';

const narrow = { width: 400, height: 800 };
const words = {
  fr: { path: '/portal/demo/workstaff/fr/planifier-une-demo', title: 'Planifier une démo' },
  en: { path: '/portal/demo/workstaff/book-a-demo', title: 'Book a demo' },
};

async function looksGood(visit, name) {
  await visit.settled();
  await visit.accessible(name);
  await visit.fits(name);
  await visit.shot(`demo-${name.replaceAll(' ', '-')}`);
}

async function someDay(shop) {
  const { body } = await shop.api.get('/v1/demo/clock');
  const day = new Date(`${body.today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 14);
  return day.toISOString().slice(0, 10);
}

/** Without an account: first with nothing in it, then as it should be. */
async function asks(visit, language, who, day) {
  await visit.open(words[language].path);
  await visit.shows('h1', words[language].title);
  same(
    await visit.page.evaluate(() => document.documentElement.lang),
    language,
    'in the language of its address',
  );
  await looksGood(visit, `form ${language}`);
  await visit.locate('button[type=submit]').click();
  same(await visit.locate('[aria-invalid=true]').count(), 3, 'what is missing is marked');
  await visit.page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true');
  await looksGood(visit, `form wrong ${language}`);
  for (const [name, value] of Object.entries({
    first_name: 'Nora',
    last_name: 'Tremblay',
    company: who.company,
    email: who.email,
    day,
    time: '20:00',
    'count-manager': '3',
    'count-worker': '40',
    message: 'Shifts!',
  }))
    await visit.locate(`[name="${name}"]`).fill(value);
  await visit.locate('[name=time_zone]').selectOption('America/Chicago');
  await visit.locate('button[type=submit]').click();
  await visit.locate('[name=email]').waitFor({ state: 'detached' });
  includes(await visit.text('main'), who.email, 'says where it wrote to');
  same(await visit.page.evaluate(() => document.activeElement?.tagName), 'H1', 'what came of it is read out');
  await looksGood(visit, `sent ${language}`);
}

async function isSold(visit, shop, language, who, day) {
  await visit.open(shop.demo.vendors.Workstaff.staff);
  await visit.open('/desk/demos');
  await visit.locate(`.queue-table :text("${who.company}")`).waitFor();
  await looksGood(visit, `list ${language}`);
  await visit.locate(`.queue-table :text("${who.company}")`).click();
  await visit.locate('#schedule').waitFor();
  includes(await visit.text('.desk-facts'), '21:00', 'their wish by our clocks');
  await looksGood(visit, `new ${language}`);
  await visit.locate('[name=slot-day]').fill(day);
  await visit.locate('[name=slot-time]').fill('14:30');
  await visit.locate('[name=slot-zone]').selectOption('America/Toronto');
  await visit.locate('[aria-labelledby=schedule] button[type=submit]').click();
  await visit.locate('#outcome').waitFor();
  includes(await visit.text('.desk-facts'), '13:30', 'and theirs');
  await looksGood(visit, `scheduled ${language}`);
  await visit.locate('[aria-labelledby=outcome] button').first().click();
  await visit.locate('#sale').waitFor();
  await visit.locate('[name=sale-country]').selectOption('CA');
  await visit.locate('[name=sale-region]').selectOption('QC');
  await visit.locate('[name=sale-plan]').selectOption('pro');
  await visit.locate('[name=sale-cycle]').selectOption('month');
  same(await visit.locate('[name=sale-worker]').inputValue(), '40', 'what they expected is filled in');
  await looksGood(visit, `sale ${language}`);
  await visit.locate('[aria-labelledby=sale] button[type=submit]').click();
  const link = visit.locate('main a[href^="/desk/customers/"]');
  await link.waitFor();
  await looksGood(visit, `won ${language}`);
  await link.click();
  await visit.page.waitForURL(/\/desk\/customers\/cus_/);
  await visit.shows('h1', who.company);
  await visit.open('/desk/demos?state=over');
  await visit.locate(`.queue-table :text("${who.company}")`).waitFor();
  await looksGood(visit, `over ${language}`);
}

export async function demos(stage) {
  const shop = new Shop(stage.demo, 'Workstaff');
  for (const language of ['fr', 'en']) {
    const stamp = Date.now();
    const who = { company: `Festival ${language} ${stamp}`, email: `nora.${stamp}@festival.example` };
    await test(`browser: AC-W03 somebody without an account asks for a demo, in ${language}`, async () => {
      const day = await someDay(shop);
      await stage.scenario({ language, viewport: narrow }, (visit) => asks(visit, language, who, day));
    });
    await test(`browser: AC-W03 staff agree on the demo and sell, in ${language}`, async () => {
      const day = await someDay(shop);
      const viewport = language === 'fr' ? narrow : desktop;
      await stage.scenario({ language, viewport }, (visit) => isSold(visit, shop, language, who, day));
    });
  }
  await test('browser: a form for nobody is not there, and says so', () =>
    stage.scenario({}, async (visit) => {
      visit.expect(/404/);
      await visit.open('/portal/demo/nobody/x');
      await visit.locate('.banner-bad').waitFor();
      await visit.accessible('form for nobody');
      holds((await visit.locate('form').count()) === 0, 'no form');
    }));
}
