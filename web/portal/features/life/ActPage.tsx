import { LinkTo } from '../../../kit/LinkTo';
import { HelpLink } from '../../parts/HelpLink';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { type ActWord, permissionFor } from '../../state/life';
import { usePortal } from '../../state/PortalContext';
import { useSubscription } from '../../state/queries';
import { ActForm } from './ActForm';
import { useActLabel } from './useActLabel';

interface ActPageProps {
  act: ActWord;
}

/** To cancel, to pause, and the ways back: what it does, then the button or the request. */
export function ActPage({ act }: ActPageProps) {
  const { label } = usePortal();
  const actLabel = useActLabel();
  const subscription = useSubscription();
  const life = subscription.data;
  return (
    <Page
      before={<LinkTo to="/portal/subscription">{label('my_subscription')}</LinkTo>}
      title={life ? actLabel(life, act) : label('my_subscription')}
    >
      <Loaded query={{ ...subscription, data: life }}>
        {(data) => <ActForm act={act} life={data} allowed={permissionFor(data, act)} />}
      </Loaded>
      <HelpLink screen={act === 'pause' || act === 'resume' ? 'pause' : 'cancel'} />
    </Page>
  );
}
