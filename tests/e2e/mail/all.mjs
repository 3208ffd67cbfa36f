// From something that happens to the message in somebody's mailbox.

import { Shop } from '../http/shop.mjs';
import { holds, same } from '../lib/check.mjs';
import { openMailbox } from '../lib/mailbox.mjs';
import { test } from '../lib/runner.mjs';

let mailbox;

/** What the demo is started with. */
export async function prepare() {
  mailbox = await openMailbox();
  return ['--mail', mailbox.address];
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
  holds(mail.headers['content-type'].startsWith('multipart/alternative'), mail.headers['content-type']);
  holds(mail.text.includes('Bonjour Anna Durand,'), mail.text);
  holds(mail.text.includes('3 utilisateurs'), mail.text);
  holds(mail.html.includes('<strong>Standard</strong>'), mail.html);
  same(mail.to.length, 1, 'one recipient');
}

export async function run(demo) {
  const shop = new Shop(demo);
  await test('mail: whoever subscribed is welcomed in their language', () => welcomes(shop));
  await mailbox.close();
}
