import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import { api, body } from '../../../api/client';
import type { Payment } from '../../../api/types';
import { Banner } from '../../../kit/Banner';
import { LinkTo } from '../../../kit/LinkTo';
import { Spinner } from '../../../kit/Spinner';
import { useTexts } from '../../../text/Texts';
import { Page } from '../../parts/Page';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { useForgetSubscription, useScope } from '../../state/queries';
import { untilFinal } from '../../state/untilFinal';
import { PaymentOutcome } from './PaymentOutcome';

const finals = ['succeeded', 'failed', 'cancelled'] as const;
const finalState = (payment: Payment | undefined) =>
  finals.find((state) => state === payment?.state);

/** Back from the provider with a payment of an invoice or a new card: asks until it is settled. */
export function PaymentReturnPage() {
  const { t } = useTexts();
  const { language } = useScope();
  const [search] = useSearchParams();
  const forget = useForgetSubscription();
  const id = search.get('payment') ?? '';
  const refresh = useQuery({
    queryKey: ['payment', id, language],
    enabled: id !== '',
    ...untilFinal((payment: Payment) => finalState(payment) !== undefined),
    queryFn: ({ signal }) =>
      body(
        api.POST('/v1/payments/{payment}/refresh', { params: { path: { payment: id } }, signal }),
      ),
  });
  const payment = refresh.data;
  const final = finalState(payment);
  // Once, when the answer is final: the pages shall show what is true now.
  useEffect(() => {
    if (final) forget();
  }, [final]);
  const title = final ? t(`payment_return.${final}`) : t('return.title');
  return (
    <Page key={final ? 'final' : 'waiting'} title={title}>
      {!id && (
        <Banner tone="warning" title={t('return.unknown')}>
          <LinkTo to="/portal/invoices">{t('payment_return.to_invoices')}</LinkTo>
        </Banner>
      )}
      {id && !final && !refresh.error && (
        <section className="card row" role="status">
          <Spinner />
          <div>
            <p>
              <strong>{t('return.confirming')}</strong>
            </p>
            <p className="muted">{t('payment_return.do_not_pay_again')}</p>
          </div>
        </section>
      )}
      {refresh.error && (
        <ProblemBanner error={refresh.error} onRetry={() => refresh.refetch()}>
          <p>{t('payment_return.do_not_pay_again')}</p>
        </ProblemBanner>
      )}
      {final && payment && <PaymentOutcome payment={payment} />}
    </Page>
  );
}
