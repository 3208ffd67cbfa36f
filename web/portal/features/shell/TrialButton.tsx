import { useLocation } from 'wouter';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { usePortal } from '../../state/PortalContext';
import { useSubscription } from '../../state/queries';

/** During the trial: how long it lasts and the way to subscribe, at the lower left. */
export function TrialButton() {
  const { t, day } = useTexts();
  const { label } = usePortal();
  const [path] = useLocation();
  const { data } = useSubscription();
  if (data?.state !== 'trialing' || !data.trial || path.startsWith('/portal/checkout')) return null;
  const outcome = data.actions.subscribe?.outcome;
  return (
    <div className="trial-box">
      <p className="trial-days">
        <strong>{t('trial.days_left', { days: data.trial.days_left ?? 0 })}</strong>
        {data.trial.last_day && (
          <span className="muted small">{t('trial.until', { day: day(data.trial.last_day) })}</span>
        )}
      </p>
      {outcome !== 'no' && (
        <LinkTo id="trial-subscribe" look="primary" wide to="/portal/subscription">
          {label('subscribe')}
        </LinkTo>
      )}
    </div>
  );
}
