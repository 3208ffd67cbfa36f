import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { Banner } from '../../kit/Banner';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { LinkTo } from '../../kit/LinkTo';
import { useTexts } from '../../text/Texts';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { RequestForm } from '../parts/RequestForm';
import { Steps } from '../parts/Steps';
import { brandName } from '../state/brands';
import { usePortal } from '../state/PortalContext';
import { useChange } from '../state/queries';

/** Why the payment did not succeed; again, another way, or ask the billing service. */
export function FailedPage() {
  const { t, linked, money, instant } = useTexts();
  const { label } = usePortal();
  const [search] = useSearchParams();
  const id = search.get('change') ?? '';
  const change = useChange(id);
  const [asking, setAsking] = useState(false);
  const ask = (inside: React.ReactNode) => (
    <button type="button" className="link link-button" onClick={() => setAsking(true)}>
      {inside}
    </button>
  );
  return (
    <Page before={<Steps now={2} />} title={t('failed.title')} lead={t('failed.lead')}>
      <Loaded query={change}>
        {(data) => {
          const { payment } = data;
          const method = [
            brandName(payment?.brand || payment?.method || ''),
            payment?.last4 && `•••• ${payment.last4}`,
          ]
            .filter(Boolean)
            .join(' ');
          return (
            <>
              <Banner tone="bad" announced title={data.text || t('failed.no_reason')}>
                <dl className="facts">
                  <div>
                    <dt>{t('failed.amount')}</dt>
                    <dd className="numbers">{money(data.due, data.currency)}</dd>
                  </div>
                  {payment?.at && (
                    <div>
                      <dt>{t('failed.at')}</dt>
                      <dd>{instant(payment.at)}</dd>
                    </div>
                  )}
                  {method && (
                    <div>
                      <dt>{t('failed.method')}</dt>
                      <dd className="numbers">{method}</dd>
                    </div>
                  )}
                </dl>
              </Banner>
              <div className="row wrap gap-s">
                <LinkTo look="primary" to="/portal/checkout/billing">
                  {t('failed.retry')}
                </LinkTo>
                <LinkTo look="secondary" to="/portal/checkout/billing#method">
                  {t('failed.other_method')}
                </LinkTo>
                <Button look="quiet" icon="help" onClick={() => setAsking(true)}>
                  {label('billing_service')}
                </Button>
              </div>
              <p className="muted">{linked('failed.contact', ask)}</p>
              <Dialog
                open={asking}
                title={label('billing_service')}
                closeLabel={t('kit.close')}
                onClose={() => setAsking(false)}
              >
                <p className="muted dialog-lead">{t('failed.attached')}</p>
                <RequestForm
                  request={{ type: 'payment_problem', change: data.id }}
                  messageOptional
                  onDone={() => setAsking(false)}
                />
              </Dialog>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
