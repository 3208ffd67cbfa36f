// What the HTTP scenarios share: a vendor's shop, new customers, an order that is paid.
import { randomUUID } from 'node:crypto';
import { Bank, cards } from '../lib/bank.mjs';
import { same } from '../lib/check.mjs';
import { server, signInAs } from '../lib/client.mjs';
import { until } from '../lib/runner.mjs';

/** Standard, monthly, with two more users and three more profiles: 342.00 before tax. */
export const order = { plan: 'standard', cycle: 'month', quantities: { user: 3, profile: 13 } };
export const returnUrl = '/portal/checkout/return';
export const numbers = { french: 'FR40303265045', belgian: 'BE0136695962', wrong: 'FR41303265045' };

const addresses = {
  FR: { line1: '1 rue de la Paix', postal_code: '75002', city: 'Paris' },
  BE: { line1: 'Rue de la Loi 16', postal_code: '1000', city: 'Bruxelles' },
  DE: { line1: 'Beispielweg 11', postal_code: '20095', city: 'Hamburg' },
  US: { line1: '77 Example Street', postal_code: '02110', city: 'Boston' },
};

export class Shop {
  constructor(demo, vendor = 'Agorapulse') {
    this.demo = demo;
    this.vendor = vendor;
    this.api = server(demo, vendor);
    this.bank = new Bank(demo);
  }

  /** A customer with an address an invoice can be sent to, and its owner. */
  async customer({
    country = 'FR',
    number,
    language = 'fr',
    name = 'Acme SARL',
    address = addresses[country],
    email = `anna.${randomUUID().slice(0, 8)}@acme.example`,
  } = {}) {
    const { body } = await this.api.post(
      '/v1/customers',
      {
        name,
        country,
        language,
        billing: { company: name, email, country, ...address, ...(number ? { tax_number: number } : {}) },
        owner: { email, first_name: 'Anna', last_name: 'Durand', language },
      },
      { expect: 201 },
    );
    const { body: members } = await this.api.get(`/v1/customers/${body.id}/members`);
    return { ...body, owner: members.data[0], at: `/v1/customers/${body.id}` };
  }

  async member(customer, role) {
    const email = `${role}.${randomUUID().slice(0, 8)}@acme.example`;
    const { body } = await this.api.post(
      `${customer.at}/members`,
      { email, first_name: 'Max', last_name: role, role },
      { expect: 201 },
    );
    return body;
  }

  person(customer, member = customer.owner, target) {
    return signInAs(this.demo, this.api, customer.id, member.id, target);
  }

  async preview(customer, set = order, caller = this.api, billing = undefined) {
    const { body } = await caller.post(
      `${customer.at}/subscription/preview`,
      { set, ...(billing ? { billing } : {}) },
      { key: null },
    );
    return body;
  }

  /** Reads the summary and confirms it; answers the change and the whole reply. */
  async confirm(
    customer,
    { set = order, payWith = 'card', caller = this.api, expect = [200, 202], key } = {},
  ) {
    const summary = await this.preview(customer, set, caller);
    const offer = (await caller.get('/v1/offer')).body;
    return caller.post(
      `${customer.at}/subscription/changes`,
      {
        set,
        fingerprint: summary.fingerprint,
        pay_with: payWith,
        return_url: returnUrl,
        accepted_policy: offer.refund_policy_version,
      },
      { expect, key },
    );
  }

  async refresh(customer, change, caller = this.api) {
    const { body } = await caller.post(
      `${customer.at}/subscription/changes/${change.id}/refresh`,
      undefined,
      { key: null },
    );
    return body;
  }

  async applied(customer, change) {
    return until('the change is applied', async () => {
      const now = await this.refresh(customer, change);
      if (now.state === 'failed') throw new Error(`the change failed: ${now.code}`);
      return now.state === 'applied' && now;
    });
  }

  /** From nothing to an active subscription, paid by card; answers the applied change. */
  async subscribe(customer, { set = order, card = cards.good } = {}) {
    const { body } = await this.confirm(customer, { set });
    await this.bank.card(body.redirect_url, card);
    return this.applied(customer, body);
  }

  async subscription(customer, caller = this.api) {
    return (await caller.get(`${customer.at}/subscription`)).body;
  }

  async invoices(customer, caller = this.api) {
    return (await caller.get(`${customer.at}/invoices`)).body.data;
  }

  /** One order, one paid invoice and one charge in the bank's own books. */
  async expectSoldOnce(customer, change, total) {
    const invoices = await this.invoices(customer);
    same(
      invoices.map((one) => [one.kind, one.status, one.total, one.paid]),
      [['invoice', 'paid', total, total]],
      'invoices',
    );
    const charges = await this.bank.charges(change.payment.attempt);
    same(
      charges.map((one) => [one.kind, one.amount_minor]),
      [['charge', Number(total.replace('.', ''))]],
      "the bank's charges",
    );
  }
}

export { cards };
