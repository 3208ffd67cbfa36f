import { useSearchParams } from 'wouter';
import { Icon } from '../../kit/Icon';
import { LinkTo } from '../../kit/LinkTo';
import { useTexts } from '../../text/Texts';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { Steps } from '../parts/Steps';
import { usePortal } from '../state/PortalContext';
import { useChange, useSubscription } from '../state/queries';

/** Thanks, the invoice, what is active now and what to do next. */
export function SuccessPage() {
  const { t, money, day, count } = useTexts();
  const { label, itemName, inOrder, plan, cycleName } = usePortal();
  const [search] = useSearchParams();
  const change = useChange(search.get('change') ?? '');
  const subscription = useSubscription();
  const invoice = change.data?.invoice;
  const scheduled = change.data?.outcome === 'scheduled';
  return (
    <Page
      before={<Steps now={3} />}
      title={scheduled ? t('success.title_scheduled') : label('thanks')}
      lead={
        scheduled && change.data
          ? t('success.scheduled', { day: day(change.data.effective_on) })
          : label('active_note')
      }
    >
      {invoice?.id && change.data && (
        <section className="card row wrap between" aria-labelledby="invoice-title">
          <div className="row">
            <span className="round-icon good">
              <Icon name="check" size={28} />
            </span>
            <div>
              <h2 id="invoice-title">{t('success.invoice', { number: invoice.number ?? '' })}</h2>
              <p className="muted numbers">
                {t('success.paid', { amount: money(change.data.due, change.data.currency) })}
              </p>
            </div>
          </div>
          <LinkTo look="secondary" icon="invoice" to={`/portal/invoices/${invoice.id}`}>
            {t('success.see_invoice')}
          </LinkTo>
        </section>
      )}
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
                  <span className="numbers">
                    {count(bought)} {itemName(code, bought)}
                  </span>
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
          {label('subscription')}
        </LinkTo>
      </div>
    </Page>
  );
}
