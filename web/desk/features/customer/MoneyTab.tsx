import type { Invoice, Payment } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { LinkTo } from '../../../kit/LinkTo';
import { PdfLink } from '../../../portal/parts/DocumentFiles';
import { usePortal } from '../../../portal/state/PortalContext';
import { useInvoices } from '../../../portal/state/queries';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { MoreButton } from '../../parts/MoreButton';
import { usePayments } from '../../state/customerQueries';

const invoiceTones = {
  open: 'warning',
  paid: 'good',
  void: 'neutral',
  uncollectible: 'bad',
} as const;
const paymentTones = {
  intent: 'info',
  pending: 'warning',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'neutral',
} as const;

/** Every document and every try to be paid. */
export function MoneyTab() {
  const { t } = useTexts();
  const invoices = useInvoices();
  const list = invoices.data?.data;
  return (
    <>
      <section className="card stack" aria-labelledby="invoices">
        <h2 id="invoices">{t('customer.invoices')}</h2>
        {!list && <DeskProblem error={invoices.error} onRetry={invoices.refetch} />}
        {list?.length === 0 && <p className="muted">{t('invoices.none')}</p>}
        {list && list.length > 0 && (
          <ul className="queue">
            {list.map((invoice) => (
              <InvoiceRow key={invoice.id} invoice={invoice} />
            ))}
          </ul>
        )}
      </section>
      <Payments numbers={new Map(list?.map(({ id, number }) => [id, number]))} />
    </>
  );
}

function InvoiceRow({ invoice }: { invoice: Invoice }) {
  const { t, day, money } = useTexts();
  const { customer } = usePortal();
  return (
    <li>
      <div className="queue-main">
        <LinkTo className="queue-link" to={`/desk/customers/${customer.id}/invoices/${invoice.id}`}>
          {invoice.number}
        </LinkTo>
        <span className="muted small">
          {t(`invoice_kind.${invoice.kind}`)} · {t(`invoice_reason.${invoice.reason}`)} ·{' '}
          {day(invoice.issued_on)}
        </span>
      </div>
      <Badge tone={invoiceTones[invoice.status]}>{t(`invoice_status.${invoice.status}`)}</Badge>
      <strong className="numbers nowrap">{money(invoice.total, invoice.currency)}</strong>
      <PdfLink invoice={invoice} />
    </li>
  );
}

function Payments({ numbers }: { numbers: Map<string, string> }) {
  const { t } = useTexts();
  const pages = usePayments();
  const payments = pages.data?.pages.flatMap((page) => page.data);
  return (
    <section className="card stack" aria-labelledby="payments">
      <h2 id="payments">{t('customer.payments')}</h2>
      {!payments && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
      {payments?.length === 0 && <p className="muted">{t('customer.payments_none')}</p>}
      {payments && payments.length > 0 && (
        <ul className="queue">
          {payments.map((payment) => (
            <PaymentRow
              key={payment.id}
              payment={payment}
              number={payment.invoice ? numbers.get(payment.invoice) : undefined}
            />
          ))}
        </ul>
      )}
      <MoreButton pages={pages} />
    </section>
  );
}

interface PaymentRowProps {
  payment: Payment;
  number: string | undefined;
}

/** One try: what for, by what, and why it failed if it did. */
function PaymentRow({ payment, number }: PaymentRowProps) {
  const { t, instant, money } = useTexts();
  const { customer } = usePortal();
  const card = [payment.brand, payment.last4 && `•••• ${payment.last4}`].filter(Boolean).join(' ');
  return (
    <li>
      <div className="queue-main">
        {payment.invoice && number ? (
          <LinkTo
            className="queue-link"
            to={`/desk/customers/${customer.id}/invoices/${payment.invoice}`}
          >
            {number}
          </LinkTo>
        ) : (
          <span>
            {payment.invoice || payment.change ? (
              <>
                {t('desk.change')}{' '}
                <code className="small">{payment.invoice || payment.change}</code>
              </>
            ) : (
              t('customer.payment_for_method')
            )}
          </span>
        )}
        <span className="muted small">
          {[payment.created_at && instant(payment.created_at), card].filter(Boolean).join(' · ')}
        </span>
        {payment.code && <span className="small">{payment.text}</span>}
      </div>
      <Badge tone={paymentTones[payment.state]}>{t(`payment_state.${payment.state}`)}</Badge>
      <strong className="numbers nowrap">{money(payment.amount, payment.currency)}</strong>
    </li>
  );
}
