// Signing in by oneself, over HTTP: passwords, codes, sessions, organisations, and who tries without.
import { holds, same } from '../lib/check.mjs';
import {
  codeOf,
  givePassword,
  logOf,
  operate,
  password,
  passwordLink,
  personOf,
  stranger,
} from '../lib/credentials.mjs';
import { test } from '../lib/runner.mjs';
import { Shop } from './shop.mjs';

const vendor = 'agorapulse';
let people = 0;

/** A customer whose owner has an address of their own and, if wanted, a password. */
async function customer(demo, email = `ada${++people}@sign-in.example`) {
  const shop = new Shop(demo, 'Agorapulse');
  const made = await shop.customer({ email });
  return { email, id: made.id };
}

const typed = (email, more = {}) => ({ vendor, email, password, ...more });

async function signsIn(demo) {
  const { email, id } = await customer(demo);
  const nobody = stranger(demo);
  const { body: page } = await nobody.get(`/v1/sign-in?vendor=${vendor}`);
  same(page.vendor.code, vendor, 'the page says for whom it is');
  const early = await nobody.post('/v1/sign-in/password', typed(email), { expect: 401 });
  same(early.body.code, 'sign_in_refused', 'no password yet');
  await givePassword(demo, vendor, email);
  const answer = await nobody.post('/v1/sign-in/password', typed(email));
  same(answer.body.next, 'signed_in', 'the password is enough');
  const person = await personOf(demo, answer);
  same(person.session.customer.id, id, 'signed in where they are a member');
  const { body: security } = await person.get('/v1/session/security');
  same(security.email, email, 'the address is proved');
  same(security.sessions.length, 2, 'both sessions are listed');
  const other = security.sessions.find((one) => !one.is_present);
  await person.delete(`/v1/session/sessions/${other.id}`, { expect: 204 });
  await person.put(
    '/v1/session/password',
    { present: password, wanted: 'staple under the bridge' },
    { expect: 204 },
  );
  await nobody.post('/v1/sign-in/password', typed(email), { expect: 401 });
  await nobody.post('/v1/sign-in/password', typed(email, { password: 'staple under the bridge' }));
  await person.post('/v1/session/end-others', undefined, { expect: 204 });
  same((await person.get('/v1/session/security')).body.sessions.length, 1, 'one session is left');
}

async function usesCodes(demo) {
  const { email } = await customer(demo);
  const person = await givePassword(demo, vendor, email);
  const { body: made } = await person.post('/v1/session/code-key');
  holds(made.uri.includes(made.key), 'the link holds the key');
  const { body: on } = await person.post('/v1/session/second-factor', { code: codeOf(made.key) });
  same(on.recovery_codes.length, 10, 'recovery codes');
  const nobody = stranger(demo);
  const first = async () => (await nobody.post('/v1/sign-in/password', typed(email))).body.ticket;
  const enter = async (code, expect = 200) =>
    nobody.post('/v1/sign-in/code', { vendor, ticket: await first(), code }, { expect });
  const replayed = await enter(codeOf(made.key), 401);
  same(replayed.body.code, 'second_factor_refused', 'a code works once');
  const answer = await enter(codeOf(made.key, 1));
  const signedIn = await personOf(demo, answer);
  await enter(on.recovery_codes[0]);
  await enter(on.recovery_codes[0], 401);
  const { body: renewed } = await signedIn.post('/v1/session/recovery-codes');
  await enter(on.recovery_codes[1], 401);
  await enter(renewed.recovery_codes[1]);
  await signedIn.delete('/v1/session/second-factor', { expect: 204 });
  same((await nobody.post('/v1/sign-in/password', typed(email))).body.next, 'signed_in', 'no code any more');
}

async function staffSetUpACode(demo) {
  const link = new URL(await passwordLink(demo, vendor, 'sam@vendor.example', 'staff_sam'));
  same(link.searchParams.get('side'), 'desk', 'the link leads to the desk');
  const nobody = stranger(demo);
  const { body: step } = await nobody.post('/v1/sign-in/new-password', {
    vendor,
    side: 'desk',
    ticket: link.hash.slice(1),
    password,
  });
  same(step.next, 'set_up_code', 'a password is not enough for staff');
  const { body: key } = await nobody.post('/v1/sign-in/code-key', { vendor, ticket: step.ticket });
  const done = await nobody.post('/v1/sign-in/code', {
    vendor,
    ticket: step.ticket,
    code: codeOf(key.key),
  });
  same(done.body.target, '/desk', 'staff go to the desk');
  const sam = await personOf(demo, done);
  same(sam.session.kind, 'staff', 'sam is staff');
  const kept = await sam.delete('/v1/session/second-factor', { expect: 403 });
  same(kept.body.code, 'second_factor_required', 'staff keep their second factor');
  const whom = ['--vendor', vendor, '--email', 'sam@vendor.example', '--desk-only'];
  await operate(demo, 'end-access', ...whom);
  await sam.get('/v1/session', { expect: 401 });
  const gone = await nobody.post(
    '/v1/sign-in/password',
    { ...typed('sam@vendor.example'), side: 'desk' },
    { expect: 403 },
  );
  same(gone.body.code, 'no_organisation', 'the desk is closed');
  const unknown = await operate(demo, 'end-access', '--vendor', vendor, '--email', 'x@y.example').catch(
    (e) => e,
  );
  same([unknown.code, unknown.stderr.includes('x@y.example')], [2, true], 'nobody of that name');
}

async function goesToAnother(demo) {
  const { email } = await customer(demo);
  const second = await customer(demo, email);
  const stranded = await customer(demo);
  const person = await givePassword(demo, vendor, email);
  const { body: list } = await person.get('/v1/session/organisations');
  same(list.data.length, 2, 'both organisations');
  await person.post('/v1/session/organisation', { customer: stranded.id }, { expect: 404 });
  const answer = await person.post('/v1/session/organisation', { customer: second.id }, { expect: 204 });
  const there = await personOf(demo, answer);
  same(there.session.customer.id, second.id, 'gone there');
  await person.get('/v1/session', { expect: 401 });
}

async function refusesGuessing(demo) {
  const { email } = await customer(demo);
  await givePassword(demo, vendor, email);
  const nobody = stranger(demo);
  const guess = (of, expect) =>
    nobody.post('/v1/sign-in/password', typed(of, { password: 'a wrong password' }), { expect });
  const said = (answer) => JSON.stringify({ ...answer.body, request_id: '' });
  const refused = [await guess(email, 401), await guess('nobody@sign-in.example', 401)];
  same(said(refused[0]), said(refused[1]), 'known and unknown addresses get the same answer');
  for (let at = 0; at < 9; at += 1) await guess(email, 401);
  const late = await guess(email, 429);
  const wait = Number(late.headers['retry-after']);
  holds(wait > 800 && wait <= 900, `Retry-After is ${wait}`);
}

async function keepsSecrets(demo) {
  const log = await logOf(demo);
  for (const secret of [password, 'staple under the bridge', 'a wrong password', 'settle_session='])
    holds(!log.includes(secret), `the log holds "${secret}"`);
}

export async function signingIn(demo) {
  await test('http: a password signs in, is changed, and its sessions are ended', () => signsIn(demo));
  await test('http: a second factor, its codes and its recovery codes', () => usesCodes(demo));
  await test('http: staff set up a code while they sign in', () => staffSetUpACode(demo));
  await test('http: one person goes from one organisation to another', () => goesToAnother(demo));
  await test('http: guessing passwords is refused, and tells nothing', () => refusesGuessing(demo));
  await test('http: no secret of signing in is in the log', () => keepsSecrets(demo));
}
