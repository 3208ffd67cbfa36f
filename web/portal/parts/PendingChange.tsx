import type { Subscription } from '../../api/types';
import { Banner } from '../../kit/Banner';
import { Button } from '../../kit/Button';
import { LinkTo } from '../../kit/LinkTo';
import { useTexts } from '../../text/Texts';
import { useCancelChange } from '../state/queries';
import { ProblemBanner } from './ProblemBanner';

interface PendingChangeProps {
  subscription: Subscription;
}

/** A confirmed order whose payment is not settled: go on with it, or give it up. */
export function PendingChange({ subscription }: PendingChangeProps) {
  const { t, money, instant } = useTexts();
  const cancel = useCancelChange();
  const change = subscription.pending_change;
  if (change?.state !== 'awaiting_payment') return null;
  const amount = money(change.due, change.currency);
  const until = change.expires_at;
  const processing = change.outcome === 'processing';
  const watch = `/portal/checkout/return?change=${encodeURIComponent(change.id)}`;
  return (
    <>
      {cancel.error && <ProblemBanner error={cancel.error} />}
      <Banner
        tone="warning"
        title={t(processing ? 'pending.processing' : 'pending.title', { amount })}
        actions={
          <>
            {change.redirect_url && !processing ? (
              <Button
                look="primary"
                onClick={() => window.location.assign(change.redirect_url ?? watch)}
              >
                {t('pending.continue', { amount })}
              </Button>
            ) : (
              <LinkTo look="secondary" to={watch}>
                {t('pending.look')}
              </LinkTo>
            )}
            {!processing && (
              <Button busy={cancel.isPending} onClick={() => cancel.mutate(change.id)}>
                {t('pending.cancel')}
              </Button>
            )}
          </>
        }
      >
        <p>{t(processing ? 'pending.processing_text' : 'pending.text')}</p>
        {until && !processing && <p>{t('pending.until', { at: instant(until) })}</p>}
      </Banner>
    </>
  );
}
