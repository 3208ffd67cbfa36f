// From something that happens to the message in somebody's mailbox.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cards, Shop } from '../http/shop.mjs';
import { holds, same } from '../lib/check.mjs';
import { send, signIn } from '../lib/client.mjs';
import { personOf, stranger } from '../lib/credentials.mjs';
import { binary, root } from '../lib/demo.mjs';
import { openMailbox, refusal } from '../lib/mailbox.mjs';
import { test, until } from '../lib/runner.mjs';
import { encrypted } from './encrypted.mjs';

const run_ = promisify(execFile);
const seen = { mails: [] };
let mailbox;

/** What the demo is started with. */
export async function prepare() {
  mailbox = await openMailbox();
  return ['--mail', mailbox.address];
}

const subjects = (email) =>
  mailbox.to(email).map((mail) => mail.headers.subject.replace(/\d+ \w+ \d{4}/, 'DAY'));

/** Waits until exactly these were sent to somebody, in any order, and nothing more comes for a while. */
async function received(email, expected) {
  await until(`${expected.length} mails to ${email}`, () => subjects(email).length >= expected.length, {
    seconds: 60,
  });
  await new Promise((done) => setTimeout(done, 700));
  same(subjects(email).sort(), [...expected].sort(), `the mails of ${email}`);
}

async function welcomes(shop) {
  const customer = await shop.customer({ language: 'fr' });
  await shop.subscribe(customer);
  const mail = await mailbox.find('the owner is welcomed', (one) => one.to.includes(customer.owner.email));
  same(mail.headers.subject, 'Votre abonnement Standard a commencé', 'the subject');
  same(mail.headers.from, '"Agorapulse" <billing@settle.example>', 'the sender');
  same(mail.headers.to, `"Anna Durand" <${customer.owner.email}>`, 'the recipient');
  same(mail.headers['reply-to'], '"Agorapulse" <facturation@agorapulse.example>', 'where answers go');
  same(mail.headers['auto-submitted'], 'auto-generated', 'no answer of a machine is wanted');
  holds(/^<mail_[0-9a-f]+@settle\.example>$/.test(mail.headers['message-id']), mail.headers['message-id']);
  holds(mail.headers['content-type'].startsWith('multipart/mixed'), mail.headers['content-type']);
  holds(mail.text.includes('Bonjour Anna Durand,'), mail.text);
  holds(mail.text.includes('3 utilisateurs'), mail.text);
  const [invoice] = await shop.invoices(customer);
  holds(mail.text.includes(`Facture ${invoice.number}\u00a0: 410,40\u00a0€`), mail.text);
  holds(mail.html.includes('<strong>Standard</strong>'), mail.html);
  same(mail.to.length, 1, 'one recipient');
  const [file] = mail.files;
  same(
    [mail.files.length, file.name, file.type],
    [1, `${invoice.number}.pdf`, 'application/pdf'],
    'the file',
  );
  holds(file.bytes.subarray(0, 5).toString() === '%PDF-', 'a PDF');
}

async function tellsALife(shop) {
  const customer = await shop.customer({ language: 'en' });
  const owner = await shop.person(customer);
  const staff = await signIn(shop.demo, shop.demo.vendors[shop.vendor].staff);
  await owner.post(`${customer.at}/subscription/trial`);
  const reason = 'As <b>agreed</b>.';
  await staff.post(`${customer.at}/subscription/trial/extension`, { days: 7, reason });
  await shop.subscribe(customer);
  await shop
    .confirm(customer, { set: { cycle: 'month', quantities: { user: 4 } }, payWith: 'card' })
    .then(async ({ body }) => {
      if (body.redirect_url) await shop.bank.card(body.redirect_url, cards.good);
      await shop.applied(customer, body);
    });
  const { body: asked } = await owner.post(
    '/v1/requests',
    { customer: customer.id, type: 'refund', message: 'Please.' },
    { expect: 201 },
  );
  await staff.post(`/v1/requests/${asked.id}/decision`, { accept: false, reason: 'No.' });
  await received(customer.owner.email, [
    'Your trial of Agorapulse has begun',
    'Your trial of Agorapulse goes on until DAY',
    'Your Standard subscription has started',
    'Your Agorapulse subscription has changed',
    'We have received your request',
    'Your request was declined',
  ]);
  const extended = mailbox.to(customer.owner.email).find((mail) => mail.text.includes('Good news'));
  holds(extended.text.includes('Our team says: As <b>agreed</b>.'), extended.text);
  holds(extended.html.includes('As &lt;b&gt;agreed&lt;/b&gt;.'), extended.html);
  const changed = mailbox.to(customer.owner.email).find((mail) => mail.text.includes('in effect'));
  holds(changed.text.includes('users 3\u00a0→\u00a04'), changed.text);
}

