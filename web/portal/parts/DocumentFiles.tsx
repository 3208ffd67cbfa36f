import type { Invoice } from '../../api/types';
import { Icon } from '../../kit/Icon';
import { useTexts } from '../../text/Texts';

/** Where the document is, in a form and in languages; without either, the customer's PDF. */
function addressOf(invoice: Invoice, wanted: Record<string, string> = {}) {
  const query = new URLSearchParams(wanted).toString();
  return `/v1/invoices/${invoice.id}/document${query && `?${query}`}`;
}

/** Saves the document as a PDF. */
export function PdfLink({ invoice }: { invoice: Invoice }) {
  const { t } = useTexts();
  return (
    <a className="button button-secondary" href={addressOf(invoice)} download>
      <Icon name="download" />
      <span>
        {t('document.pdf')}
        <span className="visually-hidden"> {invoice.number}</span>
      </span>
    </a>
  );
}

const files = [
  ['document.pdf_fr', { language: 'fr' }],
  ['document.pdf_en', { language: 'en' }],
  ['document.pdf_both', { language: 'both' }],
  ['document.cii', { format: 'cii' }],
  ['document.ubl', { format: 'ubl' }],
] as const;

/** All forms of the document: other languages, and those that programs read. */
export function DocumentFiles({ invoice }: { invoice: Invoice }) {
  const { t } = useTexts();
  return (
    <section className="card stack screen-only" aria-labelledby="document-files">
      <h2 id="document-files">{t('document.files')}</h2>
      <ul className="plain-list stack gap-s">
        {files.map(([name, wanted]) => (
          <li key={name}>
            <a className="link" href={addressOf(invoice, wanted)} download>
              <Icon name="download" size={16} />
              <span>{t(name)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
