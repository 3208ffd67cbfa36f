import { useEffect, useState } from 'react';
import type { Customer, Subscription, TaxNumberVerdict, Wanted } from '../../api/types';
import { Button } from '../../kit/Button';
import { LinkTo } from '../../kit/LinkTo';
import { useTexts } from '../../text/Texts';
import { BillingForm } from '../features/billing-profile/BillingForm';
import {
  firstWrongOf,
  inputOf,
  missingIn,
  refusedIn,
  rememberedValues,
  rememberValues,
  sameValues,
  valuesOf,
} from '../features/billing-profile/billingForm';
import { PaymentMethodChoice } from '../features/payment/PaymentMethodChoice';
import { useMethod } from '../features/payment/useMethod';
import { NoOrder } from '../parts/NoOrder';
import { PolicyCheckbox } from '../parts/PolicyCheckbox';
import { SummaryPanel } from '../parts/SummaryPanel';
import { usePortal } from '../state/PortalContext';
import { costsNothingNow, isAllowed, toPay } from '../state/previewParts';
import { isBought } from '../state/subscriptionState';
import type { useDraft } from '../state/useDraft';
import { usePolicy } from '../state/usePolicy';
import { usePreview } from '../state/usePreview';
import { startOrder, wishOf } from '../state/wanted';
import { PayStopBanner } from './PayStopBanner';
import { usePay } from './usePay';

interface PayFormInput {
  subscription: Subscription;
  kept: Wanted | null;
  keptMethod: string;
  customer: Customer;
  etag: string;
  draft: ReturnType<typeof useDraft>;
}

export function PayForm(props: PayFormInput) {
  const { subscription, kept, keptMethod, customer, etag, draft } = props;
  const { t, money } = useTexts();
  const { offer, label } = usePortal();
  const saved = valuesOf(customer);
  const [values, setValues] = useState(() => rememberedValues(customer.id) ?? saved);
  const [verdict, setVerdict] = useState<TaxNumberVerdict>();
  const [tried, setTried] = useState(false);
  const { method, saved: methods, isPending: methodPending } = useMethod(keptMethod);
  const policy = usePolicy();
  // Accepted with the first order, the policy holds from then on.
  const first = !isBought(subscription, offer);
  const [policyShown] = useState(first && !policy.accepted);
  const { busy, stop, setStop, pay } = usePay(draft);

  const order = startOrder(offer, subscription, kept);
  const wish = order && wishOf(order, subscription, offer);
  const number = values.tax_number.trim();
  const known = values.country === saved.country && number === saved.tax_number;
  const readable = number !== '' && verdict !== undefined && verdict.status !== 'malformed';
  const preview = usePreview(
    wish,
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

  useEffect(() => rememberValues(customer.id, values), [customer.id, values]);

  const errors = {
    ...(stop?.kind === 'missing' ? missingIn(stop.fields, t('billing.missing')) : {}),
    ...(stop?.kind === 'error' ? refusedIn(stop.error, values) : {}),
  };
  const firstWrong = firstWrongOf(errors);
  useEffect(() => {
    if (firstWrong) document.querySelector<HTMLElement>(`[name="${firstWrong}"]`)?.focus();
  }, [firstWrong]);

  if (!order || !wish) return <NoOrder />;
  const allowed = isAllowed(shown);
  const amount = due && !costsNothingNow(shown) ? money(toPay(shown), due.currency) : undefined;
  // A change is confirmed by the same words, whether it costs something now or not.
  const text = label('confirm_modifications');
  const changeText = amount ? t('confirm.with_amount', { label: text, amount }) : text;
  const buttonText = first && amount ? t('pay.button', { amount }) : changeText;
  const isStale = methodPending || (preview.isStale && stop?.kind !== 'changed');

  const press = () => {
    setTried(true);
    if (first && !policy.accepted) {
      document.getElementById('policy')?.focus();
      return;
    }
    if (!shown || isStale) return;
    const complete = (customer.billing.missing ?? []).length === 0;
    void pay({
      set: wish,
      method,
      policy: first ? policy.version : undefined,
      shown,
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
          onEdit={(alter) => {
            setValues(alter);
            setStop(undefined);
          }}
        />
        <PaymentMethodChoice
          isPending={methodPending}
          value={method}
          saved={methods}
          onPick={(picked) => draft.edit(wish, 'payment', picked)}
        />
      </form>
      <div className="checkout-side">
        <SummaryPanel
          preview={shown}
          error={preview.error}
          isStale={isStale}
          onRetry={preview.refetch}
          had={subscription}
          order={order}
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
              <Button
                look="primary"
                large
                wide
                busy={busy}
                aria-disabled={isStale || undefined}
                onClick={press}
              >
                {buttonText}
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
