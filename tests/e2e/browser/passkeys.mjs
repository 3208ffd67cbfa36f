// Passkeys in an authenticator that the browser simulates, on an address that browsers allow them for.
import { holds, same } from '../lib/check.mjs';
import { givePassword, password, stranger } from '../lib/credentials.mjs';
import { test } from '../lib/runner.mjs';
import { startServer } from '../lib/server.mjs';
import { desktop, phone, Stage } from './stage.mjs';

const vendor = 'agorapulse';
const email = 'kim@passkey.example';

async function authenticator(visit) {
  const line = await visit.context.newCDPSession(visit.page);
  await line.send('WebAuthn.enable');
  const { authenticatorId } = await line.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    keys: async () => (await line.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    replace: async (credential) => {
      await line.send('WebAuthn.removeCredential', {
        authenticatorId,
        credentialId: credential.credentialId,
      });
      await line.send('WebAuthn.addCredential', { authenticatorId, credential });
    },
  };
}

async function typePassword(visit, to) {
  await visit.open(`/portal/sign-in?vendor=${vendor}&to=${to}`);
  await visit.settled();
  await visit.locate('[name=email]').fill(email);
  await visit.locate('[name=password]').fill(password);
  await visit.page.keyboard.press('Enter');
  await visit.page.waitForURL((url) => url.pathname === to);
  await visit.settled();
}

/** Presses the button and answers what the browser sent and got. */
async function usePasskey(visit) {
  await visit.forget();
  await visit.open(`/portal/sign-in?vendor=${vendor}`);
  await visit.settled();
  const [answer] = await Promise.all([
    visit.page.waitForResponse((response) => response.url().endsWith('/v1/sign-in/passkey')),
    visit.page.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click(),
  ]);
  return { status: answer.status(), sent: answer.request().postDataJSON() };
}

async function play(visit, house) {
  visit.expect(/40[13].*sign-in\/passkey/);
  visit.expect(/404.*demo\/clock/);
  const device = await authenticator(visit);
  await typePassword(visit, '/portal/security');
  const card = visit.locate('section:has(#passkeys-title)');
  await card.locator('[name=passkey-name]').fill('Mon téléphone');
  await card.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
  await card.locator('.session-row').waitFor();
  for (const viewport of [desktop, phone]) {
    await visit.page.setViewportSize(viewport);
    await visit.accessible('security with a passkey');
    await visit.fits('security with a passkey');
    await visit.shot(`${viewport.width}-72-passkey`);
  }
  await visit.page.setViewportSize(desktop);
  const [key] = await device.keys();
  same(key.rpId, 'localhost', 'the key is bound to the host');
  holds(key.isResidentCredential, 'the key needs no address');

  const first = await usePasskey(visit);
  same(first.status, 200, 'the passkey signs in');
  await visit.page.waitForURL('**/portal');
  await visit.settled();
  const nobody = stranger(house);
  const attack = async (changes) => {
    const { body } = await nobody.post('/v1/sign-in/passkey', { ...first.sent, ...changes }, { expect: 401 });
    return body.code;
  };
  same(await attack({}), 'passkey_refused', 'an answer works once');
  same(await attack({ vendor: 'beesbusy' }), 'passkey_refused', "another vendor's door");
  const said = JSON.parse(Buffer.from(first.sent.client_data, 'base64url'));
  const lie = Buffer.from(JSON.stringify({ ...said, origin: 'https://evil.example' }));
  same(await attack({ client_data: lie.toString('base64url') }), 'passkey_refused', 'another page');

  const [used] = await device.keys();
  await device.replace({ ...used, signCount: 0 });
  same((await usePasskey(visit)).status, 401, 'a copy whose counter went back');
  await device.replace({ ...used, signCount: used.signCount + 10 });
  same((await usePasskey(visit)).status, 200, 'the key itself');
  await visit.page.waitForURL((url) => url.pathname === '/portal');
  await visit.forget();

  await typePassword(visit, '/portal/security');
  await visit.page.getByRole('button', { name: 'Supprimer Mon téléphone' }).click();
  await visit.locate('section:has(#passkeys-title) .session-row').waitFor({ state: 'detached' });
  same((await usePasskey(visit)).status, 401, 'a key that was removed');
}

export async function passkeys(browser) {
  const house = await startServer({ vendor, host: 'localhost' });
  try {
    await house.api.post(
      '/v1/customers',
      { name: 'Kim', country: 'FR', language: 'fr', owner: { email, first_name: 'Kim', last_name: 'Key' } },
      { expect: 201 },
    );
    await givePassword(house, vendor, email);
    const stage = new Stage({ base: house.base, bankBase: house.base }, browser);
    await test('browser: a passkey is made, signs in, and withstands who copies or replays it', () =>
      stage.scenario({ language: 'fr' }, (visit) => play(visit, house)));
  } finally {
    await house.stop();
  }
}
