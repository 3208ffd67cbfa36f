// Signing in by an identity provider: a real one, and what happens when somebody meddles on the way.
import { holds, includes, same } from '../lib/check.mjs';
import { Caller, send } from '../lib/client.mjs';
import { passwordLink, personOf, stranger } from '../lib/credentials.mjs';
import { follow, startProvider } from '../lib/provider.mjs';
import { test } from '../lib/runner.mjs';
import { freePort, startServer } from '../lib/server.mjs';

const vendor = 'agorapulse';

async function makeCustomer(house, email) {
  const { body } = await house.api.post(
    '/v1/customers',
    { name: 'Acme', country: 'FR', language: 'fr', owner: { email, first_name: 'Ana', last_name: 'Idp' } },
    { expect: 201 },
  );
  return body;
}

const begin = (house, id = 'work', side = 'portal') =>
  `${house.base}/v1/sign-in/providers/${id}?vendor=${vendor}&side=${side}`;
const callback = (house, id) => `${house.base}/v1/sign-in/callback/${vendor}/${id}`;
const isBack = (house, id) => (url) => url.origin + url.pathname === callback(house, id);

/** Goes to the provider and stops before coming back. */
async function visit(house, provider, account, { id = 'work', side } = {}) {
  provider.next = account;
  return follow(begin(house, id, side), { until: isBack(house, id) });
}

async function session(house, cookies) {
  const jar = cookies[house.base] ?? {};
  const person = new Caller(house.base, { Cookie: `settle_session=${jar.settle_session ?? ''}` });
  return person.get('/v1/session', { expect: [200, 401] });
}

async function comesIn(house, provider) {
  const ana = await makeCustomer(house, 'ana@idp.example');
  provider.accounts.set('u-ana', { email: 'Ana@idp.example', email_verified: true });
  const { body: page } = await stranger(house).get(`/v1/sign-in?vendor=${vendor}`);
  same(
    page.providers.map(({ id, name, desk }) => `${id} ${name} ${desk}`).join(),
    'work Work true,social Social false,away Away false',
    'the page offers the providers',
  );
  const there = await stranger(house).get(`/v1/sign-in/providers/work?vendor=${vendor}`, { expect: 303 });
  const asked = new URL(there.headers.location);
  same(asked.origin, provider.issuer, 'the provider is asked');
  same(asked.searchParams.get('code_challenge_method'), 'S256', 'with PKCE');
  same(asked.searchParams.get('redirect_uri'), callback(house, 'work'), 'and an address of its own');
  const [cookie] = there.headers['set-cookie'];
  includes(cookie, '; Path=/v1/sign-in/callback/agorapulse/work; ', 'what the browser keeps goes there only');
  const kept = cookie.slice('settle_provider='.length, cookie.indexOf(';'));
  holds(kept.length > 20 && !there.headers.location.includes(kept), 'and stands in no address');
  const back = await visit(house, provider, 'u-ana');
  same(back.url.searchParams.get('iss'), provider.issuer, 'the provider says who it is');
  const browser = new Caller(house.base, {
    Cookie: `settle_provider=${back.cookies[house.base].settle_provider}`,
  });
  const answer = await browser.get(back.url.pathname + back.url.search, { expect: 303 });
  same(answer.headers.location, '/portal', 'the portal opens');
  const { session: opened } = await personOf(house, answer);
  same(opened.customer.id, ana.id, 'signed in where the address is a member');
  holds(
    answer.headers['set-cookie'].some((line) => line.startsWith('settle_provider=; ')),
    'what went along is gone',
  );
  // The provider's name for them counts from now on, not the address.
  provider.accounts.set('u-ana', { email: 'ana.new@idp.example', email_verified: true });
  const again = await follow(begin(house), { until: (url) => url.pathname === '/portal' });
  same((await session(house, again.cookies)).body.customer.id, ana.id, 'known by the subject');
}

async function refused(house, provider, account, what) {
  const back = await visit(house, provider, account);
  const end = await follow(back.url.href, { cookies: back.cookies });
  same(end.status, 403, what);
  includes(end.text, 'Work', `${what}: the page names the provider`);
  same((await session(house, end.cookies)).status, 401, `${what}: nobody is signed in`);
}

async function turnsAway(house, provider) {
  provider.accounts.set('u-nobody', { email: 'nobody@idp.example', email_verified: true });
  await refused(house, provider, 'u-nobody', 'an address that is no member');
  await makeCustomer(house, 'eve@idp.example');
  provider.accounts.set('u-eve', { email: 'eve@idp.example', email_verified: false });
  await refused(house, provider, 'u-eve', 'an address that the provider did not verify');
  provider.accounts.set('u-bare', {});
  await refused(house, provider, 'u-bare', 'no address at all');
  await refused(house, provider, 'nobody', 'a person who said no');
}

