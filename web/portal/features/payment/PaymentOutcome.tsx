import type { Payment } from '../../../api/types';
import { Banner } from '../../../kit/Banner';
import { LinkTo } from '../../../kit/LinkTo';
import { isZero } from '../../../text/format';
import { useTexts } from '../../../text/Texts';
import { ContactButton } from '../../parts/ContactButton';
import { usePortal } from '../../state/PortalContext';
import { useSubscription } from '../../state/queries';

interface PaymentOutcomeProps {
  payment: Payment;
}

/** What became of the payment and what is true now: open again, or what to try next. */
export function PaymentOutcome({ payment }: PaymentOutcomeProps) {
  const { t, money } = useTexts();
  const { label, plan } = usePortal();
  const subscription = useSubscription().data;
  const life = subscription;
  const { currency } = payment;
  const again = payment.invoice
    ? `/portal/invoices/${payment.invoice}/pay`
    : '/portal/payment-method';
  if (payment.state === 'succeeded') {
    const recovered = life && !life.past_due && ['active', 'ending'].includes(life.state);
    return (
      <>
        <Banner
          tone="good"
          announced
          title={
            isZero(payment.amount)
              ? t('payment_return.saved')
              : t('payment_return.paid', { amount: money(payment.amount, currency) })
          }
        >
          {recovered && (
            <p>
              {t('payment_return.recovered', {
                plan: life.plan_name || plan(life.plan)?.name || label('subscription'),
              })}
            </p>
          )}
        </Banner>
        <div className="row wrap gap-s">
          <LinkTo look="primary" to="/portal/subscription">
            {label('my_subscription')}
          </LinkTo>
          {payment.invoice && (
            <LinkTo look="secondary" icon="invoice" to={`/portal/invoices/${payment.invoice}`}>
              {t('success.see_invoice')}
            </LinkTo>
          )}
        </div>
      </>
    );
  }
  return (
    <>
      <Banner
        tone={payment.state === 'cancelled' ? 'info' : 'bad'}
        announced
        title={payment.text || t('failed.no_reason')}
      >
        {payment.state === 'failed' && <p>{t('payment_return.nothing_charged')}</p>}
      </Banner>
      <div className="row wrap gap-s">
        <LinkTo look="primary" to={again}>
          {t('failed.retry')}
        </LinkTo>
        <ContactButton
          look="quiet"
          request={{ type: 'payment_problem' }}
          text={label('billing_service')}
        />
      </div>
    </>
  );
}
