import type { Subscription, Wanted } from '../../api/types';
import { isZero } from '../../text/format';
import { useTexts } from '../../text/Texts';
import { useActPreview } from '../state/lifeQueries';
import { restDay } from '../state/previewParts';

interface RequestEffectProps {
  wish: Wanted;
  had: Subscription | undefined;
}

/** What the request would do if staff accepted it as it stands. */
export function RequestEffect({ wish, had }: RequestEffectProps) {
  const { t, day, money } = useTexts();
  const preview = useActPreview(wish);
  if (preview.error) return <p className="field-error">{preview.error.message}</p>;
  const effect = preview.data?.if_accepted;
  if (!effect) return null;
  const { due_now: due, next_invoice: next } = effect;
  const rest = had && restDay(effect, had);
  return (
    <div className="effect" aria-live="polite">
      <p className="small">
        <strong>{t('effect.title')}</strong>
      </p>
      <ul className="plain-list small">
        <li>
          {t('effect.from', { day: day(effect.effective_on) })}
          {rest && ` ${t('done.rest_on', { day: day(rest) })}`}
        </li>
        <li>
          {due && !isZero(due.total)
            ? t('effect.due', { amount: money(due.total, due.currency) })
            : t('effect.nothing_due')}
        </li>
        <li>
          {next
            ? t('plan.next_invoice', {
                day: day(next.on),
                amount: money(next.total, next.currency),
              })
            : t(wish.pause ? 'effect.no_invoice_paused' : 'effect.no_invoice')}
        </li>
      </ul>
    </div>
  );
}
