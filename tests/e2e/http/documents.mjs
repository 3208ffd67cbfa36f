// Invoices and credit notes as files, from the running program.
import { holds, includes, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { Shop } from './shop.mjs';

async function isTheSameEachTime(shop) {
  const customer = await shop.customer();
  await shop.subscribe(customer);
  const owner = await shop.person(customer);
  const [invoice] = await shop.invoices(customer);
  const at = `/v1/invoices/${invoice.id}/document`;
  const first = await owner.get(at);
  same(first.headers['content-type'], 'application/pdf', 'the type');
  includes(first.headers['content-disposition'], `attachment; filename="${invoice.number}.pdf"`, 'the name');
  holds(first.body.startsWith('%PDF-'), 'a PDF');
  const etag = first.headers.etag;
  same((await shop.api.get(at)).headers.etag, etag, 'the same bytes for the server');
  const known = await owner.get(at, { headers: { 'If-None-Match': etag }, expect: 304 });
  same(known.body, undefined, 'no bytes twice');
  includes((await owner.get(`${at}?format=cii`)).body, 'CrossIndustryInvoice', 'CII');
  includes((await owner.get(`${at}?format=ubl`)).body, '<cbc:ID>', 'UBL');
  const tags = new Set([etag]);
  for (const language of ['en', 'both'])
    tags.add((await owner.get(`${at}?language=${language}`)).headers.etag);
  same(tags.size, 3, 'one file per choice of languages');
  await owner.get(`${at}?format=docx`, { expect: 400, wrong: true });
}

async function isForWhoMaySeeInvoices(shop) {
  const customer = await shop.customer();
  await shop.subscribe(customer);
  const [invoice] = await shop.invoices(customer);
  const at = `/v1/invoices/${invoice.id}/document`;
  const signedIn = async (role) => shop.person(customer, await shop.member(customer, role));
  same((await (await signedIn('billing_manager')).get(at)).status, 200, 'whoever looks after billing');
  await (await signedIn('member')).get(at, { expect: 403 });
  const other = await shop.customer();
  await (await shop.person(other)).get(at, { expect: 404 });
  const staff = await signIn(shop.demo, shop.demo.vendors[shop.vendor].staff);
  same((await staff.get(at)).status, 200, 'staff');
}

async function isMailedAgain(shop) {
  const customer = await shop.customer();
  await shop.subscribe(customer);
  const owner = await shop.person(customer);
  const [invoice] = await shop.invoices(customer);
  const { body: read } = await owner.get(customer.at);
  const { body } = await owner.post(`/v1/invoices/${invoice.id}/mails`, undefined, { expect: 202 });
  same(body.email, read.billing.email, 'the address for invoices');
}

async function saysTheBuyersOrder(shop) {
  const customer = await shop.customer();
  const { body: read, headers } = await shop.api.get(customer.at);
  const { missing, tax_number, ...billing } = read.billing;
  await shop.api.put(
    `${customer.at}/billing`,
    { ...billing, tax_number: tax_number?.number ?? null, purchase_order: 'PO 4711' },
    { headers: { 'If-Match': headers.etag } },
  );
  await shop.subscribe(customer);
  const [invoice] = await shop.invoices(customer);
  const { body } = await shop.api.get(`/v1/invoices/${invoice.id}/document?format=ubl`);
  includes(
    body,
    '<cac:OrderReference><cbc:ID>PO 4711</cbc:ID></cac:OrderReference>',
    'the number of the order',
  );
}

export async function documents(demo) {
  const shop = new Shop(demo);
  await test('http: a document is the same bytes each time, in each form', () => isTheSameEachTime(shop));
  await test('http: a document is for whoever may see invoices', () => isForWhoMaySeeInvoices(shop));
  await test('http: a document is mailed once more', () => isMailedAgain(shop));
  await test('http: a document says the number of the order that the buyer gave', () =>
    saysTheBuyersOrder(shop));
}
