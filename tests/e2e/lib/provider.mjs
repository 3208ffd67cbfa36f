// A real identity provider of our own, and a browser without a window that goes there and back.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { send } from './client.mjs';

const jwk = (type, options, alg) => ({
  ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }),
  alg,
  use: 'sig',
  kid: alg,
});

/** Starts a provider that signs in whoever `next` says, without asking. */
export async function startProvider({ port, redirectUris, algorithm = 'RS256' }) {
  const issuer = `http://127.0.0.1:${port}`;
  const accounts = new Map();
  const state = { next: 'nobody', issuer, accounts, client: 'settle', secret: 'provider-s3cret' };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: state.client,
        client_secret: state.secret,
        redirect_uris: redirectUris,
        id_token_signed_response_alg: algorithm,
      },
    ],
    jwks: {
      keys: [
        jwk('rsa', { modulusLength: 2048 }, 'RS256'),
        jwk('ec', { namedCurve: 'P-256' }, 'ES256'),
        jwk('ed25519', {}, 'EdDSA'),
      ],
    },
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256', 'EdDSA'] },
    cookies: { keys: ['a key of the test'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...(accounts.get(id) ?? {}) }),
    }),
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client.clientId,
        accountId: context.oidc.session.accountId,
      });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  const server = createServer(async (request, response) => {
    if (!request.url.startsWith('/interaction/')) return callback(request, response);
    const refused = state.next === 'nobody';
    await provider.interactionFinished(
      request,
      response,
      refused ? { error: 'access_denied' } : { login: { accountId: state.next } },
    );
  });
  await new Promise((done) => server.listen(port, '127.0.0.1', done));
  state.stop = () => new Promise((done) => server.close(done));
  return state;
}

/** Follows redirects with cookies per site, until an answer leads nowhere or `until` says so. */
export async function follow(start, { cookies = {}, until = () => false, steps = 12 } = {}) {
  let url = new URL(start);
  for (let at = 0; at < steps; at += 1) {
    cookies[url.origin] ??= {};
    const jar = cookies[url.origin];
    const header = Object.entries(jar)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    const answer = await send(url.origin, 'GET', url.pathname + url.search, {
      headers: { Accept: 'text/html', ...(header ? { Cookie: header } : {}) },
    });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value === '' || /Max-Age=0/i.test(line)) delete jar[name];
      else jar[name] = value;
    }
    const next = answer.headers.location;
    if (!next) return { ...answer, url, cookies };
    url = new URL(next, url);
    if (until(url)) return { ...answer, url, cookies };
  }
  throw new Error(`still redirected at ${url}`);
}
