import type { Subscription } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import type { TextKey } from '../../../text/language';
import { useTexts } from '../../../text/Texts';
import { ContactButton } from '../../parts/ContactButton';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { WhoMay } from '../../parts/WhoMay';
import { usePortal } from '../../state/PortalContext';
import { useStartTrial } from '../../state/queries';

interface SubscribeCardProps {
  subscription: Subscription;
}

const titles: Partial<Record<Subscription['state'], TextKey>> = {
  trial_ended: 'subscribe.title_ended',
  ended: 'subscribe.title_again',
};

/** Nothing bought yet: how to subscribe, or who can, or whom to ask. The service decides which. */
export function SubscribeCard({ subscription }: SubscribeCardProps) {
  const { t, linked, day } = useTexts();
  const { label, link, offer, ownText } = usePortal();
  const trial = useStartTrial();
  const { subscribe, start_trial: startTrial } = subscription.actions;
  const outcome = subscribe?.outcome ?? 'no';
  const policy = link('refund_policy');
  const lastDay = subscription.trial?.last_day;
  const saving = offer.saving_percent_max;

  return (
    <section className="card hero stack" aria-labelledby="subscribe-title">
      <h2 id="subscribe-title">
        {subscription.state === 'trialing' && subscription.trial
          ? t('trial.days_left', { days: subscription.trial.days_left ?? 0 })
          : t(titles[subscription.state] ?? 'subscribe.title_none')}
      </h2>
      {subscription.state === 'trialing' && lastDay && (
        <p className="muted">{t('trial.full_until', { day: day(lastDay) })}</p>
      )}
      {trial.error && <ProblemBanner error={trial.error} />}

      {outcome === 'now' && (
        <>
          {ownText('terms_note') ? (
            <p className="prose">{ownText('terms_note')}</p>
          ) : (
            <ul className="feature-list">
              {offer.cycles.includes('month') && <li>{t('subscribe.month_fact')}</li>}
              {offer.cycles.includes('year') && <li>{t('subscribe.year_fact')}</li>}
            </ul>
          )}
          {ownText('owner_note') && <p className="small muted prose">{ownText('owner_note')}</p>}
          {saving ? (
            <p>
              <Badge tone="good">{t('cycle.saving_up_to', { percent: saving })}</Badge>
            </p>
          ) : null}
          <div className="row wrap">
            <LinkTo id="subscribe-now" look="primary" large to="/portal/checkout/summary">
              {label('subscribe_now')}
            </LinkTo>
            {startTrial?.outcome === 'now' && (
              <Button large busy={trial.isPending} onClick={() => trial.mutate()}>
                {label('start_trial')}
              </Button>
            )}
          </div>
          {policy && (
            <p className="small muted">
              {linked('policy.read', (inside) => (
                <LinkTo to={policy}>{inside}</LinkTo>
              ))}
            </p>
          )}
        </>
      )}

      {outcome === 'staff' && (
        <>
          <p className="prose">{subscribe?.text || t('subscribe.staff')}</p>
          <div className="row wrap">
            {link('demo') && (
              <LinkTo id="book-demo" look="primary" large to={link('demo') ?? ''}>
                {label('book_demo')}
              </LinkTo>
            )}
            <ContactButton
              large
              request={{ type: subscribe?.request_type || 'contact' }}
              text={label('contact_us')}
            />
          </div>
        </>
      )}

      {outcome === 'no' && <WhoMay text={subscribe?.text} />}
    </section>
  );
}
