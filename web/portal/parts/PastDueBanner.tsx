import { useLocation } from 'wouter';
import { Banner } from '../../kit/Banner';
import { LinkTo } from '../../kit/LinkTo';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';
import { useSubscription } from '../state/queries';

/** On every page while a renewal is unpaid: how much, what happens when, and how to pay. */
export function PastDueBanner() {
  const { t, day, money } = useTexts();
  const { may } = usePortal();
  const [path] = useLocation();
  const { data } = useSubscription();
  const life = data;
  const due = life?.past_due;
  if (!life || !due) return null;
  const [change] = due.access_changes;
  const facts = [
    due.next_retry_on && t('past_due.retry', { day: day(due.next_retry_on) }),
    t(`past_due.access_${due.access}`),
    change && t(`past_due.then_${change.access}`, { day: day(change.on) }),
    due.ends_on && t('past_due.ends', { day: day(due.ends_on) }),
    (may('change_plan') || may('change_quantities')) && t('past_due.changes'),
  ].filter(Boolean);
  const pay = `/portal/invoices/${due.invoice}/pay`;
  return (
    <Banner
      tone="bad"
      title={t('past_due.title', {
        amount: money(due.amount, life.currency ?? ''),
        day: day(due.since),
      })}
      actions={
        may('edit_billing') && (
          <>
            {path !== pay && (
              <LinkTo id="pay-now" look="primary" to={pay}>
                {t('past_due.pay_now')}
              </LinkTo>
            )}
            {path !== '/portal/payment-method' && (
              <LinkTo look="secondary" to="/portal/payment-method">
                {t('past_due.replace_card')}
              </LinkTo>
            )}
            {may('view_invoices') && (
              <LinkTo look="quiet" to={`/portal/invoices/${due.invoice}`}>
                {t('past_due.see_invoice')}
              </LinkTo>
            )}
          </>
        )
      }
    >
      <p>{facts.join(' ')}</p>
    </Banner>
  );
}
