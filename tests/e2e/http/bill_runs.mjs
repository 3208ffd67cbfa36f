// Runs over what is due, as staff begin, pause and resume them; the server's rounds do the work.
import { holds, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test, until } from '../lib/runner.mjs';
import { Shop } from './shop.mjs';

/** A run that is paused before the server's next round may take it up. */
async function pausedRun(shop) {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const { body: run } = await shop.api.post('/v1/bill-runs', {}, { expect: 201 });
    const answer = await shop.api.post(`/v1/bill-runs/${run.id}/pause`, undefined, {
      key: null,
      expect: [200, 409],
    });
    if (answer.status === 200) return answer.body;
    same(answer.body.code, 'bill_run_over', 'the server was faster');
  }
  throw new Error('no run could be paused');
}

async function begunPausedResumed(shop) {
  const run = await pausedRun(shop);
  same(run.state, 'paused', 'the run');
  const { body: refused } = await shop.api.post('/v1/bill-runs', {}, { expect: 409 });
  same(refused.code, 'bill_run_paused', 'another one meanwhile');
  const { body: resumed } = await shop.api.post(`/v1/bill-runs/${run.id}/resume`, undefined, { key: null });
  same(resumed.id, run.id, 'the same run');
  const done = await until('the server takes it up', async () => {
    const { body } = await shop.api.get(`/v1/bill-runs/${run.id}`);
    return body.state === 'done' ? body : undefined;
  });
  same(done.parked, 0, 'nothing was parked');
  holds(done.ended_at !== null, 'when it ended');
  const { body: page } = await shop.api.get('/v1/bill-runs');
  holds(
    page.data.some((one) => one.id === run.id),
    'it is in the list',
  );
}

async function wrongWishes(shop) {
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  await owner.post('/v1/bill-runs', {}, { expect: 403 });
  await owner.get('/v1/parked-subscriptions', { expect: 403 });
  const { body: ahead } = await shop.api.post('/v1/bill-runs', { until: '2999-01-01' }, { expect: 422 });
  same(ahead.code, 'bill_run_ahead', 'a day that has not come');
  await shop.api.get('/v1/bill-runs/run_unknown', { expect: 404 });
}

async function nothingParked(shop) {
  const staff = await signIn(shop.demo, shop.demo.vendors[shop.vendor].staff);
  const customer = await shop.customer();
  const { body: parked } = await staff.get('/v1/parked-subscriptions');
  same(parked.data, [], 'nobody is parked');
  const { body } = await staff.post(`/v1/parked-subscriptions/${customer.id}/retry`, undefined, {
    key: null,
  });
  same([body.customer, body.steps], [customer.id, 0], 'nothing was due');
}

export async function billRuns(demo) {
  const shop = new Shop(demo);
  await test('http: a bill run is begun, paused, resumed and done', () => begunPausedResumed(shop));
  await test('http: who may not bill, and until when nobody may', () => wrongWishes(shop));
  await test('http: what runs could not do is listed and retried', () => nothingParked(shop));
}
