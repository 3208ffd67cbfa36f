import { useSearchParams } from 'wouter';
import type { Change } from '../../api/types';
import { Icon } from '../../kit/Icon';
import { LinkTo } from '../../kit/LinkTo';
import { isZero } from '../../text/format';
import { useTexts } from '../../text/Texts';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { Steps } from '../parts/Steps';
import { useHowMany } from '../parts/useHowMany';
import { useWishWords } from '../parts/useWishWords';
import { usePortal } from '../state/PortalContext';
import { useChange, useSubscription } from '../state/queries';

/** Thanks, the invoice, what is active now, what comes later and what to do next. */
export function SuccessPage() {
  const { t, money, day } = useTexts();
  const { label, inOrder, plan, cycleName } = usePortal();
  const howMany = useHowMany();
  const [search] = useSearchParams();
  const change = useChange(search.get('change') ?? '');
  const subscription = useSubscription();
  const invoice = change.data?.invoice;
  const scheduled = change.data?.outcome === 'scheduled';
  // A first order says everything; a change says what differs.
  const { plan: ordered, cycle, quantities } = change.data?.set ?? {};
  const first = !change.data || Boolean(ordered && cycle && quantities);
  const done = first ? label('thanks') : t('done.title');
  return (
    <Page
      before={<Steps now={3} />}
      title={scheduled ? t('success.title_scheduled') : done}
      lead={
        scheduled && change.data
          ? t('success.scheduled', {
              day: day(change.data.scheduled_on ?? change.data.effective_on),
            })
          : first
            ? label('active_note')
            : undefined
      }
    >
      {change.error && !change.data && <Loaded query={change}>{() => null}</Loaded>}
      {invoice?.id && change.data && (
        <section className="card row wrap between" aria-labelledby="invoice-title">
          <div className="row">
            <span className="round-icon good">
              <Icon name="check" size={28} />
            </span>
            <div>
              <h2 id="invoice-title">{t('success.invoice', { number: invoice.number ?? '' })}</h2>
              {!isZero(change.data.due) && (
                <p className="muted numbers">
                  {t('success.paid', { amount: money(change.data.due, change.data.currency) })}
                </p>
              )}
            </div>
          </div>
          <LinkTo look="secondary" icon="invoice" to={`/portal/invoices/${invoice.id}`}>
            {t('success.see_invoice')}
          </LinkTo>
        </section>
      )}
      {change.data && <Later change={change.data} />}
      <Loaded query={subscription}>
        {(data) => (
          <section className="card stack" aria-labelledby="active-title">
            <h2 id="active-title">{t('success.active')}</h2>
            <ul className="feature-list">
              <li>
                <Icon name="check" size={18} />
                <span>
                  {data.plan_name || plan(data.plan)?.name}
                  {data.cycle && <span className="muted"> · {cycleName(data.cycle)}</span>}
                </span>
              </li>
              {inOrder(data.quantities).map(([code, bought]) => (
                <li key={code}>
                  <Icon name="check" size={18} />
                  <span className="numbers">{howMany(code, bought)}</span>
                </li>
              ))}
            </ul>
            {data.next_invoice && (
              <p className="muted">
                {t('plan.next_invoice', {
                  day: day(data.next_invoice.on),
                  amount: money(data.next_invoice.total, data.next_invoice.currency),
                })}
              </p>
            )}
          </section>
        )}
      </Loaded>
      <div className="row wrap gap-s">
        <LinkTo look="primary" to="/portal">
          {t('success.go_home')}
        </LinkTo>
        <LinkTo look="secondary" to="/portal/subscription">
          {label('my_subscription')}
        </LinkTo>
      </div>
    </Page>
  );
}

/** What of the change waits for its day. */
function Later({ change }: { change: Change }) {
  const { t, day } = useTexts();
  const { data: subscription } = useSubscription();
  const words = useWishWords();
  if (!change.scheduled_on) return null;
  const waiting = subscription?.scheduled.find((one) => one.change === change.id);
  return (
    <section className="card stack" aria-labelledby="later-title">
      <h2 id="later-title">{t('success.later', { day: day(change.scheduled_on) })}</h2>
      <p>{words(waiting?.set ?? change.set)}</p>
    </section>
  );
}
