import type { Subscription } from '../../../api/types';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { usePortal } from '../../state/PortalContext';
import { isChangeable } from '../../state/subscriptionState';
import { isTopPlan } from '../../state/wanted';

interface CountsCardProps {
  subscription: Subscription;
}

/** How many of each seat are used; to buy more is at the right of the counts. */
export function CountsCard({ subscription }: CountsCardProps) {
  const { t, count } = useTexts();
  const { offer, item, itemName, inOrder, label, may } = usePortal();
  const { quantities, assigned } = subscription;
  const canAdd = isChangeable(subscription, offer) && may('change_quantities');
  // Where the counts are the way in, they also lead to the plan above.
  const upwards = offer.layout.preset === 'counts' && !isTopPlan(offer, subscription.plan);
  return (
    <section className="card stack" aria-labelledby="counts">
      <h2 id="counts">{t('counts.title')}</h2>
      <ul className="counts">
        {inOrder(quantities).map(([code, bought]) => {
          // What nobody has said to be in use is not in use; an add-on is had or not.
          const used = item(code)?.kind === 'add_on' ? undefined : (assigned[code] ?? 0);
          const name = itemName(code, bought);
          return (
            <li key={code} className="count-row">
              <div className="count-name">
                <strong className="capital">{name}</strong>
                <span className="muted numbers count-used">
                  {used === undefined
                    ? count(bought)
                    : t('counts.used', { used: count(used), bought: count(bought) })}
                </span>
              </div>
              {used !== undefined && (
                <meter
                  className="count-meter"
                  min={0}
                  max={Math.max(bought, 1)}
                  value={used}
                  aria-label={t('counts.meter', { name })}
                />
              )}
              {canAdd && item(code)?.kind !== 'add_on' && (
                <LinkTo look="secondary" to={`/portal/checkout/summary?more=${code}`}>
                  {label(upwards ? 'upgrade' : 'buy_more')}
                  <span className="visually-hidden"> : {name}</span>
                </LinkTo>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
