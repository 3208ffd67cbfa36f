import { useMutation } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { Invoice } from '../../api/types';
import { Button } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import { useToast } from '../../kit/Toast';
import { useTexts } from '../../text/Texts';
import { useIntent } from '../state/useIntent';
import { ProblemBanner } from './ProblemBanner';

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
      <MailAgain invoice={invoice} />
    </section>
  );
}

/** Sends the document to the address for invoices, as when it was issued. */
function MailAgain({ invoice }: { invoice: Invoice }) {
  const { t } = useTexts();
  const say = useToast();
  const intent = useIntent();
  const mail = useMutation({
    mutationFn: () =>
      body(
        api.POST('/v1/invoices/{invoice}/mails', {
          params: { path: { invoice: invoice.id }, header: { 'Idempotency-Key': intent.key() } },
        }),
      ),
    onSuccess: ({ email }) => say(t('document.mailed', { email })),
    onSettled: (_done, error) => intent.settle(error),
  });
  return (
    <>
      <div>
        <Button icon="mail" busy={mail.isPending} onClick={() => mail.mutate()}>
          {t('document.mail')}
        </Button>
      </div>
      {mail.error && <ProblemBanner error={mail.error} />}
    </>
  );
}
