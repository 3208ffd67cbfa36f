import type { Subscription } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Banner } from '../../../kit/Banner';
import { LinkTo } from '../../../kit/LinkTo';
import { useEntryWords } from '../../../portal/features/life/useEntryWords';
import { useWishWords } from '../../../portal/parts/useWishWords';
import { calendarOf } from '../../../portal/state/life';
import { usePortal } from '../../../portal/state/PortalContext';
import { useSubscription } from '../../../portal/state/queries';
import { dayBefore, isZero } from '../../../text/format';
import { isOpenRequest, requestState, requestTone, requestType } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { FactList } from '../../parts/FactList';
import { useCustomerRequests } from '../../state/customerQueries';
import { BlockAct, BlockedBanner } from './Blocking';
import { CorrectBilling } from './CorrectBilling';
import { ExtendTrial, GiveCredit } from './MoneyActs';

/** Where the subscription stands, what is coming, what is owed, and what was asked for. */
export function OverviewTab() {
  const { t } = useTexts();
  const subscription = useSubscription();
  const { data } = subscription;
  if (!data) return <DeskProblem error={subscription.error} onRetry={subscription.refetch} />;
  return (
    <>
      <BlockedBanner />
      <Standing subscription={data} />
      <Calendar subscription={data} />
      <OpenRequests />
      <section className="card stack" aria-labelledby="actions">
        <h2 id="actions">{t('customer.actions')}</h2>
        <div className="row wrap gap-s">
          <GiveCredit subscription={data} />
          {(data.state === 'trialing' || data.state === 'trial_ended') && <ExtendTrial />}
          <CorrectBilling />
          <BlockAct />
        </div>
      </section>
    </>
  );
}

function Standing({ subscription }: { subscription: Subscription }) {
  const { t, day, money } = useTexts();
  const { customer } = usePortal();
  const { period, commitment, pause, ends_on: end, past_due: due, balance, trial } = subscription;
  const show = (amount: string) => money(amount, subscription.currency);
  const [from, to] = period ?? [];
  const has = [
    !isZero(balance.credit) && t('customer.balance_credit', { amount: show(balance.credit) }),
    !isZero(balance.paid_in) && t('customer.balance_paid_in', { amount: show(balance.paid_in) }),
  ].filter(Boolean);
  return (
    <section className="card stack" aria-labelledby="standing">
      <h2 id="standing">{t('customer.subscription')}</h2>
      {due && (
        <Banner
          tone="bad"
          title={t('life.past_due', { day: day(due.since), amount: show(due.amount) })}
        >
          <LinkTo to={`/desk/customers/${customer.id}/invoices/${due.invoice}`}>
            {due.number}
          </LinkTo>
        </Banner>
      )}
      <FactList
        facts={[
          [
            t('life.period'),
            from && to && t('invoice.period_value', { from: day(from), to: day(dayBefore(to)) }),
          ],
          [
            t('life.commitment'),
            commitment && t('customer.commitment_until', { day: day(dayBefore(commitment.end)) }),
          ],
          [
            t('subscription_state.trialing'),
            trial?.last_day && t('customer.commitment_until', { day: day(trial.last_day) }),
          ],
          [
            t('subscription_state.paused'),
            pause &&
              (pause.to
                ? t('customer.pause_span', { from: day(pause.from), to: day(dayBefore(pause.to)) })
                : t('life.pause_open', { from: day(pause.from) })),
          ],
          [t('calendar.end'), end && day(end)],
          [
            t('customer.owed'),
            due && t('customer.owed_value', { amount: show(due.amount), number: due.number }),
          ],
          [t('customer.balance'), has.join('; ') || t('customer.balance_none')],
        ]}
      />
    </section>
  );
}

function Calendar({ subscription }: { subscription: Subscription }) {
  const { t, day } = useTexts();
  const wishWords = useWishWords();
  const entryWords = useEntryWords();
  const entries = calendarOf(subscription);
  return (
    <section className="card stack" aria-labelledby="calendar">
      <h2 id="calendar">{t('calendar.title')}</h2>
      {entries.length === 0 && <p className="muted">{t('customer.calendar_none')}</p>}
      <ol className="calendar">
        {entries.map(({ on, kind, change, ...entry }) => (
          <li key={`${on} ${kind} ${change?.change ?? ''}`} className="calendar-entry">
            <time dateTime={on} className="calendar-day">
              {day(on)}
            </time>
            <div className="calendar-what stack gap-s">
              <p>
                {change ? <strong>{wishWords(change.set)}</strong> : entryWords(kind, entry)}
                {change && (
                  <span className="muted small life-note">
                    {t(change.by.kind === 'member' ? 'calendar.by' : 'calendar.by_staff', {
                      name: change.by.name,
                    })}
                  </span>
                )}
              </p>
              {change?.conflict && (
                <Banner tone="warning">
                  <p>{change.conflict.text}</p>
                </Banner>
              )}
              {change?.held && (
                <Banner tone="warning" title={t('calendar.held')}>
                  <p>{change.held.text}</p>
                </Banner>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function OpenRequests() {
  const { t, instant } = useTexts();
  const requests = useCustomerRequests();
  const open = requests.data?.data.filter(({ state }) => isOpenRequest(state)) ?? [];
  if (open.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="open-requests">
      <h2 id="open-requests">{t('desk.requests')}</h2>
      <ul className="queue">
        {open.map((request) => (
          <li key={request.id}>
            <div className="queue-main">
              <LinkTo className="queue-link" to={`/desk/requests/${request.id}`}>
                {requestType(request.type, t)}
              </LinkTo>
              <span className="muted small">
                {t('desk.since', { at: instant(request.created_at) })}
              </span>
            </div>
            <Badge tone={requestTone(request.state)}>{requestState(request.state, t)}</Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}