async function withstandsMeddling(house, provider) {
  await makeCustomer(house, 'mia@idp.example');
  provider.accounts.set('u-mia', { email: 'mia@idp.example', email_verified: true });
  // Somebody else's browser: the state is right, the cookie is not there.
  const stolen = await visit(house, provider, 'u-mia');
  const elsewhere = await follow(stolen.url.href);
  same(elsewhere.status, 410, 'a callback that another browser began');
  // The own one is still good, once.
  const end = await follow(stolen.url.href, {
    cookies: stolen.cookies,
    until: (url) => url.pathname === '/portal',
  });
  same((await session(house, end.cookies)).status, 200, 'the browser that began it');
  const replayed = await follow(stolen.url.href, { cookies: stolen.cookies });
  same(replayed.status, 410, 'the same callback again');
  const made = await visit(house, provider, 'u-mia');
  made.url.searchParams.set('code', 'made-up');
  same((await follow(made.url.href, { cookies: made.cookies })).status, 403, 'a code that was made up');
  const state = await visit(house, provider, 'u-mia');
  state.url.searchParams.set('state', 'made-up');
  same((await follow(state.url.href, { cookies: state.cookies })).status, 410, 'a state that was made up');
  // The address alone is enough for nobody: the state is no secret of the browser's.
  const leaked = await visit(house, provider, 'u-mia');
  const thief = { [house.base]: { settle_provider: leaked.url.searchParams.get('state') } };
  same((await follow(leaked.url.href, { cookies: thief })).status, 410, 'the state as the cookie');
  const issuer = await visit(house, provider, 'u-mia');
  issuer.url.searchParams.set('iss', 'https://evil.example');
  same(
    (await follow(issuer.url.href, { cookies: issuer.cookies })).status,
    403,
    'an answer of another issuer',
  );
  const unnamed = await visit(house, provider, 'u-mia');
  unnamed.url.searchParams.delete('iss');
  same((await follow(unnamed.url.href, { cookies: unnamed.cookies })).status, 403, 'an answer of no issuer');
  // A provider that leads a browser on to another one gets that one's code to the wrong address, where nobody takes it.
  const mixed = await visit(house, provider, 'u-mia', { id: 'social' });
  mixed.url.pathname = new URL(callback(house, 'work')).pathname;
  same(
    (await follow(mixed.url.href, { cookies: mixed.cookies })).status,
    410,
    "at another provider's address",
  );
  // A code of one visit in another: PKCE and nonce differ.
  const [first, second] = [await visit(house, provider, 'u-mia'), await visit(house, provider, 'u-mia')];
  second.url.searchParams.set('code', first.url.searchParams.get('code'));
  same((await follow(second.url.href, { cookies: second.cookies })).status, 403, 'a code of another visit');
  const unknown = await send(house.base, 'GET', `/v1/sign-in/providers/else?vendor=${vendor}`);
  same(unknown.status, 404, 'a provider that is none');
  const foreign = await send(house.base, 'GET', '/v1/sign-in/providers/work?vendor=beesbusy');
  same(foreign.status, 404, "another vendor's provider");
}

async function keepsTheDesk(house, provider) {
  await passwordLink(house, vendor, 'sam@idp.example', 'sam');
  provider.accounts.set('u-sam', { email: 'sam@idp.example', email_verified: true });
  const desk = new URL(begin(house, 'social', 'desk'));
  const closed = await send(house.base, 'GET', desk.pathname + desk.search);
  same(closed.status, 404, 'a provider for customers does not lead to the desk');
  await makeCustomer(house, 'sam@idp.example');
  const stopped = await visit(house, provider, 'u-sam', { id: 'social' });
  const end = await follow(stopped.url.href, { cookies: stopped.cookies });
  same(end.status, 403, 'nor staff to the portal');
  same((await session(house, end.cookies)).status, 401, 'nobody is signed in');
  provider.next = 'u-sam';
  const opened = await follow(begin(house, 'work', 'desk'), { until: (url) => url.pathname === '/desk' });
  same((await session(house, opened.cookies)).body.kind, 'staff', 'one that lets staff in does');
}

async function saysWhenItIsAway(house, provider) {
  await provider.stop();
  // What it said of itself is known for an hour: the way there is open, the way back is not.
  const answer = await send(house.base, 'GET', `/v1/sign-in/providers/away?vendor=${vendor}`);
  same(answer.status, 503, 'a provider that does not answer');
  includes(answer.text, 'identity_unavailable', 'it says so');
  const began = Date.now();
  for (let times = 0; times < 5; times += 1)
    same(
      (await send(house.base, 'GET', `/v1/sign-in/providers/away?vendor=${vendor}`)).status,
      503,
      'nor a moment later',
    );
  holds(Date.now() - began < 4000, 'nobody waits for it again');
}

export async function signingInElsewhere() {
  for (const algorithm of ['RS256', 'ES256', 'EdDSA']) {
    const port = await freePort();
    const issuer = `http://127.0.0.1:${port}`;
    const house = await startServer({
      config: `[[sign_in.providers]]
vendor = "${vendor}"
id = "work"
name = "Work"
issuer = "${issuer}"
client_id = "settle"
client_secret_env = "TEST_PROVIDER_SECRET"
desk = true

[[sign_in.providers]]
vendor = "${vendor}"
id = "social"
name = "Social"
issuer = "${issuer}"
client_id = "settle"
client_secret_env = "TEST_PROVIDER_SECRET"

[[sign_in.providers]]
vendor = "${vendor}"
id = "away"
name = "Away"
issuer = "http://127.0.0.1:9"
client_id = "settle"
`,
      env: { TEST_PROVIDER_SECRET: 'provider-s3cret' },
      vendor,
    });
    const provider = await startProvider({
      port,
      algorithm,
      redirectUris: ['work', 'social'].map((id) => callback(house, id)),
    });
    try {
      await test(`http: a provider that signs by ${algorithm} lets its people in`, () =>
        comesIn(house, provider));
      if (algorithm !== 'RS256') continue;
      await test('http: a provider does not let in whom nobody knows', () => turnsAway(house, provider));
      await test('http: who meddles on the way to a provider and back stays outside', () =>
        withstandsMeddling(house, provider));
      await test('http: a provider for customers lets no staff in', () => keepsTheDesk(house, provider));
      await test('http: a provider that is away is said to be', () => saysWhenItIsAway(house, provider));
    } finally {
      await provider.stop().catch(() => undefined);
      await house.stop();
    }
  }
}
