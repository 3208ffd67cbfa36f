import type { Subscription } from '../../../api/types';
import { Icon } from '../../../kit/Icon';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { WhoMay } from '../../parts/WhoMay';
import { usePortal } from '../../state/PortalContext';

interface TrialWallProps {
  subscription: Subscription;
}

/** After the trial: what is switched off, what is kept, and the one thing to do. */
export function TrialWall({ subscription }: TrialWallProps) {
  const { t, day } = useTexts();
  const { label } = usePortal();
  const lastDay = subscription.trial?.last_day;
  const allowed = subscription.actions.subscribe?.outcome !== 'no';
  return (
    <section className="card wall stack" aria-labelledby="wall-title">
      <span className="round-icon">
        <Icon name="lock" size={28} />
      </span>
      <h2 id="wall-title">{lastDay ? t('wall.since', { day: day(lastDay) }) : t('wall.over')}</h2>
      <p className="muted prose">{label('trial_ended_note')}</p>
      {allowed ? (
        <p>
          <LinkTo id="wall-subscribe" look="primary" large to="/portal/subscription">
            {label('subscribe_now')}
          </LinkTo>
        </p>
      ) : (
        <WhoMay text={subscription.actions.subscribe?.text} />
      )}
    </section>
  );
}
