import { useState } from 'react';
import { api, body } from '../../../api/client';
import type { Invoice, Subscription } from '../../../api/types';
import { TextField } from '../../../kit/TextField';
import { usePortal } from '../../../portal/state/PortalContext';
import { useTexts } from '../../../text/Texts';
import { StaffAct } from '../../parts/StaffAct';

/** As the service reads it, "12.50"; nothing when it is no amount above zero. */
export function amountFrom(text: string): string | undefined {
  const plain = text.trim().replace(',', '.');
  return /^\d{1,12}(\.\d{1,3})?$/.test(plain) && /[1-9]/.test(plain) ? plain : undefined;
}

function useAmount(currency: string, first = '') {
  const { t, money } = useTexts();
  const [text, setText] = useState(first);
  const [wrong, setWrong] = useState(false);
  const amount = amountFrom(text);
  return {
    amount: amount ?? '',
    words: amount ? money(amount, currency) : '',
    check: () => {
      setWrong(!amount);
      return amount !== undefined;
    },
    field: (
      <TextField
        label={t('customer.amount', { currency })}
        name="amount"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        maxLength={16}
        onText={setText}
        error={wrong && !amount ? t('customer.amount_wrong') : undefined}
      />
    ),
  };
}

/** Money of goodwill on the balance. */
export function GiveCredit({ subscription }: { subscription: Subscription }) {
  const { t } = useTexts();
  const { customer } = usePortal();
  const { amount, words, check, field } = useAmount(subscription.currency);
  return (
    <StaffAct
      title={t('customer.credit')}
      right="give_credits"
      check={check}
      summary={() => t('customer.credit_summary', { amount: words, name: customer.name })}
      run={async (reason, intent) => {
        await body(
          api.POST('/v1/customers/{id}/credits', {
            params: { path: { id: customer.id }, header: { 'Idempotency-Key': intent } },
            body: { amount, reason },
          }),
        );
        return t('customer.credit_done', { amount: words });
      }}
    >
      {field}
    </StaffAct>
  );
}

/** A later end of the trial. */
export function ExtendTrial() {
  const { t } = useTexts();
  const { customer } = usePortal();
  const [text, setText] = useState('7');
  const [wrong, setWrong] = useState(false);
  const days = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  const isRight = days >= 1 && days <= 365;
  return (
    <StaffAct
      title={t('customer.trial')}
      right="change_subscriptions"
      check={() => {
        setWrong(!isRight);
        return isRight;
      }}
      summary={() => t('customer.trial_summary', { days })}
      run={async (reason, intent) => {
        await body(
          api.POST('/v1/customers/{id}/subscription/trial/extension', {
            params: { path: { id: customer.id }, header: { 'Idempotency-Key': intent } },
            body: { days, reason },
          }),
        );
        return t('customer.trial_done');
      }}
    >
      <TextField
        label={t('customer.trial_days')}
        name="days"
        inputMode="numeric"
        value={text}
        maxLength={3}
        onText={setText}
        error={wrong && !isRight ? t('customer.trial_days_wrong') : undefined}
      />
    </StaffAct>
  );
}

/** A part of what was paid goes back. */
export function Refund({ invoice }: { invoice: Invoice }) {
  const { t } = useTexts();
  const { amount, words, check, field } = useAmount(invoice.currency);
  return (
    <StaffAct
      title={t('customer.refund')}
      right="refund"
      check={check}
      summary={() => t('customer.refund_summary', { amount: words, number: invoice.number })}
      run={async (reason, intent) => {
        const note = await body(
          api.POST('/v1/invoices/{invoice}/refunds', {
            params: { path: { invoice: invoice.id }, header: { 'Idempotency-Key': intent } },
            body: { amount, reason },
          }),
        );
        return t('customer.refund_done', { number: note.number });
      }}
    >
      {field}
    </StaffAct>
  );
}

/** The money of an open invoice was seen on the vendor's account. */
export function NoteTransfer({ invoice }: { invoice: Invoice }) {
  const { t, money } = useTexts();
  const amount = money(invoice.open, invoice.currency);
  return (
    <StaffAct
      title={t('customer.transfer')}
      right="record_payments"
      check={() => true}
      summary={() => t('customer.transfer_summary', { amount, number: invoice.number })}
      run={async (reason, intent) => {
        await body(
          api.POST('/v1/invoices/{invoice}/payments', {
            params: { path: { invoice: invoice.id }, header: { 'Idempotency-Key': intent } },
            body: { pay_with: 'transfer', reason },
          }),
        );
        return t('customer.transfer_done', { number: invoice.number });
      }}
    />
  );
}

/** What is still open of an invoice is not asked for any more. */
export function Waive({ invoice }: { invoice: Invoice }) {
  const { t, money } = useTexts();
  const amount = money(invoice.open, invoice.currency);
  return (
    <StaffAct
      title={t('customer.waive')}
      right="refund"
      check={() => true}
      summary={() => t('customer.waive_summary', { amount, number: invoice.number })}
      run={async (reason, intent) => {
        const note = await body(
          api.POST('/v1/invoices/{invoice}/waiver', {
            params: { path: { invoice: invoice.id }, header: { 'Idempotency-Key': intent } },
            body: { reason },
          }),
        );
        return t('customer.waive_done', { number: note.number });
      }}
    />
  );
}
