import { Badge } from '../../../kit/Badge';
import { Icon } from '../../../kit/Icon';
import { useTexts } from '../../../text/Texts';
import { usePortal } from '../../state/PortalContext';
import { useEntitlements, useSubscription } from '../../state/queries';

/** What may be used now: limits and features, switched on or off. */
export function AccessCard() {
  const { t, count } = useTexts();
  const { item, itemName, inOrder, offer } = usePortal();
  const { data } = useEntitlements();
  const unpaid = useSubscription().data?.state === 'past_due';
  if (!data || data.access === 'none') return null;
  // An extra that one has or has not is among the features below.
  const isYes = (code: string, limit: number) => limit === 1 && item(code)?.kind === 'add_on';
  const limits = inOrder(data.limits).filter(([code, limit]) => limit > 0 && !isYes(code, limit));
  const features = offer.features.filter((feature) => data.features[feature.code ?? '']);
  const full = data.access === 'full';
  if (limits.length === 0 && features.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="access">
      <div className="row gap-s wrap">
        <h2 id="access">
          {t(full ? 'access.title' : unpaid ? 'access.title_unpaid' : 'access.title_paused')}
        </h2>
        <Badge tone={full ? 'good' : 'warning'}>
          {t(unpaid && !full ? 'access.limited' : `access.${data.access}`)}
        </Badge>
      </div>
      {limits.length > 0 && (
        <dl className="facts">
          {limits.map(([code, limit]) => (
            <div key={code}>
              <dt className="capital">{itemName(code, limit)}</dt>
              <dd className="numbers">{count(limit)}</dd>
            </div>
          ))}
        </dl>
      )}
      {features.length > 0 && (
        <ul className={full ? 'feature-list' : 'feature-list locked'}>
          {features.map((feature) => (
            <li key={feature.code}>
              <Icon name={full ? 'check' : 'lock'} size={18} />
              <span>{feature.name}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
