import { Badge } from '../../../kit/Badge';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { HelpLink } from '../../parts/HelpLink';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { usePortal } from '../../state/PortalContext';
import { useInvoices } from '../../state/queries';

const tones = { open: 'warning', paid: 'good', void: 'neutral', uncollectible: 'bad' } as const;

/** Every document that was issued, newest first. */
export function InvoicesPage() {
  const { t, day, money } = useTexts();
  const { label } = usePortal();
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
                  {label('subscription')}
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
