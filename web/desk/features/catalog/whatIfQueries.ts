import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import type { components } from '../../../api/schema';
import type { Movement } from '../../state/catalogQueries';

type Schemas = components['schemas'];
export type WhatIf = Schemas['WhatIf'];
export type WhatIfReport = Schemas['WhatIfReport'];
export type AffectedCustomer = Schemas['AffectedCustomer'];
export type SelfServiceAct = Schemas['SelfServiceAct'];

export const effects = ['more', 'less', 'loses', 'gains', 'breaks', 'committed'] as const;
export type Effect = (typeof effects)[number];

/** How often one that is under way is looked at. */
const soon = 700;
const last = ['what-if', 'last'];

/** The last that was begun, of whichever draft. */
export function useLastWhatIf() {
  return useQuery<WhatIf | null>({
    queryKey: last,
    refetchInterval: (query) => (query.state.data?.state === 'running' ? soon : false),
    queryFn: async ({ signal }) =>
      (await body(api.GET('/v1/what-ifs', { signal }))).data[0] ?? null,
  });
}

interface Starting {
  version: string;
  months: number;
  from: string;
  movement: Movement;
  intent: string;
}

export function useStartWhatIf() {
  const keep = useKeepLast();
  return useMutation({
    mutationFn: ({ version, months, from, movement, intent }: Starting) =>
      body(
        api.POST('/v1/catalog-versions/{version}/what-if', {
          params: { path: { version }, header: { 'Idempotency-Key': intent } },
          body: { months, movement, ...(from && { from }) },
        }),
      ),
    onSuccess: keep,
  });
}

export function useCancelWhatIf() {
  const keep = useKeepLast();
  return useMutation({
    mutationFn: (id: string) =>
      body(api.POST('/v1/what-ifs/{what_if}/cancel', { params: { path: { what_if: id } } })),
    onSuccess: keep,
  });
}

/** Of one that is done: what it says does not change any more, but for the language. */
export function useAffected(id: string, effect: Effect, language: string) {
  return useInfiniteQuery({
    queryKey: ['what-if', id, 'customers', effect, language],
    staleTime: Number.POSITIVE_INFINITY,
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/v1/what-ifs/{what_if}/customers', {
          params: {
            path: { what_if: id },
            query: { effect, limit: 25, ...(pageParam && { after: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });
}

function useKeepLast() {
  const client = useQueryClient();
  return (whatIf: WhatIf) => client.setQueryData(last, whatIf);
}
