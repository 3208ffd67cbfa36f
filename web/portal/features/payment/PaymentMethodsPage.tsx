import { Badge } from '../../../kit/Badge';
import { Button } from '../../../kit/Button';
import { Icon } from '../../../kit/Icon';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { HelpLink } from '../../parts/HelpLink';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { methodName } from '../../state/brands';
import { useAddMethod } from '../../state/lifeQueries';
import { usePortal } from '../../state/PortalContext';
import { usePaymentMethods } from '../../state/queries';

/** What the next invoices are paid with, and how to replace it. */
export function PaymentMethodsPage() {
  const { t, month } = useTexts();
  const { offer, label, may } = usePortal();
  const methods = usePaymentMethods();
  const add = useAddMethod();
  const press = (kind: 'card' | 'wallet') =>
    add.mutate(kind, {
      onSuccess: ({ redirect_url: there, id }) =>
        window.location.assign(there ?? `/portal/payment/return?payment=${encodeURIComponent(id)}`),
    });
  return (
    <Page
      before={<LinkTo to="/portal/subscription">{label('my_subscription')}</LinkTo>}
      title={label('payment_method')}
      lead={t('methods.lead')}
    >
      <Loaded query={methods}>
        {({ data }) => (
          <section className="card stack">
            {data.length === 0 ? (
              <p className="muted">{t('methods.none')}</p>
            ) : (
              <ul className="plain-list">
                {data.map((method) => (
                  <li key={method.id} className="item">
                    <Icon name={method.kind === 'wallet' ? 'wallet' : 'card'} />
                    <div className="item-main">
                      <strong className="numbers">{methodName(method)}</strong>
                      {method.expiry && (
                        <span className="small muted">
                          {t('payment.expires', { month: month(method.expiry) })}
                        </span>
                      )}
                    </div>
                    {method.is_default && <Badge tone="good">{t('methods.default')}</Badge>}
                  </li>
                ))}
              </ul>
            )}
            {add.error && <ProblemBanner error={add.error} />}
            {may('edit_billing') && (
              <>
                <div className="row wrap gap-s">
                  {offer.payment.card && (
                    <Button
                      id="replace-card"
                      look="primary"
                      icon="card"
                      busy={add.isPending && add.variables === 'card'}
                      onClick={() => press('card')}
                    >
                      {t(data.length > 0 ? 'past_due.replace_card' : 'methods.add_card')}
                    </Button>
                  )}
                  {offer.payment.wallet && (
                    <Button
                      icon="wallet"
                      busy={add.isPending && add.variables === 'wallet'}
                      onClick={() => press('wallet')}
                    >
                      {t('methods.use_wallet')}
                    </Button>
                  )}
                </div>
                <p className="small muted row gap-s">
                  <Icon name="lock" size={16} />
                  <span>{t('payment.elsewhere')}</span>
                </p>
              </>
            )}
          </section>
        )}
      </Loaded>
      <HelpLink screen="payment" />
    </Page>
  );
}
