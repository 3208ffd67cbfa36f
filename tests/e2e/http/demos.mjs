// From a form that anybody may send to a customer with an invoice, over HTTP.
import { randomUUID } from 'node:crypto';
import { holds, same } from '../lib/check.mjs';
import { Caller, signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { Shop } from './shop.mjs';

const stranger = (shop) => new Caller(shop.demo.base, {});

/** Three weeks after the demo's own date. */
async function someDay(shop) {
  const { body } = await shop.api.get('/v1/demo/clock');
  const day = new Date(`${body.today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 21);
  return day.toISOString().slice(0, 10);
}

const form = (more = {}) => ({
  vendor: 'workstaff',
  company: `Festival ${randomUUID().slice(0, 8)}`,
  first_name: 'Nora',
  last_name: 'Tremblay',
  email: `nora.${randomUUID().slice(0, 8)}@festival.example`,
  language: 'fr',
  time_zone: 'America/Chicago',
  quantities: { manager: 3, worker: 40 },
  ...more,
});

async function isSold(shop) {
  const staff = await signIn(shop.demo, shop.demo.vendors.Workstaff.staff);
  const { body: options } = await stranger(shop).get('/v1/demo-form?vendor=workstaff');
  same(options.items.map((item) => item.code).sort(), ['manager', 'worker'], 'what may be counted');
  const day = await someDay(shop);
  const asked = form({ day, time: '20:00', message: 'Le planning, surtout.' });
  await stranger(shop).post('/v1/demos', asked, { expect: 202, key: null });
  await stranger(shop).post('/v1/demos', { ...asked, company: 'Another' }, { expect: 202, key: null });
  const { body: open } = await staff.get('/v1/demos?limit=200');
  const mine = open.data.filter((one) => one.email === asked.email);
  same(
    mine.map((one) => one.company),
    [asked.company],
    'one of an address',
  );
  const at = `/v1/demos/${mine[0].id}`;
  same([mine[0].wished.there.time, mine[0].wished.here.time], ['20:00', '21:00'], 'on both clocks');
  const early = await staff.post(
    `${at}/sale`,
    { set: { plan: 'pro', cycle: 'month' }, country: 'CA', region: 'QC' },
    { expect: 422 },
  );
  same(early.body.code, 'field_invalid', 'not before it was shown');
  const { body: agreed } = await staff.post(`${at}/slot`, {
    day,
    time: '14:30',
    time_zone: 'America/Toronto',
    text: 'En visio.',
  });
  same([agreed.state, agreed.slot.there.time], ['scheduled', '13:30'], 'agreed on, by our clocks');
  const missed = await staff.post(`${at}/outcome`, { outcome: 'no_show' }, { expect: 422 });
  same(missed.body.code, 'field_invalid', 'nobody misses what has not begun');
  const { body: moved } = await staff.post(`${at}/slot`, { day, time: '10:00' });
  same([moved.slot.there.time, moved.slot.here.time], ['10:00', '11:00'], 'moved, by theirs');
  await staff.post(`${at}/notes`, { text: 'Wants shifts.' });
  await staff.post(`${at}/outcome`, { outcome: 'held' });
  const sale = {
    set: { plan: 'pro', cycle: 'month', quantities: { manager: 3, worker: 40 } },
    country: 'CA',
    region: 'QC',
  };
  const key = randomUUID();
  const { body: won } = await staff.post(`${at}/sale`, sale, { key });
  same(won.state, 'won', 'won');
  same((await staff.post(`${at}/sale`, sale, { key })).body.customer, won.customer, 'once for its key');
  same(
    (await staff.post(`${at}/sale`, sale, { expect: 409 })).body.code,
    'request_already_decided',
    'and once',
  );
  same(
    won.steps.map((step) => step.kind),
    ['asked', 'scheduled', 'rescheduled', 'note', 'held', 'won'],
    'what happened',
  );
  const { body: subscription } = await shop.api.get(`/v1/customers/${won.customer}/subscription`);
  same([subscription.state, subscription.plan], ['active', 'pro'], 'subscribed');
  const { body: invoices } = await shop.api.get(`/v1/customers/${won.customer}/invoices`);
  same(
    invoices.data.map((one) => [one.status, one.net, one.total]),
    [['open', '219.70', '252.61']],
    'AC-W03 one invoice, to the cent',
  );
  const { body: mails } = await shop.api.get(`/v1/customers/${won.customer}/mails`);
  holds(
    mails.data.every((mail) => mail.email === asked.email),
    'the owner is who asked',
  );
}

async function isRefused(shop) {
  const anybody = stranger(shop);
  const refused = async (more, status = 422) =>
    (await anybody.post('/v1/demos', form(more), { expect: status, key: null, wrong: true })).body;
  for (const [more, code, field] of [
    [{ email: 'nora' }, 'email_malformed', 'email'],
    [{ time_zone: 'Mars/Base' }, 'time_zone_unknown', 'time_zone'],
    [{ day: '2020-01-01', time: '10:00' }, 'date_in_the_past', 'day'],
    [{ day: '2099-01-01' }, 'field_required', 'time'],
    [{ day: '2099-01-01', time: '25:00' }, 'field_invalid', 'time'],
    [{ quantities: { rocket: 1 } }, 'item_unknown', 'quantities.rocket'],
    [{ company: '' }, 'field_required', 'company'],
    [{ company: 'x'.repeat(201) }, 'field_too_long', 'company'],
    [{ admin: true }, 'field_unknown', 'admin'],
  ]) {
    const body = await refused(more);
    same([body.code, body.field], [code, field], JSON.stringify(more).slice(0, 60));
  }
  await refused({ vendor: 'nobody' }, 404);
  await anybody.get('/v1/demo-form?vendor=nobody', { expect: 404 });
  const trapped = form({ website: 'https://spam.example' });
  await anybody.post('/v1/demos', trapped, { expect: 202, key: null });
  const staff = await signIn(shop.demo, shop.demo.vendors.Workstaff.staff);
  const { body: all } = await staff.get('/v1/demos?state=all&limit=200');
  holds(!all.data.some((one) => one.email === trapped.email), 'what fills the trap in is kept nowhere');
  await staff.get('/v1/demos?state=mine', { expect: 400, wrong: true });
  await staff.get('/v1/demos/demo_none', { expect: 404 });
}

async function isLostAndPaged(shop) {
  const staff = await signIn(shop.demo, shop.demo.vendors.Workstaff.staff);
  const company = `Pages ${randomUUID().slice(0, 8)}`;
  for (let i = 0; i < 3; i += 1)
    await stranger(shop).post('/v1/demos', form({ company }), { expect: 202, key: null });
  const found = [];
  let after = '';
  do {
    const { body } = await staff.get(`/v1/demos?limit=2${after && `&after=${after}`}`);
    found.push(...body.data.filter((one) => one.company === company));
    after = body.next ?? '';
  } while (after);
  same(found.length, 3, 'page by page');
  const at = `/v1/demos/${found[0].id}`;
  const bare = await staff.post(`${at}/outcome`, { outcome: 'lost' }, { expect: 422 });
  same(bare.body.code, 'reason_required', 'lost for a reason');
  const { body: lost } = await staff.post(`${at}/outcome`, { outcome: 'lost', reason: 'No budget.' });
  same([lost.state, lost.lost_reason], ['lost', 'No budget.'], 'lost');
  const { body: read } = await staff.get(at);
  same([read.company, read.state, read.lost_reason], [company, 'lost', 'No budget.'], 'and read as such');
  const { body: over } = await staff.get('/v1/demos?state=over&limit=200');
  holds(
    over.data.some((one) => one.id === lost.id),
    'among those that are over',
  );
}

export async function demos(demo) {
  const shop = new Shop(demo, 'Workstaff');
  await test('http: AC-W03 a demo is asked for, agreed on in two time zones, held and sold', () =>
    isSold(shop));
  await test('http: a form for a demo that makes no sense is refused, field by field', () => isRefused(shop));
  await test('http: demos are paged, and lost for a reason', () => isLostAndPaged(shop));
}
