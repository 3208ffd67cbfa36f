import { useState } from 'react';
import { Redirect, useLocation } from 'wouter';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { dayBefore } from '../../../text/format';
import { useTexts } from '../../../text/Texts';
import { HelpLink } from '../../parts/HelpLink';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { usePayInvoice } from '../../state/lifeQueries';
import { usePortal } from '../../state/PortalContext';
import { useInvoice, usePaymentMethods, useSubscription } from '../../state/queries';
import { PaymentMethodChoice } from './PaymentMethodChoice';

interface PayInvoicePageProps {
  id: string;
}

/** Paying one open invoice: with what is saved, another card, or a wallet. */
export function PayInvoicePage({ id }: PayInvoicePageProps) {
  const { t, day, money } = useTexts();
  const { offer, label } = usePortal();
  const [, navigate] = useLocation();
  const invoice = useInvoice(id);
  const methods = usePaymentMethods();
  const subscription = useSubscription();
  const [picked, setPicked] = useState('');
  const pay = usePayInvoice(id);

  const saved = methods.data?.data ?? [];
  const usual = saved.find((method) => method.is_default)?.id;
  const first = saved[0]?.id ?? (offer.payment.card ? 'card' : 'wallet');
  const method = picked || usual || first;
  const owed = subscription.data?.past_due;

  const press = () =>
    pay.mutate(method, {
      onSuccess: ({ redirect_url: there, payment }) => {
        if (there) window.location.assign(there);
        else if (payment)
          navigate(`/portal/payment/return?payment=${encodeURIComponent(payment.id)}`);
        else navigate(`/portal/invoices/${id}`);
      },
    });

  return (
    <Page
      before={<LinkTo to="/portal/invoices">{label('invoices')}</LinkTo>}
      title={t('pay_invoice.title', { number: invoice.data?.number ?? '' }).trim()}
    >
      <Loaded
        query={{
          ...invoice,
          data: invoice.data && methods.data && { invoice: invoice.data },
          error: invoice.error ?? methods.error,
        }}
      >
        {(data) => {
          const { number, currency, total, status, period, due_on: dueOn } = data.invoice;
          if (status !== 'open') return <Redirect to={`/portal/invoices/${id}`} replace />;
          const amount = money(owed?.invoice === id ? owed.amount : total, currency);
          return (
            <>
              <section className="card stack" aria-labelledby="what">
                <h2 id="what" className="row between">
                  <LinkTo to={`/portal/invoices/${id}`}>{number}</LinkTo>
                  <span className="numbers" data-testid="amount-due">
                    {amount}
                  </span>
                </h2>
                <dl className="facts">
                  {period[0] && period[1] && (
                    <div>
                      <dt>{t('invoice.period')}</dt>
                      <dd>
                        {t('invoice.period_value', {
                          from: day(period[0]),
                          to: day(dayBefore(period[1])),
                        })}
                      </dd>
                    </div>
                  )}
                  {dueOn && (
                    <div>
                      <dt>{t('invoice.due_on')}</dt>
                      <dd>{day(dueOn)}</dd>
                    </div>
                  )}
                </dl>
              </section>
              <PaymentMethodChoice value={method} saved={saved} onPick={setPicked} />
              {pay.error && (
                <ProblemBanner error={pay.error}>
                  <p>{t('pay_invoice.refused')}</p>
                </ProblemBanner>
              )}
              {owed?.invoice === id && !pay.error && (
                <Banner tone="info" title={t('pay_invoice.recovers')} />
              )}
              <div className="row wrap gap-s">
                <Button id="pay" look="primary" large busy={pay.isPending} onClick={press}>
                  {t('pay.button', { amount })}
                </Button>
              </div>
            </>
          );
        }}
      </Loaded>
      <HelpLink screen="payment" />
    </Page>
  );
}
