import type { Subscription } from '../../../api/types';
import { dayBefore } from '../../../text/format';
import { useTexts } from '../../../text/Texts';

/** Where the subscription stands, in one or two sentences; nothing where there is none. */
export function useStateWords(life: Subscription): string | undefined {
  const { t, day, money } = useTexts();
  const { next_invoice: next, pause, past_due: due, trial, ends_on: end } = life;
  const last = end ? day(dayBefore(end)) : '';
  switch (life.state) {
    case 'trialing':
      if (!trial?.last_day) return undefined;
      return [
        t('trial.days_left', { days: trial.days_left ?? 0 }),
        t('trial.full_until', { day: day(trial.last_day) }),
      ].join('. ');
    case 'active':
      if (next)
        return t('life.renews_for', {
          day: day(next.on),
          amount: money(next.total, next.currency),
        });
      return life.period?.[1] ? t('life.renews', { day: day(life.period[1]) }) : undefined;
    case 'ending':
      return end ? t('life.ending', { day: last }) : undefined;
    case 'past_due':
      if (!due) return undefined;
      return t('life.past_due', { day: day(due.since), amount: money(due.amount, life.currency) });
    case 'paused':
      if (!pause) return undefined;
      return pause.to
        ? t('life.paused_until', { from: day(pause.from), to: day(pause.to) })
        : t('life.paused', { from: day(pause.from) });
    case 'ended':
      return end ? t('life.ended_on', { day: last }) : t('life.ended');
    default:
      return undefined;
  }
}
