import type { Plan, Subscription } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Icon } from '../../../kit/Icon';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { usePortal } from '../../state/PortalContext';
import { isBought, isChangeable } from '../../state/subscriptionState';
import { choosablePlans } from '../../state/wanted';

interface PlanCompareProps {
  subscription: Subscription;
}

/** What each plan holds, side by side, as the catalog has it; and where to read or ask more. */
export function PlanCompare({ subscription }: PlanCompareProps) {
  const { t } = useTexts();
  const { offer, label, link, may } = usePortal();
  const plans = choosablePlans(offer);
  const known = offer.features.filter(({ code }) =>
    plans.some((plan) => plan.features.some((feature) => feature.code === code)),
  );
  if (plans.length < 2 || known.length === 0) return null;
  const bought = isBought(subscription, offer);
  const over = ['ended', 'trial_ended'].includes(subscription.state);
  const present = plans.findIndex((plan) => !over && plan.code === subscription.plan);
  const canMove = isChangeable(subscription, offer) && may('change_plan');
  return (
    <section className="card stack" aria-labelledby="compare">
      <div className="row wrap between">
        <h2 id="compare">{t('compare.title')}</h2>
        <div className="row wrap gap-s">
          {link('pricing') && (
            <LinkTo id="pricing" to={link('pricing') ?? ''}>
              {label('pricing')}
            </LinkTo>
          )}
          {bought && link('demo') && (
            <LinkTo id="book-demo" to={link('demo') ?? ''}>
              {label('book_demo')}
            </LinkTo>
          )}
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard too. */}
      <section className="table-scroll" aria-label={t('compare.table')} tabIndex={0}>
        <table className="compare">
          <thead>
            <tr>
              <th scope="col">{t('compare.feature')}</th>
              {plans.map((plan, at) => (
                <th scope="col" key={plan.code} data-plan={plan.code}>
                  <PlanHead plan={plan} present={at === present} />
                  {canMove && present >= 0 && at > present && (
                    <LinkTo look="secondary" to={`/portal/checkout/summary?plan=${plan.code}`}>
                      {label('upgrade')}
                      <span className="visually-hidden"> : {plan.name}</span>
                    </LinkTo>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {known.map((feature) => (
              <tr key={feature.code}>
                <th scope="row">{feature.name}</th>
                {plans.map((plan) => (
                  <td key={plan.code}>
                    <Has yes={plan.features.some(({ code }) => code === feature.code)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function PlanHead({ plan, present }: { plan: Plan; present: boolean }) {
  const { t } = useTexts();
  return (
    <span className="row gap-s wrap compare-head">
      <strong>{plan.name}</strong>
      {present && <Badge tone="neutral">{t('plans.present')}</Badge>}
    </span>
  );
}

function Has({ yes }: { yes: boolean }) {
  const { t } = useTexts();
  return (
    <>
      {yes ? <Icon name="check" size={18} /> : <span aria-hidden="true">–</span>}
      <span className="visually-hidden">{t(yes ? 'compare.yes' : 'compare.no')}</span>
    </>
  );
}
