// Fast hands on a slow line: what is pressed stays pressed, whatever is drawn or arrives meanwhile.
import { Shop } from '../http/shop.mjs';
import { holds, same } from '../lib/check.mjs';
import { test, until } from '../lib/runner.mjs';
import { goOnToBilling, goToSummary, trialCustomer } from './shopping.mjs';
import { phone } from './stage.mjs';

/** Presses a radio button or checkbox and watches it through everything that is drawn because of it. */
async function staysChosen(visit, selector) {
  const seen = await visit.page.evaluate(async (chosen) => {
    const input = document.querySelector(chosen);
    const was = input.checked;
    input.click();
    const states = [input.checked];
    const look = () => states.push(document.querySelector(chosen).checked);
    for (let turn = 0; turn < 60; turn += 1) {
      await Promise.resolve();
      look();
    }
    for (let turn = 0; turn < 10; turn += 1) {
      await new Promise((done) => setTimeout(done));
      look();
    }
    return { was, states };
  }, selector);
  same(seen.was, false, `${selector} at first`);
  holds(
    seen.states.every(Boolean),
    `${selector} is taken back after its click: ${seen.states.map(Number).join('')}`,
  );
}

/** Replies to these calls wait until they are let go. */
async function hold(visit, wanted) {
  const held = [];
  let open = false;
  await visit.page.route('**/v1/**', async (route) => {
    const request = route.request();
    if (!open && wanted(request)) await new Promise((go) => held.push(go));
    await route.fallback().catch(() => undefined);
  });
  return {
    count: () => held.length,
    letGo: () => {
      open = true;
      for (const go of held) go();
    },
  };
}

const asks = (method, end) => (request) =>
  request.method() === method && new URL(request.url()).pathname.endsWith(end);

async function choosesWhilePricesAreComputed(visit, demo) {
  const { link } = await trialCustomer(demo);
  await goToSummary(visit, link);
  const previews = await hold(visit, asks('POST', '/subscription/preview'));
  await staysChosen(visit, '.cycle-choice input[value=month]');
  await staysChosen(visit, '.plan-table [data-value=advanced] input');
  await staysChosen(visit, '.plan-table [data-value=standard] input');
  await staysChosen(visit, '.cycle-choice input[value=year]');
  await staysChosen(visit, '.cycle-choice input[value=month]');
  const plus = visit.locate('.add-ons .stepper-button').nth(1);
  for (let press = 0; press < 2; press += 1) await plus.click();
  await until('the newest prices are asked for', () => previews.count() > 0);
  previews.letGo();
  await visit.shows('[data-testid=due-now]', '356,40 €');
  await staysChosen(visit, '#policy');
}

async function choosesHowToPay(visit, demo) {
  const { link } = await trialCustomer(demo);
  await goToSummary(visit, link);
  const methods = await hold(visit, asks('GET', '/payment-methods'));
  await goOnToBilling(visit);
  same(await visit.locate('#method input').count(), 0, 'nothing to choose before the list is complete');
  methods.letGo();
  await visit.locate('#method [data-value=wallet] input').waitFor();
  const previews = await hold(visit, asks('POST', '/subscription/preview'));
  await staysChosen(visit, '#method [data-value=wallet] input');
  await staysChosen(visit, '#method [data-value=card] input');
  previews.letGo();
}

/** As a password manager does: every field in one go, faster than a page can be drawn. */
async function fillsAllFieldsAtOnce(visit, demo) {
  const { link } = await trialCustomer(demo, { address: false });
  await goToSummary(visit, link);
  await goOnToBilling(visit);
  const values = {
    company: 'Ruche SARL',
    first_name: 'Chloé',
    last_name: 'Petit',
    line1: '3 quai de la Loire',
    postal_code: '44000',
    city: 'Nantes',
  };
  await visit.page.evaluate((all) => {
    for (const [name, text] of Object.entries(all)) {
      const field = document.querySelector(`[name=${name}]`);
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }, values);
  await visit.settled();
  for (const [name, text] of Object.entries(values))
    same(await visit.locate(`[name=${name}]`).inputValue(), text, name);
}

async function configurator(visit, demo) {
  const shop = new Shop(demo, 'Beesbusy');
  const customer = await shop.customer();
  await shop.subscribe(customer, {
    set: { plan: 'business', cycle: 'month', quantities: { user: 10 } },
  });
  const { body } = await shop.api.post(
    '/v1/portal-links',
    { customer: customer.id, member: customer.owner.id },
    { expect: 201 },
  );
  await visit.open(body.url);
  await visit.open('/portal/subscription');
  await visit.settled();
  return { shop, customer, plus: visit.locate('.stepper-button').nth(1) };
}

const number = (visit) => visit.locate('#item-user').inputValue();

async function pressesAgainAtOnce(visit, demo) {
  const { plus, shop, customer } = await configurator(visit, demo);
  await plus.click();
  await visit.locate('[data-testid=due-now]').waitFor();
  await visit.settled();
  const drafts = await hold(visit, asks('GET', '/draft'));
  await visit.locate('#confirm').click();
  await visit.locate('.banner-good').waitFor();
  await until('the draft is read again', () => drafts.count() > 0);
  same(await number(visit), '11', 'once it is confirmed');
  await plus.click();
  same(await number(visit), '12', 'pressed before the draft is read again');
  drafts.letGo();
  await visit.settled();
  same(await number(visit), '12', 'once the draft is read');
  await visit.locate('#confirm').click();
  await until('it is bought', async () => (await shop.subscription(customer)).quantities.user === 12);
}

/** Between the confirmation and the page that shows it, nothing is counted from what was before. */
async function countsFromWhatIsConfirmed(visit, demo) {
  const { plus } = await configurator(visit, demo);
  for (let press = 0; press < 4; press += 1) await plus.click();
  await visit.locate('[data-testid=due-now]').waitFor();
  await visit.settled();
  await visit.page.evaluate(() => {
    window.numbers = [];
    const look = () => {
      const now = document.querySelector('#item-user')?.value;
      if (now !== undefined && window.numbers.at(-1) !== now) window.numbers.push(now);
      requestAnimationFrame(look);
    };
    look();
  });
  const reads = await hold(visit, asks('GET', '/subscription'));
  await visit.locate('#confirm').click();
  await until('the subscription is read again', () => reads.count() > 0);
  reads.letGo();
  await visit.locate('.banner-good').waitFor();
  await visit.settled();
  same(await visit.page.evaluate(() => window.numbers), ['14'], 'the numbers that were on the screen');
}

export async function early(stage) {
  const { demo } = stage;
  const cases = [
    ['a choice stays chosen while prices are computed', choosesWhilePricesAreComputed],
    ['a way to pay stays chosen, and none moves under the pointer', choosesHowToPay],
    ['fields that are filled in one go keep what they were given', fillsAllFieldsAtOnce],
    ['a press right after a confirmation is kept', pressesAgainAtOnce],
    ['what is confirmed is never shown as undone', countsFromWhatIsConfirmed],
  ];
  for (const [name, body] of cases) {
    await test(`browser: ${name}`, () => stage.scenario({}, (visit) => body(visit, demo)));
    await test(`browser: ${name}, on a phone`, () =>
      stage.scenario({ viewport: phone }, (visit) => body(visit, demo)));
  }
}
