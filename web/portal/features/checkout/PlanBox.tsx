import type { Cycle, Plan } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Icon } from '../../../kit/Icon';
import { useTexts } from '../../../text/Texts';
import { usePortal } from '../../state/PortalContext';
import { floorOf } from '../../state/wanted';

interface PlanBoxProps {
  plan: Plan;
  /** The plan shown before this one: what it has is not listed again when this one has it all. */
  before: Plan | undefined;
  cycle: Cycle;
}

/** What a plan costs and holds. */
export function PlanBox({ plan, before, cycle }: PlanBoxProps) {
  const { t, money } = useTexts();
  const { offer, itemName } = usePortal();
  const price = plan.contact_only ? undefined : plan.prices.find((one) => one.cycle === cycle);
  const included = plan.included_text ? [] : plan.items.filter((item) => item.included > 0);
  // A price that counts seats to buy is where the plan starts, not what everybody pays.
  const startsAt = plan.items.some((item) => floorOf(item) > item.included);
  const known = new Set(before?.features.map((feature) => feature.code));
  const fresh = plan.features.filter((feature) => !known.has(feature.code));
  const builds = known.size > 0 && plan.features.length - fresh.length === known.size;
  const features = builds ? fresh : plan.features;
  return (
    <>
      {plan.description && <span className="small muted">{plan.description}</span>}
      {price && (
        <span className="plan-price">
          <span>
            {startsAt && <span className="muted">{t('price.from')} </span>}
            <strong className="price numbers">{money(price.per_month, offer.currency)}</strong>
            <span className="muted"> {t('price.per_month')}</span>
          </span>
          <span className="small muted numbers">
            {t(`price.billed_${cycle}`, { amount: money(price.amount, offer.currency) })}
          </span>
          {price.saving && (
            <Badge tone="good">
              {t('price.saving', { amount: money(price.saving, offer.currency) })}
            </Badge>
          )}
        </span>
      )}
      {!price && !plan.contact_only && (
        <span className="small muted">{t('price.not_by_this_cycle')}</span>
      )}
      {(plan.included_text || included.length > 0 || features.length > 0) && (
        <ul className="feature-list small">
          {plan.included_text && (
            <li>
              <Icon name="check" size={16} />
              <span>{plan.included_text}</span>
            </li>
          )}
          {included.map((item) => (
            <li key={item.item}>
              <Icon name="check" size={16} />
              <span>
                {t('price.included', {
                  count: item.included,
                  name: itemName(item.item, item.included),
                })}
              </span>
            </li>
          ))}
          {builds && (
            <li className="builds">{t('price.builds_on', { plan: before?.name ?? '' })}</li>
          )}
          {features.map((feature) => (
            <li key={feature.code}>
              <Icon name="check" size={16} />
              <span>{feature.name}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
