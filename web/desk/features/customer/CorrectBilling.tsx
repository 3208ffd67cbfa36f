import { useState } from 'react';
import { api, body } from '../../../api/client';
import type { TaxNumberVerdict } from '../../../api/types';
import { Banner } from '../../../kit/Banner';
import { BillingForm } from '../../../portal/features/billing-profile/BillingForm';
import {
  type BillingField,
  type BillingValues,
  inputOf,
  refusedIn,
  sameValues,
  valuesOf,
} from '../../../portal/features/billing-profile/billingForm';
import { usePortal } from '../../../portal/state/PortalContext';
import { useCustomer } from '../../../portal/state/queries';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { StaffAct } from '../../parts/StaffAct';

/** Corrects who the next invoices are made out to; what was issued stays as it is. */
export function CorrectBilling() {
  const { t } = useTexts();
  const { customer } = usePortal();
  const known = useCustomer();
  // What is typed goes with the version that it began with: nobody writes over a newer one unseen.
  const [draft, setDraft] = useState<{ values: BillingValues; etag: string }>();
  const [verdict, setVerdict] = useState<TaxNumberVerdict>();
  const [refusal, setRefusal] = useState<unknown>();
  const [unchanged, setUnchanged] = useState(false);
  if (!known.data)
    return known.error ? <DeskProblem error={known.error} onRetry={known.refetch} /> : null;
  const { data, etag } = known.data;
  const saved = valuesOf(data);
  const values = draft?.values ?? saved;
  const changed = (Object.keys(saved) as BillingField[]).filter(
    (field) => values[field].trim() !== saved[field].trim(),
  );
  return (
    <StaffAct
      title={t('customer.correct_billing')}
      right="correct_billing"
      check={() => {
        const same = sameValues(values, saved);
        setUnchanged(same);
        return !same;
      }}
      summary={() => (
        <>
          {changed.map((field) => (
            <span key={field} className="billing-change">
              {t('customer.corrected', {
                field: t(`billing.${field}`),
                before: saved[field] || t('customer.nothing'),
                after: values[field].trim() || t('customer.nothing'),
              })}
            </span>
          ))}
          <span className="billing-change">{t('customer.billing_next')}</span>
        </>
      )}
      run={async (reason) => {
        try {
          await body(
            api.PUT('/v1/customers/{id}/billing', {
              params: { path: { id: customer.id }, header: { 'If-Match': draft?.etag ?? etag } },
              body: { ...inputOf(values), reason },
            }),
          );
        } catch (error) {
          setRefusal(error);
          throw error;
        }
        setDraft(undefined);
        setRefusal(undefined);
        return t('customer.billing_corrected');
      }}
    >
      <BillingForm
        values={values}
        errors={refusedIn(refusal, values)}
        verdict={verdict}
        onVerdict={setVerdict}
        onEdit={(alter) => {
          setDraft((present) => ({
            values: alter(present?.values ?? saved),
            etag: present?.etag ?? etag,
          }));
          setRefusal(undefined);
          setUnchanged(false);
        }}
      />
      {unchanged && <Banner tone="warning" title={t('customer.billing_unchanged')} announced />}
    </StaffAct>
  );
}
