import { CountsCard } from '../features/plan/CountsCard';
import { PlanCard } from '../features/plan/PlanCard';
import { SubscribeCard } from '../features/plan/SubscribeCard';
import { Feedback } from '../parts/Feedback';
import { HelpLink } from '../parts/HelpLink';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { PendingChange } from '../parts/PendingChange';
import { usePortal } from '../state/PortalContext';
import { useSubscription } from '../state/queries';
import { isBought } from '../state/subscriptionState';

/** The one page about the subscription: every entry leads here. */
export function SubscriptionPage() {
  const { offer, label, ownText } = usePortal();
  const subscription = useSubscription();
  const bought = subscription.data ? isBought(subscription.data, offer) : false;
  return (
    <Page title={label('subscription')} lead={bought ? undefined : ownText('welcome')}>
      <Loaded query={subscription} lines={6}>
        {(data) => (
          <>
            <PendingChange subscription={data} />
            {!bought && <SubscribeCard subscription={data} />}
            {data.plan && <PlanCard subscription={data} />}
            {Object.keys(data.quantities).length > 0 && <CountsCard subscription={data} />}
          </>
        )}
      </Loaded>
      <HelpLink screen="subscription" />
      <Feedback page="subscription" />
    </Page>
  );
}