async function tellsAboutSeats(demo) {
  const shop = new Shop(demo, 'Beesbusy');
  const customer = await shop.customer({ name: 'Ruche SARL', language: 'en' });
  await shop.subscribe(customer, { set: { plan: 'business', cycle: 'month', quantities: { user: 2 } } });
  const owner = await shop.person(customer);
  const given = `zoe.${customer.id.slice(-6)}@ruche.example`;
  const naughty = 'Zoë\r\nBcc: everybody@example.com';
  const { body: seat } = await owner.post(
    `${customer.at}/seats`,
    { person: { email: given, first_name: naughty, language: 'fr' } },
    { expect: [201, 422] },
  );
  if (!seat.id)
    await owner.post(
      `${customer.at}/seats`,
      { person: { email: given, first_name: 'Zoë', language: 'fr' } },
      { expect: 201 },
    );
  const code = `RUCHE-${customer.id.slice(-8)}`;
  await owner.post(`${customer.at}/invitation-code`, { code });
  const joins = await shop.member(customer, 'member');
  const late = await shop.member(customer, 'member');
  const redeem = async (member, expect) =>
    (await shop.person(customer, member)).post(
      `${customer.at}/invitation-code/redeem`,
      { code },
      { key: null, expect },
    );
  await redeem(joins, 200);
  await redeem(late, 422);
  await received(given, ['Vous avez un siège sur Beesbusy']);
  const [mail] = mailbox.to(given);
  holds(!mail.headers.bcc, 'no header of their own');
  await received(customer.owner.email, [
    'Your Business subscription has started',
    'Max member joined with your invitation code',
    'Max member could not join: no seat is free',
  ]);
  const used = mailbox.to(customer.owner.email).find((one) => one.text.includes('has joined'));
  holds(used.text.includes('Seats taken: 2 of 2'), used.text);
  same(subjects(joins.email), [], 'who joined by themselves knows');
}

async function parksTheRefused(shop) {
  const gone = await shop.customer({ language: 'en' });
  const full = await shop.customer({ language: 'en' });
  const good = await shop.customer({ language: 'en' });
  let tries = 0;
  mailbox.answers.recipient = (address) => {
    if (address === gone.owner.email) return refusal(550, '5.1.1 no such user');
    if (address === full.owner.email && tries++ === 0) return refusal(452, '4.2.2 mailbox full');
    return undefined;
  };
  for (const customer of [gone, full, good])
    await (await shop.person(customer)).post(`${customer.at}/subscription/trial`);
  const begun = ['Your trial of Agorapulse has begun'];
  await received(good.owner.email, begun);
  await received(full.owner.email, begun);
  same(tries, 2, 'tried again once');
  same(subjects(gone.owner.email), [], 'nobody there');
  mailbox.answers.recipient = undefined;
  const settle = (...words) =>
    run_(binary, ['mail', ...words, '--config', shop.config, '--vendor', 'agorapulse'], { cwd: root });
  const { stdout } = await settle('list', '--refused');
  const line = stdout.split('\n').find((one) => one.includes(gone.owner.email));
  holds(line?.includes('refused') && line.includes('550 5.1.1 no such user'), stdout);
  const id = /mail_[0-9a-f]+/.exec(line)[0];
  await settle('retry', id);
  await received(gone.owner.email, begun);
  const again = await settle('retry', id).catch((error) => error);
  same(again.code, 1, 'once is enough');
}

async function waitsForTheServer(shop) {
  const { port, mails } = mailbox;
  await mailbox.close();
  const customers = [];
  for (let i = 0; i < 5; ++i) {
    const customer = await shop.customer({ language: 'en' });
    await (await shop.person(customer)).post(`${customer.at}/subscription/trial`);
    customers.push(customer);
  }
  await new Promise((done) => setTimeout(done, 2500));
  seen.mails.push(...mails);
  mailbox = await openMailbox({ port });
  for (const customer of customers)
    await received(customer.owner.email, ['Your trial of Agorapulse has begun']);
  const ids = mailbox.mails.map((mail) => mail.headers['message-id']);
  same(new Set(ids).size, ids.length, 'nothing comes twice');
}

