// People who are invited by mail, over HTTP.
import { same } from '../lib/check.mjs';
import { test } from '../lib/runner.mjs';
import { Shop } from './shop.mjs';

async function invites(shop) {
  const customer = await shop.customer({ name: 'Ruche SARL' });
  await shop.subscribe(customer, { set: { plan: 'business', cycle: 'month', quantities: { user: 1 } } });
  const owner = await shop.person(customer);
  const at = `${customer.at}/invitations`;
  const person = { email: `ana.${customer.id.slice(-8)}@ruche.example`, first_name: 'Ana' };
  const { body: ana } = await owner.post(at, { person, seat: 'user' }, { expect: 201 });
  same([ana.state, ana.seat, ana.sends, ana.member.email], ['pending', 'user', 1, person.email], 'it');
  const again = await owner.post(at, { person }, { expect: 409 });
  same(again.body.code, 'member_exists', 'the same person again');
  const more = await owner.post(at, { person: { email: 'bo@ruche.example' }, seat: 'user' }, { expect: 422 });
  same(more.body.code, 'no_seat', 'one too many');
  const early = await owner.post(`${at}/${ana.id}/resend`, undefined, { expect: 429 });
  same(early.body.code, 'too_many_requests', 'at once again');
  same(
    (await owner.get(at)).body.data.map((one) => [one.id, one.state]),
    [[ana.id, 'pending']],
    'the list',
  );
  await owner.delete(`${at}/${ana.id}`, { expect: 204 });
  same((await owner.delete(`${at}/${ana.id}`, { expect: 409 })).body.code, 'invitation_over', 'twice');
  await owner.delete(`${at}/ivt_none`, { expect: 404 });
  same((await owner.get(at)).body.data[0].state, 'cancelled', 'the list then');
  const max = await shop.person(customer, await shop.member(customer, 'member'));
  await max.get(at, { expect: 403 });
  await max.post(at, { person: { email: 'x@ruche.example' } }, { expect: 403 });
}

async function sendsAgain(shop) {
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  const at = `${customer.at}/invitations`;
  const { body: ana } = await owner.post(
    at,
    { person: { email: `ana.${customer.id.slice(-8)}@acme.example` } },
    { expect: 201 },
  );
  await shop.api.post('/v1/demo/clock', { days: 1 }, { key: null });
  const { body: sent } = await (await shop.person(customer)).post(`${at}/${ana.id}/resend`);
  same([sent.sends, sent.state, sent.expires_at > ana.expires_at], [2, 'pending', true], 'a day later');
}

export async function invitations(demo) {
  await test('invitations: one holds a seat, is listed, and can be cancelled', () =>
    invites(new Shop(demo, 'Beesbusy')));
}

/** Moves the demo's date. */
export async function invitationsLater(demo) {
  await test('invitations: one is sent again with more time', () => sendsAgain(new Shop(demo)));
}
