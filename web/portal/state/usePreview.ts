import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { Wanted } from '../../api/types';
import { useScope } from './queries';
import { useDebounced } from './useDebounced';

export interface PreviewBilling {
  country?: string;
  region?: string;
  tax_number?: string;
}

const restBeforeAsking = 250;

/**
 * What the order costs, asked of the service once the person pauses. A newer question aborts the
 * older one, so at most one is under way; the last answer stays on screen meanwhile. Without an order
 * nothing is asked and nothing is shown.
 */
export function usePreview(set: Wanted | undefined, billing?: PreviewBilling) {
  const { id, language } = useScope();
  const asked = useDebounced({ set, billing }, restBeforeAsking);
  const query = useQuery({
    queryKey: ['preview', id, language, asked],
    enabled: asked.set !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
    queryFn: ({ signal }) => askPreview(id, asked.set ?? {}, asked.billing, signal),
  });
  const unasked = JSON.stringify({ set, billing }) !== JSON.stringify(asked);
  return {
    preview: set && query.data,
    error: query.isPlaceholderData ? null : query.error,
    isStale: unasked || query.isPlaceholderData || query.isFetching,
    refetch: query.refetch,
  };
}

export function askPreview(
  id: string,
  set: Wanted,
  billing: PreviewBilling | undefined,
  signal?: AbortSignal,
) {
  return body(
    api.POST('/v1/customers/{id}/subscription/preview', {
      params: { path: { id } },
      body: billing ? { set, billing } : { set },
      signal,
    }),
  );
}
