import { useTexts } from '../../../text/Texts';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { PendingChange } from '../../parts/PendingChange';
import { usePortal } from '../../state/PortalContext';
import { useSubscription } from '../../state/queries';
import { AccessCard } from './AccessCard';
import { NextStepCard } from './NextStepCard';
import { TrialWall } from './TrialWall';
import { hasWall, Wall } from './Wall';

/** The main screen: what the organisation can use, or the wall once the trial is over. */
export function HomePage() {
  const { t } = useTexts();
  const { session, customer } = usePortal();
  const subscription = useSubscription();
  const first = session.member?.first_name;
  const ended = subscription.data?.state === 'trial_ended';
  return (
    <Page
      title={ended ? t('wall.title') : first ? t('home.hello', { name: first }) : customer.name}
    >
      <Loaded query={subscription}>
        {(data) => (
          <>
            <PendingChange subscription={data} />
            {ended && <TrialWall subscription={data} />}
            {hasWall(data) && <Wall subscription={data} />}
            {!ended && !hasWall(data) && <NextStepCard subscription={data} />}
            <AccessCard />
          </>
        )}
      </Loaded>
    </Page>
  );
}
