import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { ActKind } from '../../api/types';
import { useScope } from '../../portal/state/queries';
import type { CustomerSearch } from './search';

/** Customers that were looked for, page by page. */
export function useCustomers(wish: CustomerSearch, language: string) {
  return useInfiniteQuery({
    queryKey: ['customers', wish, language],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) => {
      const { search, state, plan } = wish;
      const query = {
        limit: 25,
        ...(search.trim() && { search: search.trim() }),
        ...(state && { state: state as 'active' }),
        ...(plan && { plan }),
        ...(pageParam && { after: pageParam }),
      };
      return body(api.GET('/v1/customers', { params: { query }, signal }));
    },
    getNextPageParam: (page) => page.next || undefined,
  });
}

/** What happened, newest first, page by page. */
export function useActs(kind: ActKind | '') {
  const { id } = useScope();
  return useInfiniteQuery({
    queryKey: ['acts', id, kind],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) => {
      const query = { ...(kind && { kind }), ...(pageParam && { before: pageParam }) };
      return body(api.GET('/v1/customers/{id}/acts', { params: { path: { id }, query }, signal }));
    },
    getNextPageParam: (page) => page.next || undefined,
  });
}

interface Cause {
  kind?: ActKind;
  about?: string;
  sets?: string;
  before?: number;
  limit?: number;
}

/** The acts that made something so. */
export function useCauses(cause: Cause, enabled: boolean) {
  const { id } = useScope();
  return useQuery({
    queryKey: ['acts', id, cause],
    enabled,
    queryFn: ({ signal }) =>
      body(api.GET('/v1/customers/{id}/acts', { params: { path: { id }, query: cause }, signal })),
  });
}

export function usePayments() {
  const { id, language } = useScope();
  return useInfiniteQuery({
    queryKey: ['payments', id, language],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/v1/customers/{id}/payments', {
          params: { path: { id }, query: { limit: 25, ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });
}

export function useMails() {
  const { id } = useScope();
  return useInfiniteQuery({
    queryKey: ['mails', id],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/v1/customers/{id}/mails', {
          params: { path: { id }, query: { limit: 25, ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });
}

/** The requests of the customer, newest first. */
export function useCustomerRequests() {
  const { id, language } = useScope();
  return useQuery({
    queryKey: ['requests', 'of', id, language],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/requests', { params: { query: { customer: id } }, signal })),
  });
}
