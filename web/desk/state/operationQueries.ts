import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { BillRun } from '../../api/types';

/** How often what runs by itself is looked at. */
const soon = 1_000;
const later = 15_000;

export function useFigures() {
  return useQuery({
    queryKey: ['operations', 'figures'],
    refetchInterval: later,
    queryFn: ({ signal }) => body(api.GET('/v1/operations', { signal })),
  });
}

/** The newest runs; while one is under way they are asked for again and again. */
export function useBillRuns() {
  return useQuery<{ data: BillRun[] }>({
    queryKey: ['operations', 'runs'],
    refetchInterval: (query) =>
      query.state.data?.data.some(({ state }) => state === 'running') ? soon : later,
    queryFn: ({ signal }) =>
      body(api.GET('/v1/bill-runs', { params: { query: { limit: 10 } }, signal })),
  });
}

/** What a run until a day would look at. */
export function useRunAhead() {
  return useMutation({
    mutationFn: (until: string) =>
      body(api.GET('/v1/due-subscriptions', { params: { query: until ? { until } : {} } })),
  });
}

export function useStartRun() {
  const forget = useForgetOperations();
  return useMutation({
    mutationFn: ({ until, intent }: { until: string; intent: string }) =>
      body(
        api.POST('/v1/bill-runs', {
          params: { header: { 'Idempotency-Key': intent } },
          body: { until },
        }),
      ),
    onSettled: forget,
  });
}

/** Stops a run after what is being written, or goes on with it. */
export function useSteerRun() {
  const forget = useForgetOperations();
  return useMutation({
    mutationFn: ({ run, pause }: { run: string; pause: boolean }) =>
      body(
        pause
          ? api.POST('/v1/bill-runs/{run}/pause', { params: { path: { run } } })
          : api.POST('/v1/bill-runs/{run}/resume', { params: { path: { run } } }),
      ),
    onSettled: forget,
  });
}

export function useParked() {
  return useInfiniteQuery({
    queryKey: ['operations', 'parked'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/v1/parked-subscriptions', {
          params: { query: { limit: 25, ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });
}

export function useRetryParked() {
  const forget = useForgetOperations();
  return useMutation({
    mutationFn: (id: string) =>
      body(api.POST('/v1/parked-subscriptions/{id}/retry', { params: { path: { id } } })),
    onSettled: forget,
  });
}

export function useFailingDeliveries() {
  return useQuery({
    queryKey: ['operations', 'deliveries'],
    refetchInterval: later,
    queryFn: ({ signal }) => body(api.GET('/v1/deliveries/failing', { signal })),
  });
}

export function useRetryDelivery() {
  const forget = useForgetOperations();
  return useMutation({
    mutationFn: (id: string) =>
      body(api.POST('/v1/deliveries/failing/{id}/retry', { params: { path: { id } } })),
    onSettled: forget,
  });
}

export function useRefusedMails() {
  return useInfiniteQuery({
    queryKey: ['operations', 'mails'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/v1/mails/refused', {
          params: { query: { limit: 25, ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });
}

export function useRetryMail() {
  const forget = useForgetOperations();
  return useMutation({
    mutationFn: (mail: string) =>
      body(api.POST('/v1/mails/{mail}/retry', { params: { path: { mail } } })),
    onSettled: forget,
  });
}

function useForgetOperations() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['operations'] });
}
