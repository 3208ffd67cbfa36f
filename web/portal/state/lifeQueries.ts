import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { Preview, Wanted } from '../../api/types';
import { useForgetSubscription, useScope } from './queries';
import { useDebounced } from './useDebounced';
import { useIntent } from './useIntent';

const restBeforeAsking = 250;

function askAct(id: string, set: Wanted, signal?: AbortSignal): Promise<Preview> {
  return body(
    api.POST('/v1/customers/{id}/subscription/preview', {
      params: { path: { id } },
      body: { set },
      ...(signal ? { signal } : {}),
    }),
  );
}

/** What a wish would do and cost; nothing is asked while there is no wish. */
export function useActPreview(wish: Wanted | undefined) {
  const { id, language } = useScope();
  const asked = useDebounced(wish, restBeforeAsking);
  return useQuery({
    queryKey: ['preview', id, language, asked],
    enabled: asked !== undefined,
    gcTime: 0,
    queryFn: ({ signal }) => askAct(id, asked ?? {}, signal),
  });
}

/** Confirms what was read in `preview`. */
export function useAct() {
  const { id } = useScope();
  const forget = useForgetSubscription();
  const intent = useIntent();
  return useMutation({
    mutationFn: ({ wish, preview, reason }: { wish: Wanted; preview: Preview; reason?: string }) =>
      body(
        api.POST('/v1/customers/{id}/subscription/changes', {
          params: { path: { id }, header: { 'Idempotency-Key': intent.key() } },
          body: {
            set: wish,
            fingerprint: preview.fingerprint,
            ...(preview.priced_at ? { priced_at: preview.priced_at } : {}),
            ...(reason ? { reason } : {}),
          },
        }),
      ),
    onSettled: (_done, error) => {
      intent.settle(error);
      forget();
    },
  });
}

/** Takes back a change whose day has not come. */
export function useUndo() {
  const { id } = useScope();
  const forget = useForgetSubscription();
  return useMutation({
    mutationFn: (change: string) =>
      body(
        api.DELETE('/v1/customers/{id}/subscription/scheduled-changes/{change}', {
          params: { path: { id, change } },
        }),
      ),
    onSettled: forget,
  });
}

/** Plans again what was taken back, when that still costs nothing today. */
export function usePlanAgain() {
  const { id } = useScope();
  const act = useAct();
  return useMutation({
    mutationFn: async (set: Wanted) => {
      const preview = await askAct(id, set);
      if (preview.outcome !== 'period_end') return false;
      await act.mutateAsync({ wish: set, preview });
      return true;
    },
  });
}

export function usePayInvoice(invoice: string) {
  const forget = useForgetSubscription();
  const intent = useIntent();
  return useMutation({
    mutationFn: (method: string) =>
      body(
        api.POST('/v1/invoices/{invoice}/payments', {
          params: { path: { invoice }, header: { 'Idempotency-Key': intent.key() } },
          body: { pay_with: method, return_url: '/portal/payment/return' },
        }),
      ),
    onSettled: (_done, error) => {
      intent.settle(error);
      forget();
    },
  });
}

export function useAddMethod() {
  const { id } = useScope();
  const intent = useIntent();
  return useMutation({
    mutationFn: (kind: 'card' | 'wallet') =>
      body(
        api.POST('/v1/customers/{id}/payment-methods', {
          params: { path: { id }, header: { 'Idempotency-Key': intent.key() } },
          body: { kind, return_url: '/portal/payment/return' },
        }),
      ),
    onSettled: (_done, error) => intent.settle(error),
  });
}

export function useRequest(request: string) {
  const { language } = useScope();
  return useQuery({
    queryKey: ['request', request, language],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/requests/{request}', { params: { path: { request } }, signal })),
  });
}

export function useWithdraw(request: string) {
  const client = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: () =>
      body(
        api.POST('/v1/requests/{request}/withdrawal', {
          params: { path: { request }, header: { 'Idempotency-Key': intent.key() } },
        }),
      ),
    onSettled: (_done, error) => {
      intent.settle(error);
      client.invalidateQueries({ queryKey: ['request'] });
      client.invalidateQueries({ queryKey: ['requests'] });
    },
  });
}

interface ProposalAnswer {
  accept: boolean;
  reason?: string;
}

/** The customer's word on a proposal; accepting changes the subscription at once. */
export function useAnswerProposal(request: string, proposal: number) {
  const client = useQueryClient();
  const forget = useForgetSubscription();
  const intent = useIntent();
  return useMutation({
    mutationFn: (answer: ProposalAnswer) =>
      body(
        api.POST('/v1/requests/{request}/proposal/answer', {
          params: { path: { request }, header: { 'Idempotency-Key': intent.key() } },
          body: { proposal, ...answer },
        }),
      ),
    onSettled: (_done, error) => {
      intent.settle(error);
      forget();
      client.invalidateQueries({ queryKey: ['request'] });
      client.invalidateQueries({ queryKey: ['requests'] });
    },
  });
}