async function brings(demo) {
  const shop = new Shop(demo, 'Beesbusy');
  const customer = await shop.customer({ name: 'Ruche SARL', language: 'en' });
  await shop.subscribe(customer, { set: { plan: 'business', cycle: 'month', quantities: { user: 2 } } });
  const owner = await shop.person(customer);
  const email = `ana.${customer.id.slice(-6)}@ruche.example`;
  const at = `${customer.at}/invitations`;
  await owner.post(
    at,
    { person: { email, first_name: 'Ana', language: 'fr' }, seat: 'user' },
    { expect: 201 },
  );
  await received(email, ['Anna Durand vous invite sur Beesbusy']);
  const [mail] = mailbox.to(email);
  holds(mail.text.includes('**') === false && mail.text.includes('Ruche SARL'), mail.text);
  const link = /http\S+#[\w-]+/.exec(mail.text)[0];
  holds(mail.html.includes(`href="${link.replaceAll('&', '&amp;')}"`), mail.html);
  // Programs that look at mails follow links; nobody has come by that.
  const { pathname, search, hash } = new URL(link);
  same((await send(demo.base, 'GET', pathname + search)).status, 200, 'a page of ours');
  same((await owner.get(at)).body.data[0].state, 'pending', 'after a look');
  const ticket = { vendor: 'beesbusy', ticket: hash.slice(1) };
  const ana = await personOf(demo, await stranger(demo).post('/v1/sign-in/email-link', ticket));
  same(ana.session.member.email, email, 'who came');
  same((await ana.get('/v1/session/security')).body.email, email, 'the address is proved');
  await stranger(demo).post('/v1/sign-in/email-link', ticket, { expect: 410 });
  same((await owner.get(at)).body.data[0].state, 'accepted', 'the invitation');
  await received(email, ['Anna Durand vous invite sur Beesbusy']);
}

async function counts(demo) {
  const { text } = await send(demo.base, 'GET', '/metrics');
  holds(/^settle_mails_waiting 0$/m.test(text), text);
  holds(/^settle_mails_refused 0$/m.test(text), text);
}

async function previews(demo) {
  const settle = (...words) => run_(binary, ['mail', 'preview', ...words], { cwd: root });
  const { stdout } = await settle();
  holds(stdout.includes('payment-failed'), stdout);
  const out = join(demo.folder, 'preview');
  const catalog = join(root, 'examples/workstaff/catalog.yaml');
  const made = await settle('--all', '--catalog', catalog, '--out', out);
  holds(/^\d+ files are in /.test(made.stdout), made.stdout);
  const french = await settle('payment-failed', '--language', 'fr');
  holds(french.stdout.startsWith('Subject: Votre paiement à Example n’a pas abouti'), french.stdout);
  for (const words of [['no-such-mail'], ['--all', '--language', 'de'], ['--all', '--catalog', '/nowhere']]) {
    const failed = await settle(...words).catch((error) => error);
    same(failed.code, 2, words.join(' '));
    holds(failed.stderr.startsWith('settle mail: '), failed.stderr);
  }
}

export async function run(demo) {
  const shop = new Shop(demo);
  shop.config = await demo.configuration();
  await test('mail: whoever subscribed is welcomed in their language', () => welcomes(shop));
  await test('mail: a life is told, each thing once, to its owner', () => tellsALife(shop));
  await test('mail: seats are told to who has them, codes to the owner', () => tellsAboutSeats(demo));
  await test('mail: a refused address is parked and stops nobody, a full mailbox is tried again', () =>
    parksTheRefused(shop));
  await test('mail: a server that is away loses nothing and gets nothing twice', () =>
    waitsForTheServer(shop));
  await test('mail: whoever is invited comes by the link of their mail', () => brings(demo));
  await test('mail: metrics say that nothing waits', () => counts(demo));
  await test('mail: all of them can be looked at without sending one', () => previews(demo));
  await encrypted();
  await mailbox.close();
}
