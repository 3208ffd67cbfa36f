// Help: from a screen to the article that explains it, on to the next one, and what the reader thinks of it.
import { execFileSync } from 'node:child_process';
import { holds, same } from '../lib/check.mjs';
import { test } from '../lib/runner.mjs';
import { trialCustomer } from './shopping.mjs';
import { phone } from './stage.mjs';

const words = {
  fr: {
    title: 'Comment souscrire à Agorapulse ?',
    next: 'Modifier votre plan et vos add-ons',
    updated: /^Mis à jour (cette|la|le|l’|il y a)/,
    question: 'Avez-vous trouvé la réponse à votre question ?',
    answers: ['Oui', 'Pas sûr', 'Non'],
    thanks: 'Merci',
  },
  en: {
    title: 'How do I subscribe to Agorapulse?',
    next: 'Edit your plan and add-ons',
    updated: /^Updated (this|last|\d+)/,
    question: 'Did you find the answer to your question?',
    answers: ['Yes', 'Not sure', 'No'],
    thanks: 'Thank you',
  },
};
const verdicts = ['yes', 'neutral', 'no'];

/** How often each answer about an article is in the store. */
function kept(demo, page) {
  const question = `SELECT verdict, count(*) FROM feedback WHERE page = '${page}' GROUP BY verdict`;
  const rows = execFileSync('sqlite3', ['-readonly', demo.store, question], { encoding: 'utf8' });
  return Object.fromEntries(
    rows
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((row) => row.split('|'))
      .map(([verdict, count]) => [verdict, Number(count)]),
  );
}

async function answers(visit, said, at) {
  const page = `help/${new URL(visit.page.url()).pathname.split('/').at(-1)}`;
  const before = kept(visit.demo, page)[verdicts[at]] ?? 0;
  await visit.shows('.feedback', said.question);
  await visit.locate('.feedback').getByRole('button', { name: said.answers[at], exact: true }).click();
  await visit.shows('.feedback [role=status]', said.thanks);
  same(kept(visit.demo, page)[verdicts[at]], before + 1, `"${said.answers[at]}" on ${page} is kept`);
}

async function readsOn(visit, demo, language) {
  const said = words[language];
  const { link } = await trialCustomer(demo);
  await visit.open(link);
  await visit.open('/portal/subscription');
  await visit.settled();
  await visit.accessible('the subscription with its help');
  await visit.locate('.help-links').getByRole('link', { name: said.title }).click();
  await visit.shows('h1', said.title);
  await visit.settled();
  const updated = await visit.text('.page-head time');
  holds(said.updated.test(updated), `the age of the article reads "${updated}"`);
  same(await visit.locate('#help-previous').count(), 0, 'nothing stands before the first article');
  holds((await visit.locate('.article-text ol > li').count()) > 4, 'the article has its steps');
  await visit.accessible('the first article');
  await visit.shot(`${language}-desktop-70-help`);
  await answers(visit, said, 0);

  await visit.locate('#help-next').click();
  await visit.shows('h1', said.next);
  await visit.settled();
  holds(
    await visit.locate('h1').evaluate((heading) => document.activeElement === heading),
    'the heading of the next article has the focus',
  );
  same(
    (await visit.text('.help-list [aria-current=page]')).toLowerCase(),
    said.next.toLowerCase(),
    'the list shows where the reader is',
  );
  await visit.accessible('the next article');
  await answers(visit, said, 2);

  await visit.locate('.article-text a[href="/portal/subscription"]').first().click();
  await visit.settled();
  same(new URL(visit.page.url()).pathname, '/portal/subscription', 'an article leads to its screen');
  await visit.page.goBack();
  await visit.locate('#help-previous').click();
  await visit.shows('h1', said.title);
  await answers(visit, said, 1);
}

async function listsEverything(visit, demo) {
  for (const vendor of ['Agorapulse', 'Workstaff', 'Beesbusy']) {
    const [person] = demo.vendors[vendor].customers.find((one) => one.name !== 'Boulangerie Fournier').people;
    await visit.open(person.link);
    await visit.open('/portal/help');
    await visit.settled();
    const paths = await visit
      .locate('main .item-link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    holds(paths.length >= 3, `${vendor} has ${paths.length} articles`);
    await visit.fits(`help of ${vendor}`);
    await visit.accessible(`help of ${vendor}`);
    for (const path of paths) {
      await visit.open(path);
      await visit.settled();
      holds((await visit.text('.article-text')).length > 200, `${path} of ${vendor} has its text`);
      await visit.fits(path);
      await visit.accessible(path);
    }
  }
}

export async function help(stage) {
  const { demo } = stage;
  for (const language of ['fr', 'en']) {
    await test(`browser: help from the subscription, the next article and an answer, in ${language}`, () =>
      stage.scenario({ language }, (visit) => readsOn(visit, demo, language)));
    await test(`browser: help of every vendor in ${language}, on a phone`, () =>
      stage.scenario({ language, viewport: phone }, (visit) => listsEverything(visit, demo)));
  }
  await test('browser: an article that is not there is explained', () =>
    stage.scenario({}, async (visit) => {
      const { link } = await trialCustomer(demo);
      visit.expect(/404.*\/v1\/help\/nowhere/);
      await visit.open(link);
      await visit.open('/portal/help/nowhere');
      await visit.shows('main .banner-bad', 'à cette adresse');
      await visit.accessible('an article that is not there');
    }));
}
