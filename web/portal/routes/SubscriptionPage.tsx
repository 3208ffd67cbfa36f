import type { Subscription } from '../../api/types';
import { CalendarCard } from '../features/life/CalendarCard';
import { LifeCard } from '../features/life/LifeCard';
import { TeamActsCard } from '../features/life/TeamActsCard';
import { CountsCard } from '../features/plan/CountsCard';
import { PlanCard } from '../features/plan/PlanCard';
import { PlanCompare } from '../features/plan/PlanCompare';
import { SubscribeCard } from '../features/plan/SubscribeCard';
import { Feedback } from '../parts/Feedback';
import { HelpLink } from '../parts/HelpLink';
import { InvitationCodeCard } from '../parts/InvitationCodeCard';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { PendingChange } from '../parts/PendingChange';
import { PeopleCard, useSharesSeats } from '../parts/PeopleCard';
import { usePortal } from '../state/PortalContext';
import { useKeepsList, usePeopleList } from '../state/peopleList';
import { useSubscription } from '../state/queries';
import { isBought, isChangeable } from '../state/subscriptionState';
import { useDraft } from '../state/useDraft';
import { Configurator } from './Configurator';

/** The one page about the subscription: every entry leads here. */
export function SubscriptionPage() {
  const { offer, label, ownText } = usePortal();
  const subscription = useSubscription();
  const { data: known } = subscription;
  const bought = known ? isBought(known, offer) : false;
  // Welcoming to a purchase is for those who can make it.
  const welcome = known && !bought && known.actions.subscribe?.outcome !== 'no';
  return (
    <Page title={label('my_subscription')} lead={welcome ? ownText('welcome') : undefined}>
      <Loaded query={subscription} lines={6}>
        {(data) => (
          <>
            <PendingChange subscription={data} />
            {offer.layout.preset === 'configurator' && isChangeable(data, offer) ? (
              <ConfiguratorPlace subscription={data} />
            ) : (
              <>
                {!bought && <SubscribeCard subscription={data} />}
                {data.plan && <PlanCard subscription={data} />}
                {Object.keys(data.quantities).length > 0 && <CountsCard subscription={data} />}
                <PeopleCard subscription={data} isBesideCounts />
                <Course subscription={data} />
                {offer.layout.preset === 'counts' && <PlanCompare subscription={data} />}
              </>
            )}
          </>
        )}
      </Loaded>
      <HelpLink screen="subscription" />
      <Feedback page="subscription" />
    </Page>
  );
}

/** Everything is changed on this page itself, by whoever may change it. */
function ConfiguratorPlace({ subscription }: { subscription: Subscription }) {
  const { may } = usePortal();
  const draft = useDraft();
  const keepsList = useKeepsList(subscription);
  const list = usePeopleList(keepsList);
  if (!may('change_plan') && !may('change_quantities')) {
    return (
      <>
        <PlanCard subscription={subscription} />
        <CountsCard subscription={subscription} />
        <PeopleCard subscription={subscription} isBesideCounts />
        <Course subscription={subscription} />
      </>
    );
  }
  return (
    <Loaded query={{ data: draft.draft, error: draft.error, refetch: draft.refetch }} lines={6}>
      {(kept) => (
        <Configurator
          subscription={subscription}
          kept={kept.set}
          keptMethod={kept.method}
          draft={draft}
          list={list.data}
          besideNumbers={<PeopleCard subscription={subscription} coming={list.data?.total ?? 0} />}
        >
          <Course subscription={subscription} />
        </Configurator>
      )}
    </Loaded>
  );
}

/** The code to join by, what comes, by day, and where the subscription stands. */
function Course({ subscription }: { subscription: Subscription }) {
  const shared = useSharesSeats(subscription);
  return (
    <>
      {shared && <InvitationCodeCard />}
      <CalendarCard subscription={subscription} />
      <LifeCard subscription={subscription} />
      <TeamActsCard />
    </>
  );
}
