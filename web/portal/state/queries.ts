import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body, newIntent, reply } from '../../api/client';
import { isProblem, roleRequired } from '../../api/problem';
import type { BillingInput, Customer, NewRequest } from '../../api/types';
import { useTexts } from '../../text/Texts';
import { usePortal } from './PortalContext';

/** Texts come in the reader's language, so the language is part of what a reply is kept under. */
export function useScope(): { id: string; language: string } {
  const { customer } = usePortal();
  const { language } = useTexts();
  return { id: customer.id, language };
}

/** Who may not see it is told so without asking the service, which would only refuse. */
export function useSubscription() {
  const { id, language } = useScope();
  const { may } = usePortal();
  return useQuery({
    queryKey: ['subscription', id, language],
    queryFn: ({ signal }) => {
      if (!may('view_subscription')) throw roleRequired();
      return body(api.GET('/v1/customers/{id}/subscription', { params: { path: { id } }, signal }));
    },
  });
}

export function useEntitlements() {
  const { id } = useScope();
  return useQuery({
    queryKey: ['entitlements', id],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/customers/{id}/entitlements', { params: { path: { id } }, signal })),
  });
}

/** The customer with its version tag, which saving billing information sends back. */
export function useCustomer() {
  const { id } = useScope();
  return useQuery({
    queryKey: ['customer', id],
    queryFn: ({ signal }) =>
      reply(api.GET('/v1/customers/{id}', { params: { path: { id } }, signal })),
  });
}

export interface BillingEdit {
  input: BillingInput;
  etag: string;
}

/** Saves billing information; refused when somebody else saved since it was read. */
export function useSaveBilling() {
  const { id } = useScope();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ input, etag }: BillingEdit): Promise<{ data: Customer; etag: string }> => {
      const saved = await reply(
        api.PUT('/v1/customers/{id}/billing', {
          params: { path: { id }, header: { 'If-Match': etag } },
          body: input,
        }),
      );
      client.setQueryData(['customer', id], saved);
      return saved;
    },
    onError: (error) => {
      if (isProblem(error, 'version_stale'))
        void client.invalidateQueries({ queryKey: ['customer', id] });
    },
  });
}

export function usePaymentMethods() {
  const { id } = useScope();
  return useQuery({
    queryKey: ['payment-methods', id],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/customers/{id}/payment-methods', { params: { path: { id } }, signal })),
  });
}

export function useInvoices() {
  const { id, language } = useScope();
  return useQuery({
    queryKey: ['invoices', id, language],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/customers/{id}/invoices', { params: { path: { id } }, signal })),
  });
}

export function useInvoice(invoice: string) {
  const { language } = useScope();
  return useQuery({
    queryKey: ['invoice', invoice, language],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/invoices/{invoice}', { params: { path: { invoice } }, signal })),
  });
}

export function useRequests() {
  const { id, language } = useScope();
  return useQuery({
    queryKey: ['requests', id, language],
    queryFn: ({ signal }) => body(api.GET('/v1/requests', { signal })),
  });
}

/** Files one request; repeating after a lost reply files no second one. */
export function useFileRequest() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ request, intent }: { request: NewRequest; intent: string }) =>
      body(
        api.POST('/v1/requests', {
          params: { header: { 'Idempotency-Key': intent } },
          body: request,
        }),
      ),
    // A refusal may mean that there is one already, so the list is read anew either way.
    onSettled: () => client.invalidateQueries({ queryKey: ['requests'] }),
  });
}

export function useChange(change: string) {
  const { id, language } = useScope();
  return useQuery({
    queryKey: ['change', change, language],
    enabled: change !== '',
    queryFn: ({ signal }) =>
      body(
        api.GET('/v1/customers/{id}/subscription/changes/{change}', {
          params: { path: { id, change } },
          signal,
        }),
      ),
  });
}

export function useCancelChange() {
  const { id } = useScope();
  const forget = useForgetSubscription();
  return useMutation({
    mutationFn: (change: string) =>
      body(
        api.POST('/v1/customers/{id}/subscription/changes/{change}/cancel', {
          params: { path: { id, change } },
        }),
      ),
    onSettled: forget,
  });
}

export function useStartTrial() {
  const { id } = useScope();
  const forget = useForgetSubscription();
  return useMutation({
    mutationFn: () =>
      body(
        api.POST('/v1/customers/{id}/subscription/trial', {
          params: { path: { id }, header: { 'Idempotency-Key': newIntent() } },
        }),
      ),
    onSettled: forget,
  });
}

const dependents = [
  'subscription',
  'entitlements',
  'invoices',
  'change',
  'draft',
  'seats',
  'people-list',
];

/** After something may have changed: everything that depends on the subscription is read anew. */
export function useForgetSubscription(): () => void {
  const client = useQueryClient();
  return () => {
    for (const stale of dependents) client.invalidateQueries({ queryKey: [stale] });
  };
}
