import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { api, body, newIntent } from '../../api/client';
import { ApiProblem, isProblem } from '../../api/problem';
import type { BillingInput, Change, Preview, ProblemBody, Wanted } from '../../api/types';
import { usePortal } from '../state/PortalContext';
import { costsNothingNow, readingOf } from '../state/previewParts';
import { useForgetSubscription, useSaveBilling, useScope } from '../state/queries';
import type { useDraft } from '../state/useDraft';
import { askPreview } from '../state/usePreview';

export interface PayAttempt {
  set: Wanted;
  method: string;
  /** Of a first order: the version of the refund policy that was accepted. */
  policy?: string | undefined;
  /** The summary that was read when the button was pressed. */
  shown: Preview;
  /** Billing information to save first, or nothing when it is saved already. */
  billing?: BillingInput | undefined;
  etag?: string;
}

/** What stopped an order short of being placed. */
export type PayStop =
  | { kind: 'error'; error: unknown; sent: boolean }
  | { kind: 'missing'; fields: string[] }
  | {
      kind: 'changed';
      before: Preview;
      preview: Preview;
      changed: string[];
      by: NonNullable<ProblemBody['changed_by']> | null;
    };

type DraftKeeping = Pick<ReturnType<typeof useDraft>, 'settle' | 'clear'>;

/**
 * Saves billing information if need be, and confirms the summary that was read. When the service finds that
 * it is no longer true, nothing is bought and the new one is shown. Nobody is charged an amount that was
 * not read.
 */
export function usePay(draft: DraftKeeping, onDone?: (change: Change) => void) {
  const { id } = useScope();
  const { offer, may } = usePortal();
  const client = useQueryClient();
  const { mutateAsync: saveBilling } = useSaveBilling();
  const forget = useForgetSubscription();
  const [, navigate] = useLocation();
  // Whichever page confirms: those on this member's list get their seats with what makes room for them.
  const takesList = offer.layout.preset === 'configurator' && may('manage_members');
  const [busy, setBusy] = useState(false);
  const [stop, setStop] = useState<PayStop>();
  const intent = useRef({ summary: '', key: '' });
  // Two presses may come before the page is drawn again.
  const underWay = useRef(false);

  const rest = () => {
    underWay.current = false;
    setBusy(false);
  };

  const confirm = (attempt: PayAttempt, read: Preview): Promise<Change> => {
    const summary = `${read.fingerprint} ${attempt.method}`;
    if (intent.current.summary !== summary) intent.current = { summary, key: newIntent() };
    return body(
      api.POST('/v1/customers/{id}/subscription/changes', {
        params: { path: { id }, header: { 'Idempotency-Key': intent.current.key } },
        body: {
          set: attempt.set,
          fingerprint: read.fingerprint,
          ...(read.priced_at ? { priced_at: read.priced_at } : {}),
          ...(costsNothingNow(read) ? {} : { pay_with: attempt.method }),
          return_url: '/portal/checkout/return',
          ...(takesList ? { with_list: true } : {}),
          ...(attempt.policy ? { accepted_policy: attempt.policy } : {}),
        },
      }),
    );
  };

  const follow = async (change: Change) => {
    if (change.redirect_url && change.outcome === 'awaiting_customer') {
      window.location.assign(change.redirect_url);
      return;
    }
    const processing = change.outcome === 'processing';
    if (onDone && !processing) {
      // The page stays: what is pressed next counts from what the customer has now.
      await client.invalidateQueries({ queryKey: ['subscription'] });
      draft.clear();
      forget();
      rest();
      onDone(change);
      return;
    }
    rest();
    draft.clear();
    forget();
    const where = processing ? 'return' : 'success';
    navigate(`/portal/checkout/${where}?change=${encodeURIComponent(change.id)}`);
  };

  const showFresh = (before: Preview, preview: Preview, said?: ProblemBody) => {
    setStop({
      kind: 'changed',
      before,
      preview,
      changed: said?.changed ?? [],
      by: said?.changed_by ?? null,
    });
    client.invalidateQueries({ queryKey: ['subscription'] });
  };

  const fail = async (error: unknown, attempt: PayAttempt, sent: boolean) => {
    // A reply that says no is final for its key; a reply that was lost is asked for again.
    if (error instanceof ApiProblem && error.status < 500) {
      intent.current = { summary: '', key: '' };
    }
    if (isProblem(error, 'preview_stale') && error.body.preview) {
      showFresh(attempt.shown, error.body.preview, error.body);
    } else if (sent && error instanceof ApiProblem && error.status === 412) {
      const fresh = await askPreview(id, attempt.set, undefined).catch(() => undefined);
      if (fresh) showFresh(attempt.shown, fresh, error.body);
      else setStop({ kind: 'error', error, sent });
    } else {
      // A refused change may mean that somebody else was faster: the page shows what holds now.
      if (sent) client.invalidateQueries({ queryKey: ['subscription'] });
      setStop({ kind: 'error', error, sent });
    }
    rest();
  };

  const pay = async (attempt: PayAttempt) => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    setStop(undefined);
    // Until the order itself is sent, a lost connection cannot have bought anything.
    let sent = false;
    try {
      let read = attempt.shown;
      if (attempt.billing) {
        const saved = await saveBilling({ input: attempt.billing, etag: attempt.etag ?? '' });
        const fields = saved.data.billing.missing ?? [];
        if (fields.length > 0) {
          rest();
          setStop({ kind: 'missing', fields });
          return;
        }
        read = await askPreview(id, attempt.set, undefined);
        if (readingOf(read) !== readingOf(attempt.shown)) {
          rest();
          showFresh(attempt.shown, read);
          return;
        }
      }
      await draft.settle();
      sent = true;
      await follow(await confirm(attempt, read));
    } catch (error) {
      await fail(error, attempt, sent);
    }
  };

  return { busy, stop, setStop, pay };
}
