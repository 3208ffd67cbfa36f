// Every page × language × appearance × screen: nothing axe objects to, nothing that scrolls sideways.

import { cards, order } from '../http/shop.mjs';
import { holds, includes, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { trialCustomer } from './shopping.mjs';
import { desktop, phone } from './stage.mjs';

/** People in the situations that pages are made for; each signs in once. */
async function prepare(demo) {
  const inTrial = await trialCustomer(demo);
  const { shop } = inTrial;
  const trial = await signIn(demo, inTrial.link);
  await trial.put(`${inTrial.customer.at}/draft`, { set: order, step: 'summary' });
  const bought = await shop.customer();
  const applied = await shop.subscribe(bought);
  const owner = await shop.person(bought);
  const { body: asked } = await owner.post(
    '/v1/requests',
    { type: 'contact', message: 'Pouvez-vous nous rappeler ?' },
    { expect: 201 },
  );
  const seated = await shop.member(bought, 'member');
  await shop.api.post(`${bought.at}/seats`, { member: seated.id }, { expect: 201 });
  const [invoice] = await shop.invoices(bought);
  const refused = await shop.customer();
  const { body: change } = await shop.confirm(refused);
  await shop.bank.card(change.redirect_url, cards.declined);
  await shop.refresh(refused, change);
  const payer = await shop.person(refused);
  const waiting = await shop.customer();
  await shop.confirm(waiting);
  const waiter = await shop.person(waiting);
  const member = await shop.person(inTrial.customer, await shop.member(inTrial.customer, 'member'));
  const staff = await signIn(demo, demo.vendors.Agorapulse.staff);
  const { body: requests } = await staff.get('/v1/requests');
  const { body: draft } = await staff.post('/v1/catalog-versions', { title: 'Tarifs' }, { expect: 201 });
  const wall = await signIn(
    demo,
    demo.vendors.Agorapulse.customers.find((one) => one.name === 'Boulangerie Fournier').people[0].link,
  );
  return [
    ['home-trial', trial, '/portal'],
    ['home-trial-ended', wall, '/portal'],
    ['home-active', owner, '/portal'],
    ['subscription-trial', trial, '/portal/subscription'],
    ['subscription-active', owner, '/portal/subscription'],
    ['subscription-not-the-owner', member, '/portal/subscription'],
    ['subscription-waiting', waiter, '/portal/subscription'],
    ['summary', trial, '/portal/checkout/summary'],
    ['billing', trial, '/portal/checkout/billing'],
    ['return-unfinished', trial, '/portal/checkout/return'],
    ['success', owner, `/portal/checkout/success?change=${applied.id}`],
    ['failed', payer, `/portal/checkout/failed?change=${change.id}`],
    ['invoices', owner, '/portal/invoices'],
    ['invoices-none', trial, '/portal/invoices'],
    ['invoice', owner, `/portal/invoices/${invoice.id}`],
    ['requests', owner, '/portal/requests'],
    ['request', owner, `/portal/requests/${asked.id}`],
    ['cancel', owner, '/portal/subscription/cancel'],
    ['cancel-trial', trial, '/portal/subscription/cancel'],
    ['payment-method', owner, '/portal/payment-method'],
    ['billing-information', owner, '/portal/billing-information'],
    ['profile', owner, '/portal/profile'],
    ['users', owner, '/portal/users'],
    ['users-none-yet', trial, '/portal/users'],
    ['users-not-allowed', member, '/portal/users'],
    ['members', owner, '/portal/members'],
    ['member', owner, `/portal/members/${seated.id}`],
    ['security', owner, '/portal/security'],
    ['help', owner, '/portal/help'],
    ['help-article', owner, '/portal/help/subscribe'],
    ['nothing-here', owner, '/portal/nowhere'],
    ['signed-out', null, '/portal'],
    ['desk', staff, '/desk'],
    ['desk-request', staff, `/desk/requests/${requests.data[0].id}`],
    ['desk-customers', staff, '/desk/customers'],
    ['desk-security', staff, '/desk/security'],
    ['desk-catalog', staff, '/desk/catalog'],
    ['desk-catalog-draft', staff, `/desk/catalog/${draft.id}`],
    ['desk-what-if', staff, `/desk/catalog/${draft.id}/what-if`],
  ];
}

async function open(visit, [name, person, path], language) {
  await visit.forget();
  if (person) {
    const [cookie, value] = person.cookie.split(';')[0].split('=');
    await visit.context.addCookies([
      { name: cookie, value, url: visit.demo.base, httpOnly: true, sameSite: 'Lax' },
    ]);
  }
  await visit.open(path);
  await visit.settled();
  same(
    await visit.page.evaluate(() => document.documentElement.lang),
    language,
    `${name}: the language of the page`,
  );
  holds((await visit.page.title()).length > 0, `${name}: a title`);
  same(await visit.locate('h1').count(), 1, `${name}: one heading above all`);
  const raw = await visit.page.evaluate(
    () => /\b(undefined|NaN|null|\[object)\b|\{\w+\}/.exec(document.body.innerText)?.[0],
  );
  holds(!raw, `${name}: the page shows ${raw}`);
}

const pictured = ['summary', 'billing', 'home-trial', 'subscription-active'];

/** One load, then every appearance and screen: layout and colours are the style sheet's alone. */
async function lookAt(visit, page, language, at) {
  const [name] = page;
  const opened = await test(`browser: ${name} in ${language} opens`, async () => {
    await open(visit, page, language);
    return true;
  });
  if (!opened) return;
  for (const [screen, viewport] of Object.entries({ desktop, phone })) {
    await visit.page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark']) {
      await test(`browser: ${name} in ${language}, ${colorScheme}, ${screen}: axe and width`, async () => {
        await visit.page.emulateMedia({ colorScheme });
        await visit.accessible(name);
        await visit.fits(name);
        const dark = colorScheme === 'dark';
        if (!dark || pictured.includes(name))
          await visit.shot(`${language}-${screen}${dark ? '-dark' : ''}-${10 + at}-${name}`);
      });
    }
    await visit.page.emulateMedia({ colorScheme: 'light' });
  }
  await test(`browser: ${name} in ${language} fits 320 pixels`, async () => {
    await visit.page.setViewportSize({ width: 320, height: 640 });
    await visit.fits(name);
  });
  await visit.page.setViewportSize(desktop);
}

export async function everyPage(stage) {
  const { demo } = stage;
  const pages = await test('browser: people for every page', () => prepare(demo));
  if (!pages) return;
  for (const language of ['fr', 'en']) {
    const visit = await stage.visit({ language });
    for (const [at, page] of pages.entries()) await lookAt(visit, page, language, at);
    await test(`browser: no page complained in ${language}`, () => visit.close());
  }
}

async function opensEveryPage(visit, vendor, links) {
  for (const [at, link] of links.entries()) {
    await visit.open(link);
    for (const path of ['/portal', '/portal/subscription', '/portal/invoices', '/portal/requests']) {
      await visit.open(path);
      await visit.settled();
      same(await visit.locate('main .banner-bad').count(), 0, `${path} shows an error`);
      await visit.accessible(path);
      await visit.fits(path);
      if (path.endsWith('subscription')) await visit.shot(`fr-desktop-6${at}-${vendor.toLowerCase()}`);
    }
  }
}

async function sendsToADemo(visit, demo, language) {
  const sales = demo.vendors.Workstaff.customers.find((one) => one.state === 'none');
  await visit.open(sales.people[0].link);
  await visit.open('/portal/subscription');
  await visit.settled();
  same(await visit.locate('#subscribe-now, #trial-subscribe').count(), 0, 'AC-W02 no button to buy');
  const demoLink = visit.locate('#book-demo');
  const [label, end] =
    language === 'fr' ? ['Planifier une démo', '/fr/planifier-une-demo'] : ['Book a Demo', '/book-a-demo'];
  includes((await demoLink.innerText()).toLowerCase(), label.toLowerCase(), 'AC-W02 the label');
  const href = await demoLink.getAttribute('href');
  holds(href.endsWith(end), `AC-W02 the link is ${href}`);
  await visit.shot(`${language}-desktop-50-workstaff`);
}

export async function otherVendors(stage) {
  const { demo } = stage;
  for (const language of ['fr', 'en']) {
    await test(`browser: AC-W02 the sales-led vendor offers a demo, in ${language}`, () =>
      stage.scenario({ language }, (visit) => sendsToADemo(visit, demo, language)));
  }
  for (const vendor of ['Workstaff', 'Beesbusy']) {
    const links = demo.vendors[vendor].customers.map((one) => one.people[0].link);
    await test(`browser: pages of all customers of ${vendor} open well`, () =>
      stage.scenario({}, (visit) => opensEveryPage(visit, vendor, links)));
  }
}
