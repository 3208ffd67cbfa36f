// Two windows: what is done in one is seen in the other, without a look at the clock or a click.
import { Shop } from '../http/shop.mjs';
import { holds, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { plain } from './stage.mjs';

// A third of the time after which a page that is told nothing would ask by itself.
const soon = 10_000;

/** Waits as `shows` does, but not as long. */
async function showsSoon(visit, selector, text) {
  await visit.page
    .waitForFunction(
      ([chosen, wanted]) =>
        document
          .querySelector(chosen)
          ?.innerText.replace(/[\s\u00a0\u202f]+/g, ' ')
          .includes(wanted),
      [selector, text],
      { timeout: soon },
    )
    .catch(async () => {
      const shown = await visit.page.locator(selector).allInnerTexts();
      throw new Error(`${selector} shows "${plain(shown.join(' | '))}", expected "${text}" soon`);
    });
}

async function open(visit, shop, customer, path, person = customer.owner) {
  const { body } = await shop.api.post(
    '/v1/portal-links',
    { customer: customer.id, member: person.id },
    { expect: 201 },
  );
  await visit.open(body.url);
  await visit.open(path);
  await visit.settled();
}

async function seesWhoJoins(visit, stage, demo) {
  const shop = new Shop(demo, 'Beesbusy');
  const customer = await shop.customer({ name: 'Rucher Durand' });
  await shop.subscribe(customer, { set: { plan: 'business', cycle: 'month', quantities: { user: 10 } } });
  const { body: ana } = await shop.api.post(
    `${customer.at}/members`,
    { first_name: 'Ana', last_name: 'Ruiz', role: 'member', email: 'ana@rucher.example' },
    { expect: 201 },
  );
  const owner = await shop.person(customer);
  await owner.post(`${customer.at}/invitation-code`, { code: 'RUCHE-LIVE' }, { expect: [200, 201] });
  await open(visit, shop, customer, '/portal/subscription');
  same(await visit.locate('.bell-count').count(), 0, 'nothing is told yet');
  const before = await visit.text('#people');
  holds(before.includes('0 / 10'), `nobody sits yet: ${before}`);
  await stage.scenario({}, async (second) => {
    await open(second, shop, customer, '/portal/profile', ana);
    await second.locate('#code-entry [name=code]').fill('ruche-live');
    await second.locate('#code-entry button[type=submit]').click();
    await second.shows('#code-entry .banner-good', 'Vous avez maintenant un siège');
    await showsSoon(visit, '.bell-count', '1');
    await showsSoon(visit, '#people', '1 / 10');
  });
}

/** A request is filed, answered and decided between a customer's window and one at the desk. */
async function meetsTheDesk(visit, stage, demo) {
  const shop = new Shop(demo, 'Workstaff');
  const address = { line1: '250 rue de l’Exemple', postal_code: 'H2X 0A1', city: 'Montréal', region: 'QC' };
  const customer = await shop.customer({ country: 'CA', address, name: 'Événements Laurier' });
  const staff = await signIn(demo, demo.vendors.Workstaff.staff);
  const set = { plan: 'pro', cycle: 'month', quantities: { manager: 4, worker: 55 } };
  await shop.confirm(customer, { set, payWith: 'transfer', caller: staff });
  const owner = await shop.person(customer);

  await open(visit, shop, customer, '/portal/subscription');
  const before = await visit.text('main');
  holds(before.includes('55') && !before.includes('47'), `what the customer has: ${before}`);
  await stage.scenario({}, async (desk) => {
    await desk.open(demo.vendors.Workstaff.staff);
    await desk.open('/desk/requests');
    await desk.settled();
    const wanted = {
      type: 'reduction',
      message: 'Fewer people in winter.',
      set: { quantities: { worker: 47 } },
    };
    const { body: request } = await owner.post('/v1/requests', wanted, { expect: 201 });
    const link = `a[href="/desk/requests/${request.id}"]`;
    await desk.locate(link).waitFor({ timeout: soon });

    await desk.locate(link).click();
    await desk.locate('#decision').waitFor();
    await desk.settled();
    const reason = desk.locate('[aria-labelledby=decision] textarea');
    const reply = desk.locate('[name=reply]');
    await reason.fill('As agreed by');
    await reply.fill('Until when');
    await owner.post(
      `/v1/requests/${request.id}/messages`,
      { text: 'It was agreed by phone.' },
      { expect: [200, 201] },
    );
    await showsSoon(desk, '.messages', 'It was agreed by phone.');
    same(
      [await reason.inputValue(), await reply.inputValue()],
      ['As agreed by', 'Until when'],
      'what is being written stays as it is',
    );
    await reason.fill('As agreed by phone.');
    await desk.locate('[aria-labelledby=decision] .button-primary').click();
    await desk.locate('.toast').waitFor();
    await desk.settled();
    same(await desk.locate('[aria-labelledby=decision] .button-primary').count(), 0, 'it is decided');
  });
  await showsSoon(visit, 'main', '47');
}

export async function live(stage) {
  const { demo } = stage;
  await test('browser: an owner sees at once who joins, in the bell and on the page', () =>
    stage.scenario({}, (visit) => seesWhoJoins(visit, stage, demo)));
  await test('browser: a customer and the desk see at once what the other one does, and go on writing', () =>
    stage.scenario({}, (visit) => meetsTheDesk(visit, stage, demo)));
}
