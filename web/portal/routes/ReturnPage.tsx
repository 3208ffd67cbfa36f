import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { api, body } from '../../api/client';
import type { Change } from '../../api/types';
import { Banner } from '../../kit/Banner';
import { LinkTo } from '../../kit/LinkTo';
import { Spinner } from '../../kit/Spinner';
import { useTexts } from '../../text/Texts';
import { Page } from '../parts/Page';
import { PendingChange } from '../parts/PendingChange';
import { ProblemBanner } from '../parts/ProblemBanner';
import { Steps } from '../parts/Steps';
import { useForgetSubscription, useScope, useSubscription } from '../state/queries';
import { untilFinal } from '../state/untilFinal';

const patience = 4000;

function destination(change: Change): string | undefined {
  const id = encodeURIComponent(change.id);
  if (change.state === 'applied' || change.outcome === 'scheduled') {
    return `/portal/checkout/success?change=${id}`;
  }
  if (change.code === 'payment_cancelled') return '/portal/checkout/billing?cancelled';
  if (change.state === 'failed' || change.state === 'superseded') {
    return `/portal/checkout/failed?change=${id}`;
  }
  return undefined;
}

/** Back from the provider: asks what became of the payment until the answer is final. */
export function ReturnPage() {
  const { t } = useTexts();
  const { id, language } = useScope();
  const [search] = useSearchParams();
  const [, navigate] = useLocation();
  const forget = useForgetSubscription();
  const subscription = useSubscription();
  const change = search.get('change') ?? '';

  const refresh = useQuery({
    queryKey: ['refresh', change, language],
    enabled: change !== '',
    ...untilFinal((answer: Change) => destination(answer) !== undefined),
    queryFn: ({ signal }) =>
      body(
        api.POST('/v1/customers/{id}/subscription/changes/{change}/refresh', {
          params: { path: { id, change } },
          signal,
        }),
      ),
  });

  const next = refresh.data && destination(refresh.data);
  // Leaves once, when the answer is final.
  useEffect(() => {
    if (!next) return;
    forget();
    navigate(next, { replace: true });
  }, [next]);

  // A bank that is a moment late looks like a customer who left; only the second stays that way.
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), patience);
    return () => clearTimeout(timer);
  }, []);
  const unfinished = !patient && refresh.data?.outcome === 'awaiting_customer';
  return (
    <Page before={<Steps now={2} />} title={t(unfinished ? 'return.unfinished' : 'return.title')}>
      {!change && (
        <Banner tone="warning" title={t('return.unknown')}>
          <LinkTo to="/portal/subscription">{t('return.to_subscription')}</LinkTo>
        </Banner>
      )}
      {change && !unfinished && (
        <section className="card row" role="status">
          <Spinner />
          <div>
            <p>
              <strong>{t('return.confirming')}</strong>
            </p>
            <p className="muted">{t('return.do_not_pay_again')}</p>
          </div>
        </section>
      )}
      {unfinished && subscription.data && <PendingChange subscription={subscription.data} />}
      {refresh.error && (
        <ProblemBanner error={refresh.error} onRetry={() => refresh.refetch()}>
          <p>{t('return.do_not_pay_again')}</p>
        </ProblemBanner>
      )}
    </Page>
  );
}
