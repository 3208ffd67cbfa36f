import { useEffect, useState } from 'react';
import { ApiProblem } from '../../api/problem';
import type { TaxNumberVerdict } from '../../api/types';
import { Button } from '../../kit/Button';
import { LinkTo } from '../../kit/LinkTo';
import { isZero } from '../../text/format';
import { useTexts } from '../../text/Texts';
import { BillingForm } from '../features/billing-profile/BillingForm';
import {
  type BillingField,
  inputOf,
  rememberedValues,
  rememberValues,
  sameValues,
  valuesOf,
} from '../features/billing-profile/billingForm';
import { PaymentMethodChoice } from '../features/payment/PaymentMethodChoice';
import { NoOrder } from '../parts/NoOrder';
import { PolicyCheckbox } from '../parts/PolicyCheckbox';
import { SummaryPanel } from '../parts/SummaryPanel';
import { usePortal } from '../state/PortalContext';
import { usePaymentMethods } from '../state/queries';
import { usePolicy } from '../state/usePolicy';
import { usePreview } from '../state/usePreview';
import { startOrder } from '../state/wanted';
import type { PayFormInput } from './PayPage';
import { PayStopBanner } from './PayStopBanner';
import { readingOf, usePay } from './usePay';

export function PayForm(props: PayFormInput) {
  const { subscription, kept, keptMethod, customer, etag, onEdit } = props;
  const { t, money } = useTexts();
  const { offer, label } = usePortal();
  const saved = valuesOf(customer);
  const [values, setValues] = useState(() => rememberedValues(customer.id) ?? saved);
  const [verdict, setVerdict] = useState<TaxNumberVerdict>();
  const [tried, setTried] = useState(false);
  const methods = usePaymentMethods().data?.data ?? [];
  const policy = usePolicy();
  const [policyShown] = useState(!policy.accepted);
  const { busy, stop, setStop, pay } = usePay();

  const order = startOrder(offer, subscription, kept);
  const number = values.tax_number.trim();
  const known = values.country === saved.country && number === saved.tax_number;
  const readable = number !== '' && verdict !== undefined && verdict.status !== 'malformed';
  const preview = usePreview(
    order,
    known && values.region === saved.region
      ? undefined
      : {
          ...(values.country ? { country: values.country } : {}),
          ...(values.region ? { region: values.region } : {}),
          tax_number: readable ? number : '',
        },
  );
  const shown = stop?.kind === 'changed' ? stop.preview : preview.preview;
  const due = shown?.due_now;

  const usual = methods.find((method) => method.is_default)?.id;
  const methodsOffered = [
    ...methods.map((method) => method.id),
    ...(offer.payment.card ? ['card'] : []),
    ...(offer.payment.wallet ? ['wallet'] : []),
  ];
  const method = methodsOffered.includes(keptMethod)
    ? keptMethod
    : (usual ?? methodsOffered[0] ?? 'card');

  useEffect(() => rememberValues(customer.id, values), [customer.id, values]);

  const errors: Partial<Record<BillingField, string>> = {};
  if (stop?.kind === 'missing') {
    for (const field of stop.fields) errors[field as BillingField] = t('billing.missing');
  }
  const refusal = stop?.kind === 'error' && stop.error instanceof ApiProblem ? stop.error : null;
  const refusedField = refusal?.body.field?.split(/[./]/).pop() as BillingField | undefined;
  if (refusal && refusedField && refusedField in values) {
    errors[refusedField] = refusal.body.detail;
  }
  const firstWrong = (Object.keys(values) as BillingField[]).find((field) => errors[field]);
  useEffect(() => {
    if (firstWrong) document.querySelector<HTMLElement>(`[name="${firstWrong}"]`)?.focus();
  }, [firstWrong]);

  if (!order) return <NoOrder />;
  const outcome = shown?.outcome;
  const allowed = outcome === 'now' || outcome === 'period_end';

  const press = () => {
    setTried(true);
    if (!policy.accepted) {
      document.getElementById('policy')?.focus();
      return;
    }
    const complete = (customer.billing.missing ?? []).length === 0;
    pay({
      order,
      method,
      policy: policy.version,
      shownTotal: due?.total ?? '0',
      shownReading: readingOf(shown),
      billing: sameValues(values, saved) && complete ? undefined : inputOf(values),
      etag,
    });
  };

  return (
    <div className={`checkout-grid summary-${offer.layout.summary || 'right'}`}>
      <form
        className="stack gap-l"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          press();
        }}
      >
        <BillingForm
          values={values}
          errors={errors}
          verdict={verdict}
          onVerdict={setVerdict}
          onValues={(next) => {
            setValues(next);
            setStop(undefined);
          }}
        />
        <PaymentMethodChoice
          value={method}
          saved={methods}
          onPick={(picked) => onEdit({ ...order }, 'payment', picked)}
        />
      </form>
      <div className="checkout-side">
        <SummaryPanel
          preview={shown}
          error={preview.error}
          isStale={preview.isStale && stop?.kind !== 'changed'}
          onRetry={preview.refetch}
        >
          {policyShown && (
            <PolicyCheckbox
              policy={policy}
              missing={tried && !policy.accepted}
              onCheck={() => setTried(false)}
            />
          )}
          {stop && <PayStopBanner stop={stop} currency={due?.currency ?? offer.currency} />}
          {allowed && (
            <div className="checkout-bar">
              <Button look="primary" large wide busy={busy} onClick={press}>
                {due && !isZero(due.total)
                  ? t('pay.button', { amount: money(due.total, due.currency) })
                  : label('confirm_modifications')}
              </Button>
            </div>
          )}
          <p className="small">
            <LinkTo to="/portal/checkout/summary">{t('pay.back')}</LinkTo>
          </p>
        </SummaryPanel>
      </div>
    </div>
  );
}
