import type { Subscription } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { LinkTo } from '../../../kit/LinkTo';
import { dayBefore } from '../../../text/format';
import { useTexts } from '../../../text/Texts';
import { usePortal } from '../../state/PortalContext';
import { stateTone } from '../../state/subscriptionState';

interface NextStepCardProps {
  subscription: Subscription;
}

/** Where the subscription stands in two lines, and the way to its page. */
export function NextStepCard({ subscription }: NextStepCardProps) {
  const { t, day, money } = useTexts();
  const { label, plan } = usePortal();
  const { state, trial, next_invoice: next } = subscription;
  const name = subscription.plan_name || plan(subscription.plan)?.name;
  const line =
    state === 'trialing' && trial?.last_day
      ? t('trial.full_until', { day: day(trial.last_day) })
      : next
        ? t('plan.next_invoice', { day: day(next.on), amount: money(next.total, next.currency) })
        : subscription.ends_on && state === 'ending'
          ? t('home.ends_on', { day: day(dayBefore(subscription.ends_on)) })
          : undefined;
  return (
    <section className="card row wrap between" aria-labelledby="next-step">
      <div className="stack gap-s">
        <div className="row gap-s wrap">
          <h2 id="next-step">{name ?? label('subscription')}</h2>
          <Badge tone={stateTone(state)}>{t(`subscription_state.${state}`)}</Badge>
        </div>
        {line && <p className="muted">{line}</p>}
      </div>
      <LinkTo look="secondary" to="/portal/subscription">
        {t('home.see_subscription')}
      </LinkTo>
    </section>
  );
}
