// Two windows beside each other: the customer's and the one of the staff.
import { Shop } from '../http/shop.mjs';
import { same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { desktop } from './stage.mjs';

export const small = { width: 400, height: 800 };
/** Each language on another pair of screens. */
export const screens = {
  fr: { desk: desktop, portal: small },
  en: { desk: small, portal: desktop },
};

/** Both windows, closed whatever happens; what either browser complained about fails the test. */
export async function sideBySide(stage, desk, portal, body) {
  const windows = [await stage.visit(desk), await stage.visit(portal)];
  let failure;
  try {
    await body(...windows);
  } catch (error) {
    failure = error;
    for (const [at, visit] of windows.entries()) {
      failure.message += `\nat ${visit.page.url()}`;
      await visit.shot(`failed-${at}-${Date.now()}`).catch(() => undefined);
    }
  }
  for (const visit of windows) await visit.close().catch((error) => (failure ??= error));
  if (failure) throw failure;
}

export async function looksGood(visit, name) {
  await visit.settled();
  await visit.accessible(name);
  await visit.fits(name);
  await visit.shot(`sides-${name.replaceAll(' ', '-')}`);
}

/** A demo whose time is moved, its vendors' shops and both windows of a customer. */
export class Town {
  constructor(stage) {
    this.stage = stage;
    this.demo = stage.demo;
    this.shops = Object.fromEntries(
      ['Workstaff', 'Agorapulse', 'Beesbusy'].map((vendor) => [vendor, new Shop(this.demo, vendor)]),
    );
  }

  staff(vendor) {
    return signIn(this.demo, this.demo.vendors[vendor].staff);
  }

  /** Everything that falls due until then happens. */
  async to(day) {
    const staff = await this.staff('Workstaff');
    await staff.post('/v1/demo/clock', { to: day }, { key: null });
  }

  async today() {
    return (await this.shops.Agorapulse.api.get('/v1/demo/clock')).body.today;
  }

  async openDesk(visit, vendor, path = '/desk/requests') {
    await visit.open(this.demo.vendors[vendor].staff);
    await visit.open(path);
    await visit.settled();
  }

  async link(vendor, customer) {
    const { body } = await this.shops[vendor].api.post(
      '/v1/portal-links',
      { customer: customer.id, member: customer.owner.id },
      { expect: 201 },
    );
    return body.url;
  }

  async openPortal(visit, vendor, customer, path = '/portal/subscription') {
    await visit.open(await this.link(vendor, customer));
    await visit.open(path);
    await visit.settled();
  }

  /** The desk on one side and the customer's portal on the other, both open. */
  beside(language, vendor, customer, body, path) {
    const { desk, portal } = screens[language];
    return sideBySide(
      this.stage,
      { language, viewport: desk },
      { language, viewport: portal },
      async (ofStaff, ofCustomer) => {
        await this.openDesk(ofStaff, vendor);
        await this.openPortal(ofCustomer, vendor, customer, path);
        await body(ofStaff, ofCustomer);
      },
    );
  }

  async requests(vendor, customer) {
    return (await this.shops[vendor].api.get(`/v1/requests?customer=${customer.id}`)).body.data;
  }

  /** Staff open the customer's newest request out of the queue, which heard of it by itself. */
  async pick(desk, vendor, customer) {
    const [request] = await this.requests(vendor, customer);
    const row = desk.locate(`a[href="/desk/requests/${request.id}"]`).first();
    await row.waitFor();
    await row.click();
    await desk.locate('#details').waitFor();
    await desk.settled();
    return request;
  }
}

export const decision = '[aria-labelledby=decision]';
export const accept = `${decision} .button-primary`;

/** Accepts as a person does, and looks that it can be done once. */
export async function accepts(desk) {
  await desk.locate(accept).click();
  await desk.locate('.toast').waitFor();
  await desk.locate(accept).waitFor({ state: 'detached' });
  same(await desk.locate(`${decision} button`).count(), 0, 'it is decided once');
}

/** A customer of Workstaff that staff sold Pro to, four managers and fifty-five workers by the month. */
export async function sellPro(town, language, { isPaid }) {
  const shop = town.shops.Workstaff;
  const customer = await shop.customer({
    country: 'CA',
    name: 'Événements Boréal',
    language,
    address: { line1: "250 rue de l'Exemple", postal_code: 'H2X 0A1', city: 'Montréal', region: 'QC' },
  });
  const caller = await town.staff('Workstaff');
  const set = { plan: 'pro', cycle: 'month', quantities: { manager: 4, worker: 55 } };
  await shop.confirm(customer, { set, payWith: 'transfer', caller });
  if (isPaid) {
    const [invoice] = await shop.invoices(customer);
    await caller.post(
      `/v1/invoices/${invoice.id}/payments`,
      { pay_with: 'transfer', reason: 'Seen on the account.' },
      { expect: [200, 201] },
    );
    await savesCard(shop, customer);
  }
  return customer;
}

/** What the next invoices are paid with. */
async function savesCard(shop, customer) {
  const owner = await shop.person(customer);
  const { body: saving } = await owner.post(
    `${customer.at}/payment-methods`,
    { kind: 'card', return_url: '/portal/payment/return' },
    { expect: 202 },
  );
  await shop.bank.card(saving.redirect_url, '4242424242424242');
  const { body } = await owner.post(`/v1/payments/${saving.id}/refresh`, undefined, { key: null });
  same(body.state, 'succeeded', 'the card is saved');
}
