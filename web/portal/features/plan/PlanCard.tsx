import type { Subscription } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Disclosure } from '../../../kit/Disclosure';
import { LinkTo } from '../../../kit/LinkTo';
import { dayBefore } from '../../../text/format';
import { useTexts } from '../../../text/Texts';
import { AmountLines } from '../../parts/AmountLines';
import { usePortal } from '../../state/PortalContext';
import { isBought, isChangeable, stateTone } from '../../state/subscriptionState';

interface PlanCardProps {
  subscription: Subscription;
}

/** The plan one has, until when, and what comes next. */
export function PlanCard({ subscription }: PlanCardProps) {
  const { t, day, money } = useTexts();
  const { offer, plan, cycleName, label, may } = usePortal();
  const { state, cycle, period, next_invoice: next, commitment_end: commitment } = subscription;
  const bought = isBought(subscription, offer);
  const editable =
    isChangeable(subscription, offer) && (may('change_plan') || may('change_quantities'));
  // A pause moves the renewal away from the end of the period.
  const ahead = subscription.ends_on ?? next?.on ?? (state === 'paused' ? undefined : period?.[1]);
  const features = plan(subscription.plan)?.features ?? [];
  return (
    <section className="card stack" aria-labelledby="your-plan">
      <div className="row gap-s wrap">
        <h2 id="your-plan">{subscription.plan_name || plan(subscription.plan)?.name}</h2>
        <Badge tone={stateTone(state)}>{t(`subscription_state.${state}`)}</Badge>
        {editable && (
          <span className="push">
            <LinkTo look="secondary" to="/portal/checkout/summary">
              {label('edit_plan')}
            </LinkTo>
          </span>
        )}
      </div>
      <dl className="facts">
        {bought && cycle && (
          <div>
            <dt>{t('plan.billing')}</dt>
            <dd>{cycleName(cycle)}</dd>
          </div>
        )}
        {bought && ahead && (
          <div>
            <dt>{t(state === 'ending' ? 'plan.ends' : 'plan.renews')}</dt>
            <dd>{day(state === 'ending' ? dayBefore(ahead) : ahead)}</dd>
          </div>
        )}
        {next && (
          <div>
            <dt>{t('plan.next_invoice_label')}</dt>
            <dd className="numbers">{money(next.total, next.currency)}</dd>
          </div>
        )}
        {commitment && (
          <div>
            <dt>{t('plan.commitment')}</dt>
            <dd>{day(dayBefore(commitment))}</dd>
          </div>
        )}
      </dl>
      {next && next.lines.length > 0 && (
        <Disclosure summary={t('plan.next_invoice_details')}>
          <AmountLines amounts={next} />
        </Disclosure>
      )}
      {features.length > 0 && (
        <Disclosure summary={t('plan.included')}>
          <ul className="plain-list">
            {features.map((feature) => (
              <li key={feature.code}>{feature.name}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}
