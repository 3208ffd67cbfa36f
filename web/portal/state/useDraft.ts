import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, body } from '../../api/client';
import type { Draft, DraftInput, Wanted } from '../../api/types';
import { DraftKeeper } from './draftKeeper';
import { useScope } from './queries';

const none: Draft = { version: 0, set: null, step: '', method: '' };
const keepers = new WeakMap<QueryClient, Map<string, DraftKeeper>>();

/** One per customer, so that every page knows what another one still has to save. */
function keeperOf(client: QueryClient, id: string): DraftKeeper {
  const known = keepers.get(client) ?? new Map<string, DraftKeeper>();
  keepers.set(client, known);
  const keeper =
    known.get(id) ??
    new DraftKeeper((input) =>
      body(api.PUT('/v1/customers/{id}/draft', { params: { path: { id } }, body: input })).catch(
        // The order on screen is what gets confirmed; a draft that could not be kept harms nothing.
        () => undefined,
      ),
    );
  known.set(id, keeper);
  return keeper;
}

/**
 * The person's edits that are not confirmed. They live in the query cache, so that every page shows
 * the same ones, and on the service, so that a reload or another device finds them.
 */
export function useDraft() {
  const { id } = useScope();
  const client = useQueryClient();
  const key = ['draft', id];
  const keeper = keeperOf(client, id);

  const query = useQuery({
    queryKey: key,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      keeper.read(
        () => body(api.GET('/v1/customers/{id}/draft', { params: { path: { id } }, signal })),
        () => client.getQueryData<Draft>(key),
      ),
  });

  useEffect(() => {
    const leave = () => keeper.flush();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [keeper]);

  const edit = (set: Wanted, step: DraftInput['step'], method?: string) => {
    const known = client.getQueryData<Draft>(key);
    const input: DraftInput = { set, step, method: method ?? known?.method ?? '' };
    client.setQueryData<Draft>(key, {
      version: known?.version ?? 0,
      set,
      step: step ?? 'summary',
      method: input.method ?? '',
    });
    keeper.keep(input);
  };

  /** What was ordered is no draft any more; the service forgets its own copy by itself. */
  const clear = () => {
    keeper.drop();
    client.setQueryData<Draft>(key, none);
  };

  const discard = async () => {
    clear();
    await keeper.settle();
    // A draft that outlives this is shown again as a draft: nothing is bought by it.
    await body(api.DELETE('/v1/customers/{id}/draft', { params: { path: { id } } })).catch(
      () => undefined,
    );
  };

  return {
    draft: query.data,
    isPending: query.isPending,
    error: query.error,
    refetch: query.refetch,
    edit,
    settle: () => keeper.settle(),
    clear,
    discard,
  };
}
