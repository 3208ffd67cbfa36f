// The sandbox bank from the outside: a payer without a browser, its books, and its webhooks.
import { createHmac, randomUUID } from 'node:crypto';
import { send } from './client.mjs';

export const cards = {
  good: '4242424242424242',
  mastercard: '5555555555554444',
  declined: '4000000000000002',
  challenge: '4000000000003220',
  diners: '30569309025904',
  twice: '4000000000000259',
  slow: '4000000000000267',
  declinedLater: '4000000000000341',
};

const plainText = (text) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

export class Bank {
  constructor(demo) {
    this.demo = demo;
  }

  /** Opens the payer's page, fills in its form, sends it; answers where the bank leads next. */
  async pay(redirectUrl, fields) {
    const path = new URL(redirectUrl).pathname;
    const page = await send(this.demo.bankBase, 'GET', path);
    const nonce = /name="nonce" value="([^"]*)"/.exec(page.text);
    if (!nonce) throw new Error(`the bank's page has no form: ${page.status} ${page.text.slice(0, 400)}`);
    const form = new URLSearchParams({ nonce: plainText(nonce[1]), ...fields }).toString();
    const answer = await send(this.demo.bankBase, 'POST', path, {
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': Buffer.byteLength(form),
      },
      body: form,
    });
    return { status: answer.status, location: answer.headers.location, text: answer.text };
  }

  card(redirectUrl, number, cvc = '123') {
    return this.pay(redirectUrl, { action: 'pay', number, expiry: '12/39', cvc, name: 'Anna Durand' });
  }

  async admin(method, path, body) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const answer = await send(this.demo.bankBase, method, path, {
      headers: {
        Authorization: `Bearer ${this.demo.bankSecret}`,
        ...(text === undefined
          ? {}
          : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
      },
      body: text,
    });
    if (answer.status >= 300)
      throw new Error(`${method} ${path} at the bank: ${answer.status} ${answer.text}`);
    return answer.text ? JSON.parse(answer.text) : undefined;
  }

  books() {
    return this.admin('GET', '/admin/books');
  }

  faults(wish) {
    return this.admin('POST', '/admin/faults', wish);
  }

  /** Movements of money for one payment key. */
  async charges(key) {
    const { charges } = await this.books();
    return charges.filter((charge) => JSON.stringify(charge).includes(key));
  }

  /** A webhook signed as the bank signs, or with another secret. */
  async webhook(
    body,
    {
      secret = this.demo.webhookSecret,
      id = `evt_${randomUUID()}`,
      at = Math.floor(Date.now() / 1000),
      headers = {},
    } = {},
  ) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
    const signature = createHmac('sha256', key).update(`${id}.${at}.${text}`).digest('base64');
    return {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(at),
      'webhook-signature': `v1,${signature}`,
      ...headers,
      text,
    };
  }
}
