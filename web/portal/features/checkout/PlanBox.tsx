import type { Cycle, Plan } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Icon } from '../../../kit/Icon';
import { useTexts } from '../../../text/Texts';
import { usePortal } from '../../state/PortalContext';

interface PlanBoxProps {
  plan: Plan;
  cycle: Cycle;
}

/** What a plan costs and holds. */
export function PlanBox({ plan, cycle }: PlanBoxProps) {
  const { t, money } = useTexts();
  const { offer, itemName } = usePortal();
  const price = plan.contact_only ? undefined : plan.prices.find((known) => known.cycle === cycle);
  const included = plan.items.filter((item) => item.included > 0);
  return (
    <>
      {plan.description && <span className="small muted">{plan.description}</span>}
      {price && (
        <span className="plan-price">
          <span>
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
      {plan.included_text && <span className="small">{plan.included_text}</span>}
      {(included.length > 0 || plan.features.length > 0) && (
        <ul className="feature-list small">
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
          {plan.features.map((feature) => (
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
