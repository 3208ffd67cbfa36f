import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import type { StaffRequest } from '../../../api/types';
import { Banner } from '../../../kit/Banner';
import { Select } from '../../../kit/Select';
import { Skeleton } from '../../../kit/Skeleton';
import { TextField } from '../../../kit/TextField';
import { isZero } from '../../../text/format';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';

/** What goes back of what: as it is typed. */
export interface Terms {
  invoice: string;
  amount: string;
}

/** As the service reads it; nothing while it is no amount above zero of an invoice. */
export function refundFrom({ invoice, amount }: Terms): Terms | undefined {
  const plain = amount.trim().replace(',', '.');
  const isAmount = /^\d{1,12}(\.\d{1,3})?$/.test(plain) && /[1-9]/.test(plain);
  return invoice && isAmount ? { invoice, amount: plain } : undefined;
}

interface RefundTermsProps {
  request: StaffRequest;
  terms: Terms;
  error: string | undefined;
  onTerms: (terms: Terms) => void;
}

/** Of which invoice, and how much: all that was paid of the newest one, until staff say otherwise. */
export function RefundTerms({ request, terms, error, onTerms }: RefundTermsProps) {
  const { t, money, day, language } = useTexts();
  const invoices = useQuery({
    queryKey: ['invoices', request.customer, language],
    queryFn: ({ signal }) =>
      body(
        api.GET('/v1/customers/{id}/invoices', {
          params: { path: { id: request.customer } },
          signal,
        }),
      ),
  });
  if (invoices.error) return <DeskProblem error={invoices.error} onRetry={invoices.refetch} />;
  if (!invoices.data) return <Skeleton label={t('state.loading')} lines={2} />;
  const paid = invoices.data.data.filter((each) => each.kind === 'invoice' && !isZero(each.paid));
  if (paid.length === 0) return <Banner tone="info" title={t('desk.refund_none')} />;
  const chosen = paid.find(({ id }) => id === terms.invoice);
  return (
    <>
      <p className="hint">{t('desk.refund_hint')}</p>
      <div className="desk-days">
        <Select
          label={t('desk.refund_invoice')}
          name="refund-invoice"
          value={terms.invoice}
          options={[
            { value: '', text: t('demos.choose') },
            ...paid.map((each) => ({
              value: each.id,
              text: `${each.number} · ${day(each.issued_on)} · ${money(each.paid, each.currency)}`,
            })),
          ]}
          onPick={(invoice) => {
            const picked = paid.find(({ id }) => id === invoice);
            onTerms({ invoice, amount: picked?.paid ?? '' });
          }}
        />
        <TextField
          label={t('desk.refund_amount', { currency: (chosen ?? paid[0])?.currency ?? '' })}
          name="refund-amount"
          inputMode="decimal"
          autoComplete="off"
          maxLength={16}
          value={terms.amount}
          error={error}
          onText={(amount) => onTerms({ ...terms, amount })}
        />
      </div>
    </>
  );
}
