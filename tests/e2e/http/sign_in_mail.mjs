// Links by mail, from the call to the mailbox and back.
import { holds, same } from '../lib/check.mjs';
import { password, personOf, stranger } from '../lib/credentials.mjs';
import { openMailbox } from '../lib/mailbox.mjs';
import { test } from '../lib/runner.mjs';
import { startServer } from '../lib/server.mjs';

const vendor = 'agorapulse';
const email = 'lea@mail.example';

const linkIn = (mail) => new URL(/http\S+#[\w-]+/.exec(mail.text)[0]);

async function signsInByMail(house, mailbox) {
  const nobody = stranger(house);
  const known = await nobody.post('/v1/sign-in/email', { vendor, email }, { expect: 202 });
  const unknown = await nobody.post(
    '/v1/sign-in/email',
    { vendor, email: 'nobody@mail.example' },
    { expect: 202 },
  );
  const told = ({ status, headers, body }) =>
    JSON.stringify([status, body, Object.keys(headers).filter((name) => name !== 'x-request-id')]);
  same(told(known), told(unknown), 'known and unknown addresses get the same answer');
  const mail = await mailbox.find('the link to sign in', (one) => one.to.includes(email));
  const link = linkIn(mail);
  same(link.pathname, '/portal/sign-in/link', 'a page of ours');
  const answer = await nobody.post('/v1/sign-in/email-link', { vendor, ticket: link.hash.slice(1) });
  const person = await personOf(house, answer);
  same(person.session.member.email, email, 'signed in');
  same((await person.get('/v1/session/security')).body.email, email, 'the address is proved');
  await nobody.post('/v1/sign-in/email-link', { vendor, ticket: link.hash.slice(1) }, { expect: 410 });
}

async function setsAPasswordByMail(house, mailbox) {
  const nobody = stranger(house);
  const before = mailbox.mails.length;
  await nobody.post('/v1/sign-in/forgotten', { vendor, email }, { expect: 202 });
  await mailbox.find('the link to set a password', (one) => mailbox.mails.indexOf(one) >= before);
  const link = linkIn(mailbox.mails.at(-1));
  same(link.pathname, '/portal/sign-in/new-password', 'the page where it is set');
  await nobody.post('/v1/sign-in/new-password', { vendor, ticket: link.hash.slice(1), password });
  await nobody.post('/v1/sign-in/password', { vendor, email, password });
  holds(!mailbox.mails.some((one) => one.to.includes('nobody@mail.example')), 'nobody else was written to');
}

export async function signingInByMail() {
  const mailbox = await openMailbox();
  const house = await startServer({
    vendor,
    config: `[mail]\nserver = "${mailbox.address}"\ntls = "none"\nfrom = "billing@settle.example"\n`,
  });
  try {
    await house.api.post(
      '/v1/customers',
      { name: 'Lea', country: 'FR', language: 'fr', owner: { email, first_name: 'Lea', last_name: 'Mail' } },
      { expect: 201 },
    );
    await test('http: a link by mail signs in, once', () => signsInByMail(house, mailbox));
    await test('http: a link by mail sets the password', () => setsAPasswordByMail(house, mailbox));
    await test('http: no link that was mailed is in the log', async () => {
      for (const mail of mailbox.mails)
        holds(!house.said().includes(linkIn(mail).hash.slice(1)), 'the log holds a link');
    });
  } finally {
    await house.stop();
    await mailbox.close();
  }
}
