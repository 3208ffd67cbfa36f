// Who follows what changes is told at once, and of nobody else.
import { same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { listen } from '../lib/listening.mjs';
import { test } from '../lib/runner.mjs';
import { Shop } from './shop.mjs';

export async function live(demo) {
  const shop = new Shop(demo);
  const [customer, other] = [await shop.customer(), await shop.customer()];
  const path = `${customer.at}/live`;

  await test('http: a customer’s pages are told what changes, in whoever’s window', async () => {
    const owner = await shop.person(customer);
    const own = await listen(owner, path);
    same(own.ready.act, owner.session.customer.last_event, 'where it begins');
    await shop.member(other, 'manager');
    await shop.member(customer, 'manager');
    const { data } = await own.next('changed');
    const { body } = await owner.get('/v1/session');
    same(data.act, body.customer.last_event, 'the number of the last event, and of this customer only');
    await owner.get(`${other.at}/live`, { expect: 404 });
    await owner.get('/v1/live', { expect: 403 });
    own.close();
  });

  await test('http: staff are told of every customer of their vendor', async () => {
    const staff = await signIn(demo, demo.vendors.Agorapulse.staff);
    const all = await listen(staff, '/v1/live');
    await shop.member(other, 'manager');
    same((await all.next('changed')).data.customer, other.id, 'who changed');
    all.close();
  });

  await test('http: nobody follows any longer than they are signed in', async () => {
    const owner = await shop.person(customer);
    const own = await listen(owner, path);
    await owner.delete('/v1/session', { expect: 204 });
    await own.over();
  });

  await test('http: one session has eight streams, and no more', async () => {
    const owner = await shop.person(customer);
    const open = [];
    for (let at = 0; at < 8; at += 1) open.push(await listen(owner, path));
    const { body } = await owner.get(path, { expect: 429 });
    same(body.code, 'too_many_requests', 'the ninth');
    for (const one of open) one.close();
  });
}
