import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import type { components } from '../../../api/schema';

export type Numbers = components['schemas']['Numbers'];
export type CurrencyNumbers = components['schemas']['CurrencyNumbers'];

/** Figures are added up as they happen, documents within some rounds. */
const often = 60_000;

export function useNumbers(language: string) {
  return useQuery<Numbers>({
    queryKey: ['numbers', 'figures', language],
    refetchInterval: often,
    queryFn: ({ signal }) => body(api.GET('/v1/numbers/figures', { signal })),
  });
}

export function useUpcoming(language: string) {
  return useInfiniteQuery({
    queryKey: ['numbers', 'upcoming', language],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/v1/numbers/upcoming', {
          params: { query: { limit: 25, ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });
}
