import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { api, body, newIntent, reply } from '../../api/client';
import { ApiProblem, isProblem } from '../../api/problem';
import type { BillingInput, Change, Customer, Preview } from '../../api/types';
import { useForgetSubscription, useScope } from '../state/queries';
import { askPreview } from '../state/usePreview';
import type { Order } from '../state/wanted';

export interface PayAttempt {
  order: Order;
  method: string;
  policy: string;
  /** The total on the button that was pressed. */
  shownTotal: string;
  /** What was read, in short: see `readingOf`. */
  shownReading: string;
  /** Billing information to save first, or nothing when it is saved already. */
  billing: BillingInput | undefined;
  etag: string;
}

/** Everything a person reads of the money in a summary: what is due now, and what follows and when. */
export function readingOf(preview: Preview | undefined): string {
  const next = preview?.next_invoice;
  return `${preview?.due_now?.total} ${next?.on} ${next?.total}`;
}

/** What stopped a payment short of the provider's page. */
export type PayStop =
  | { kind: 'error'; error: unknown; sent: boolean }
  | { kind: 'missing'; fields: string[] }
  | { kind: 'changed'; before: string; preview: Preview };

/**
 * Saves billing information, reads a fresh summary, and confirms it only when its total is the one
 * on the button. Nobody is charged an amount that was not read.
 */
export function usePay() {
  const { id } = useScope();
  const client = useQueryClient();
  const forget = useForgetSubscription();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const [stop, setStop] = useState<PayStop>();
  const intent = useRef({ summary: '', key: '' });

  const saveBilling = async (input: BillingInput, etag: string): Promise<Customer> => {
    const saved = await reply(
      api.PUT('/v1/customers/{id}/billing', {
        params: { path: { id }, header: { 'If-Match': etag } },
        body: input,
      }),
    );
    client.setQueryData(['customer', id], saved);
    return saved.data;
  };

  const confirm = (attempt: PayAttempt, fingerprint: string): Promise<Change> => {
    const summary = `${fingerprint} ${attempt.method}`;
    if (intent.current.summary !== summary) intent.current = { summary, key: newIntent() };
    return body(
      api.POST('/v1/customers/{id}/subscription/changes', {
        params: { path: { id }, header: { 'Idempotency-Key': intent.current.key } },
        body: {
          set: { ...attempt.order },
          fingerprint,
          pay_with: attempt.method,
          return_url: '/portal/checkout/return',
          ...(attempt.policy ? { accepted_policy: attempt.policy } : {}),
        },
      }),
    );
  };

  const follow = (change: Change) => {
    if (change.redirect_url && change.outcome === 'awaiting_customer') {
      window.location.assign(change.redirect_url);
      return;
    }
    forget();
    setBusy(false);
    const where = change.outcome === 'processing' ? 'return' : 'success';
    navigate(`/portal/checkout/${where}?change=${encodeURIComponent(change.id)}`);
  };

  const fail = (error: unknown, before: string, sent: boolean) => {
    setBusy(false);
    // A reply that says no is final for its key; a reply that was lost is asked for again.
    if (error instanceof ApiProblem && error.status < 500) {
      intent.current = { summary: '', key: '' };
    }
    if (isProblem(error, 'preview_stale') && error.body.preview) {
      setStop({ kind: 'changed', before, preview: error.body.preview });
      return;
    }
    if (isProblem(error, 'version_stale')) client.invalidateQueries({ queryKey: ['customer', id] });
    setStop({ kind: 'error', error, sent });
  };

  const pay = async (attempt: PayAttempt) => {
    if (busy) return;
    setBusy(true);
    setStop(undefined);
    // Until the order itself is sent, a lost connection cannot have bought anything.
    let sent = false;
    try {
      if (attempt.billing) {
        const saved = await saveBilling(attempt.billing, attempt.etag);
        const fields = saved.billing.missing ?? [];
        if (fields.length > 0) {
          setBusy(false);
          setStop({ kind: 'missing', fields });
          return;
        }
      }
      const fresh = await askPreview(id, { ...attempt.order }, undefined);
      if (readingOf(fresh) !== attempt.shownReading) {
        setBusy(false);
        setStop({ kind: 'changed', before: attempt.shownTotal, preview: fresh });
        return;
      }
      sent = true;
      follow(await confirm(attempt, fresh.fingerprint));
    } catch (error) {
      fail(error, attempt.shownTotal, sent);
    }
  };

  return { busy, stop, setStop, pay };
}
