// A vendor's figures through HTTP: what an order adds to them, and what falls due next, page by page.
import { holds, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { Shop } from './shop.mjs';

const last = (list) => list[list.length - 1];
const minor = (amount) => Math.round(Number(amount) * 100);

async function addedUp(shop) {
  const staff = await signIn(shop.demo, shop.demo.vendors[shop.vendor].staff);
  const read = async () => (await staff.get('/v1/numbers/figures?months=3')).body;
  const before = await read();
  const customer = await shop.customer({ name: 'Figures SA' });
  await shop.subscribe(customer);
  const after = await read();
  const [was, is] = [before, after].map((numbers) => last(numbers.currencies[0].recurring));
  same(is.new_count, was.new_count + 1, 'one more');
  holds(minor(is.new) > minor(was.new), 'of some amount');
  for (const month of after.currencies[0].recurring)
    same(
      ['opening', 'new', 'up', 'down', 'back', 'lost'].reduce((sum, key) => sum + minor(month[key]), 0),
      minor(month.closing),
      'opening and movements come to closing',
    );
  const sold = (numbers) => numbers.units.find(({ item }) => item === 'user')?.sold ?? 0;
  same(sold(after), sold(before) + 3, 'three more users are sold');
  same(after.months.length, 3, 'as many months as were asked for');
  await staff.get('/v1/numbers/figures?months=37', { expect: 400 });
}

async function fallsDue(shop) {
  const staff = await signIn(shop.demo, shop.demo.vendors[shop.vendor].staff);
  const customer = await shop.customer({ name: 'Next SA' });
  await shop.subscribe(customer);
  const days = [];
  const found = new Set();
  let after = '';
  do {
    const { body } = await staff.get(`/v1/numbers/upcoming?limit=2${after && `&after=${after}`}`);
    for (const row of body.data) {
      days.push(row.on);
      holds(!found.has(row.customer), 'each once');
      found.add(row.customer);
    }
    after = body.next;
  } while (after);
  holds(found.has(customer.id), 'whoever subscribed is among them');
  same([...days].sort(), days, 'the nearest first');
  await staff.get('/v1/numbers/upcoming?after=nothing', { expect: 400 });
}

export async function numbers(demo) {
  const shop = new Shop(demo);
  await test('http: an order is counted in the figures at once', () => addedUp(shop));
  await test('http: what falls due next is told page by page', () => fallsDue(shop));
}
