import { useSearchParams } from 'wouter';
import { Banner } from '../../kit/Banner';
import { useTexts } from '../../text/Texts';
import { HelpLink } from '../parts/HelpLink';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { PendingChange } from '../parts/PendingChange';
import { Steps } from '../parts/Steps';
import { useCustomer, useSubscription } from '../state/queries';
import { useDraft } from '../state/useDraft';
import { PayForm } from './PayForm';

/** Step 2: who the invoice is for, how it is paid, and the button with the amount. */
export function PayPage() {
  const { t } = useTexts();
  const [search] = useSearchParams();
  const subscription = useSubscription();
  const customer = useCustomer();
  const draft = useDraft();
  const all =
    subscription.data && customer.data && draft.draft
      ? { subscription: subscription.data, customer: customer.data, draft: draft.draft }
      : undefined;
  return (
    <Page before={<Steps now={2} />} title={t('pay.title')}>
      {search.get('cancelled') !== null && (
        <Banner tone="info" announced title={t('pay.cancelled')}>
          <p>{t('pay.cancelled_text')}</p>
        </Banner>
      )}
      <Loaded
        lines={8}
        query={{
          data: all,
          error: subscription.error ?? customer.error ?? draft.error,
          refetch: () => {
            subscription.refetch();
            customer.refetch();
            draft.refetch();
          },
        }}
      >
        {(data) => (
          <>
            <PendingChange subscription={data.subscription} />
            <PayForm
              subscription={data.subscription}
              kept={data.draft.set}
              keptMethod={data.draft.method}
              customer={data.customer.data}
              etag={data.customer.etag}
              draft={draft}
            />
          </>
        )}
      </Loaded>
      <HelpLink screen="payment" />
    </Page>
  );
}
