import { isProblem } from '../../api/problem';
import { LinkTo } from '../../kit/LinkTo';
import { useTexts } from '../../text/Texts';
import { SeatsGiven } from '../features/people/SeatsGiven';
import { HelpLink } from '../parts/HelpLink';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { WhoMay } from '../parts/WhoMay';
import { usePortal } from '../state/PortalContext';
import { useSeats } from '../state/people';
import { useKeepsList } from '../state/peopleList';
import { useSubscription } from '../state/queries';
import { ListedUsers } from './ListedUsers';

/** Who uses the subscription. Where a list is kept, who is to use it, and what that makes of the subscription. */
export function UsersPage() {
  const { offer, label, may } = usePortal();
  const { t } = useTexts();
  const { data: subscription } = useSubscription();
  const keepsList = useKeepsList(subscription);
  const lead = keepsList ? 'list.lead' : 'people.lead';
  // Whether a list is kept is known with the subscription.
  const isKnown = subscription !== undefined || offer.layout.preset !== 'configurator';
  return (
    <Page
      before={
        may('view_subscription') && (
          <LinkTo id="back" to="/portal/subscription">
            {label('my_subscription')}
          </LinkTo>
        )
      }
      title={label('users')}
      lead={may('manage_members') && isKnown ? t(lead) : undefined}
    >
      {may('manage_members') ? <Users /> : <WhoMay title={t('people.who_may')} />}
      <HelpLink screen="members" />
    </Page>
  );
}

function Users() {
  const { t } = useTexts();
  const { label } = usePortal();
  const subscription = useSubscription();
  const keepsList = useKeepsList(subscription.data);
  const seats = useSeats();
  if (isProblem(seats.error, 'payment_required'))
    return (
      <section className="card empty stack">
        <p>{seats.error.message}</p>
        <p>
          <LinkTo look="primary" to="/portal/subscription">
            {label('my_subscription')}
          </LinkTo>
        </p>
      </section>
    );
  return (
    <Loaded query={seats} lines={6}>
      {(list) => {
        if (list.counts.length === 0)
          return <p className="card empty">{t('people.no_named_seats')}</p>;
        const { data } = subscription;
        if (data && keepsList) return <ListedUsers subscription={data} />;
        return <SeatsGiven counts={list.counts} />;
      }}
    </Loaded>
  );
}
