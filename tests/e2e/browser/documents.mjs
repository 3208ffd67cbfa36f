// Invoices saved as files, and what stands in them.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Shop } from '../http/shop.mjs';
import { holds, includes, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { plain } from './stage.mjs';

const phone = { width: 400, height: 800 };

async function prepare(demo) {
  const shop = new Shop(demo);
  const customer = await shop.customer({ name: 'Société d’Études Zéphyr' });
  await shop.subscribe(customer);
  const [invoice] = await shop.invoices(customer);
  const staff = await signIn(demo, demo.vendors.Agorapulse.staff);
  return { shop, customer, invoice, owner: await shop.person(customer), staff };
}

async function saved(visit, link) {
  const [file] = await Promise.all([visit.page.waitForEvent('download'), link.click()]);
  return { name: file.suggestedFilename(), path: await file.path() };
}

/** What a reader sees of a PDF that is sound. */
function textOf(path) {
  execFileSync('qpdf', ['--check', path]);
  return plain(execFileSync('pdftotext', ['-raw', path, '-']).toString());
}

async function savesFromTheList(visit, { invoice }) {
  await visit.open('/portal/invoices');
  await visit.settled();
  await visit.accessible('the invoices');
  await visit.fits('the invoices');
  await visit.shot('fr-phone-documents-list');
  const file = await saved(
    visit,
    visit.page.getByRole('link', { name: `Télécharger le PDF ${invoice.number}` }),
  );
  same(file.name, `${invoice.number}.pdf`, 'the name of the file');
  const text = textOf(file.path);
  for (const words of ['Facture', invoice.number, '410,40', 'Reste à payer 0,00'])
    includes(text, words, 'the PDF');
}

async function savesOtherForms(visit, { invoice }) {
  await visit.open(`/portal/invoices/${invoice.id}`);
  await visit.settled();
  await visit.accessible('an invoice');
  await visit.shot('fr-desktop-documents-invoice');
  const both = await saved(visit, visit.page.getByRole('link', { name: 'PDF en français et en anglais' }));
  includes(textOf(both.path), 'Facture / Invoice', 'both languages');
  const xml = await saved(visit, visit.page.getByRole('link', { name: /UBL/ }));
  same(xml.name, `${invoice.number}-ubl.xml`, 'the name of the XML');
  holds(readFileSync(xml.path, 'utf8').includes(invoice.number), 'the XML');
  await visit.page.getByRole('button', { name: 'Envoyer par e-mail' }).click();
  await visit.shows('.toast', 'En route vers');
}

async function staffSaveToo(visit, { customer, invoice }) {
  await visit.open(`/desk/customers/${customer.id}/money`);
  await visit.settled();
  const file = await saved(visit, visit.page.getByRole('link', { name: `Download PDF ${invoice.number}` }));
  includes(textOf(file.path), invoice.number, 'the PDF');
  await visit.open(`/desk/customers/${customer.id}/invoices/${invoice.id}`);
  await visit.settled();
  await visit.accessible('an invoice on the desk');
  await visit.shot('en-desktop-documents-desk');
  same(await visit.page.getByRole('link', { name: 'PDF in French', exact: true }).count(), 1, 'other files');
}

export async function documents(stage) {
  const town = await test('browser: a customer with an invoice', () => prepare(stage.demo));
  if (!town) return;
  const owner = { language: 'fr', cookie: town.owner.cookie };
  await test('browser: an invoice is saved as a PDF from the list, on a phone', () =>
    stage.scenario({ ...owner, viewport: phone }, (visit) => savesFromTheList(visit, town)));
  await test('browser: other languages, XML and another mail are had from the invoice', () =>
    stage.scenario(owner, (visit) => savesOtherForms(visit, town)));
  await test('browser: staff save the documents of a customer', () =>
    stage.scenario({ language: 'en', cookie: town.staff.cookie }, (visit) => staffSaveToo(visit, town)));
}
