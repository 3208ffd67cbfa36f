import type { RequestEffect } from '../../../api/types';
import { isZero } from '../../../text/format';
import { useTexts } from '../../../text/Texts';

interface EffectProps {
  effect: RequestEffect;
  /** Whether a pause is asked for: invoices come again after it. */
  pause?: boolean;
}

/** What the request would do, as it was computed when it was filed. */
export function Effect(props: EffectProps) {
  const { t } = useTexts();
  return <EffectFacts title={t('effect.title')} {...props} />;
}

/** The same under a title that says of which moment it is. */
export function EffectFacts({ title, effect, pause }: EffectProps & { title: string }) {
  const { t, day, money } = useTexts();
  const { currency, due_now_total: due, next_invoice_total: next, next_invoice_on: on } = effect;
  const show = (amount: string) => money(amount, currency);
  return (
    <div className="effect">
      <p className="small">
        <strong>{title}</strong>
      </p>
      <ul className="plain-list small">
        <li>{t('effect.from', { day: day(effect.effective_on) })}</li>
        <li>
          {due && !isZero(due) ? t('effect.due', { amount: show(due) }) : t('effect.nothing_due')}
        </li>
        <li>
          {next && on
            ? t('plan.next_invoice', { day: day(on), amount: show(next) })
            : t(pause ? 'effect.no_invoice_paused' : 'effect.no_invoice')}
        </li>
      </ul>
    </div>
  );
}
