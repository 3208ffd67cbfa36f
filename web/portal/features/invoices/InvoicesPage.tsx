import type { Invoice } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { PdfLink } from '../../parts/DocumentFiles';
import { HelpLink } from '../../parts/HelpLink';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { usePortal } from '../../state/PortalContext';
import { useInvoices } from '../../state/queries';

const tones = { open: 'warning', paid: 'good', void: 'neutral', uncollectible: 'bad' } as const;

/** Whether there is something to pay with a card or wallet. */
export function isPayable(invoice: Invoice): boolean {
  return invoice.status === 'open' && invoice.kind === 'invoice';
}

/** Every document that was issued, newest first. */
export function InvoicesPage() {
  const { t, day, money } = useTexts();
  const { label, may } = usePortal();
  const invoices = useInvoices();
  return (
    <Page title={label('invoices')}>
      <Loaded query={invoices}>
        {({ data }) =>
          data.length === 0 ? (
            <section className="card stack empty">
              <p>{t('invoices.none')}</p>
              <p>
                <LinkTo look="secondary" to="/portal/subscription">
                  {label('my_subscription')}
                </LinkTo>
              </p>
            </section>
          ) : (
            <ul className="card item-list">
              {data.map((invoice) => (
                <li key={invoice.id} className="item">
                  <div className="item-main">
                    <LinkTo className="item-link" to={`/portal/invoices/${invoice.id}`}>
                      {invoice.number}
                    </LinkTo>
                    <span className="muted small">
                      {t(`invoice_kind.${invoice.kind}`)} · {day(invoice.issued_on)}
                    </span>
                  </div>
                  <Badge tone={tones[invoice.status]}>
                    {t(`invoice_status.${invoice.status}`)}
                  </Badge>
                  <strong className="numbers nowrap">
                    {money(invoice.total, invoice.currency)}
                  </strong>
                  <PdfLink invoice={invoice} />
                  {isPayable(invoice) && may('edit_billing') && (
                    <LinkTo look="primary" to={`/portal/invoices/${invoice.id}/pay`}>
                      {t('past_due.pay_now')}
                      <span className="visually-hidden"> {invoice.number}</span>
                    </LinkTo>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <HelpLink screen="invoices" />
    </Page>
  );
}
