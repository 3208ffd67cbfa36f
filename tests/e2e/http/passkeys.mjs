// Passkeys over HTTP: each kind of key, and each way in which an answer can be wrong.

import { Authenticator } from '../lib/authenticator.mjs';
import { same } from '../lib/check.mjs';
import { givePassword, personOf, stranger } from '../lib/credentials.mjs';
import { test } from '../lib/runner.mjs';
import { Shop } from './shop.mjs';

const vendor = 'agorapulse';
let people = 0;

async function holder(demo, kind) {
  const email = `zoe${++people}@passkey.example`;
  await new Shop(demo, 'Agorapulse').customer({ email });
  const person = await givePassword(demo, vendor, email);
  const device = new Authenticator(kind, { site: new URL(demo.base).hostname, origin: demo.base });
  const { body: question } = await person.post('/v1/session/passkey-question');
  await person.post('/v1/session/passkeys', { name: kind, ...device.make(question) }, { expect: 204 });
  return { person, device, email };
}

const ask = async (demo) => (await stranger(demo).post('/v1/sign-in/passkey-question', { vendor })).body;

async function signsIn(demo, kind) {
  const { person, device, email } = await holder(demo, kind);
  const answer = await stranger(demo).post('/v1/sign-in/passkey', {
    vendor,
    ...device.use(await ask(demo)),
  });
  same(answer.body.next, 'signed_in', `${kind} signs in`);
  const signedIn = await personOf(demo, answer);
  same(signedIn.session.member.email, email, 'as its owner');
  const { body: security } = await person.get('/v1/session/security');
  same(security.passkeys.length, 1, 'it is listed');
  await person.delete(`/v1/session/passkeys/${security.passkeys[0].id}`, { expect: 204 });
  await stranger(demo).post(
    '/v1/sign-in/passkey',
    { vendor, ...device.use(await ask(demo)) },
    { expect: 401 },
  );
}

async function refusesWrongKeys(demo) {
  const { person, device } = await holder(demo, 'ES256');
  const asked = async () => (await person.post('/v1/session/passkey-question')).body;
  const offer = async (made, expect) => {
    const { body } = await person.post('/v1/session/passkeys', { name: 'x', ...made }, { expect });
    return body?.code;
  };
  const fresh = () => new Authenticator('ES256', { site: device.site, origin: device.origin });
  same(await offer(device.make(await asked()), 409), 'passkey_known', 'the same key again');
  for (const lie of [
    { origin: 'https://evil.example' },
    { site: 'evil.example' },
    { flags: 0x45 & ~0x04 },
    { flags: 0x45 & ~0x01 },
    { flags: 0x45 & ~0x40 },
  ])
    same(await offer(fresh().make(await asked(), lie), 401), 'passkey_refused', JSON.stringify(lie));
  const question = await asked();
  await offer(fresh().make(question), 204);
  same(await offer(fresh().make(question), 410), 'sign_in_expired', 'a question is answered once');
  const other = await holder(demo, 'ES256');
  const theirs = (await other.person.post('/v1/session/passkey-question')).body;
  same(await offer(fresh().make(theirs), 410), 'sign_in_expired', "somebody else's question");
}

async function refusesWrongAnswers(demo) {
  const { device } = await holder(demo, 'EdDSA');
  const enter = async (answer, expect, at = vendor) => {
    const { body } = await stranger(demo).post('/v1/sign-in/passkey', { vendor: at, ...answer }, { expect });
    return body.code;
  };
  for (const lie of [
    { origin: 'https://evil.example' },
    { site: 'evil.example' },
    { flags: 0x01 },
    { flags: 0x04 },
  ])
    same(await enter(device.use(await ask(demo), lie), 401), 'passkey_refused', JSON.stringify(lie));
  const stranger2 = new Authenticator('EdDSA', { site: device.site, origin: device.origin });
  stranger2.id = device.id;
  stranger2.uses = 100;
  same(await enter(stranger2.use(await ask(demo)), 401), 'passkey_refused', 'another key under its id');
  const answer = device.use(await ask(demo));
  same(await enter(answer, 401, 'beesbusy'), 'passkey_refused', "another vendor's door");
  await enter(answer, 200);
  same(await enter(answer, 401), 'passkey_refused', 'the same answer again: its counter has been seen');
  same(await enter(device.use(await ask(demo), { counts: false }), 401), 'passkey_refused', 'a copy of it');
  same(await enter(device.use({ challenge: 'made-up' }), 410), 'sign_in_expired', 'a question nobody asked');
  await enter(device.use(await ask(demo)), 200);
}

export async function passkeys(demo) {
  for (const kind of ['ES256', 'EdDSA', 'RS256'])
    await test(`http: a passkey of kind ${kind} signs in`, () => signsIn(demo, kind));
  await test('http: a passkey that was made wrongly is refused', () => refusesWrongKeys(demo));
  await test('http: a passkey that answers wrongly is refused', () => refusesWrongAnswers(demo));
}
