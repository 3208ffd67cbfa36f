import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, body } from '../../api/client';
import type { Draft, DraftInput, Wanted } from '../../api/types';
import { useScope } from './queries';

const restBeforeSaving = 500;
const none: Draft = { version: 0, set: null, step: '', method: '' };

/**
 * The person's edits that are not confirmed. They live in the query cache, so that every page shows
 * the same ones, and on the service, so that a reload or another device finds them.
 */
export function useDraft() {
  const { id } = useScope();
  const client = useQueryClient();
  const key = ['draft', id];
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; input: DraftInput } | null>(null);
  const saving = useRef<Promise<unknown>>(Promise.resolve());

  const query = useQuery({
    queryKey: key,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      body(api.GET('/v1/customers/{id}/draft', { params: { path: { id } }, signal })),
  });

  const save = (input: DraftInput) =>
    body(api.PUT('/v1/customers/{id}/draft', { params: { path: { id } }, body: input })).catch(
      // The order on screen is what gets confirmed; a draft that could not be kept harms nothing.
      () => undefined,
    );

  const stopWaiting = () => {
    const held = waiting.current;
    if (held) clearTimeout(held.timer);
    waiting.current = null;
    return held?.input;
  };

  const flush = () => {
    const input = stopWaiting();
    if (input) saving.current = save(input);
  };
  const flushLatest = useRef(flush);
  flushLatest.current = flush;

  useEffect(() => {
    const leave = () => flushLatest.current();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);

  const edit = (set: Wanted, step: DraftInput['step'], method?: string) => {
    const known = client.getQueryData<Draft>(key);
    const input: DraftInput = { set, step, method: method ?? known?.method ?? '' };
    client.setQueryData<Draft>(key, {
      version: known?.version ?? 0,
      set,
      step: step ?? 'summary',
      method: input.method ?? '',
    });
    stopWaiting();
    waiting.current = { input, timer: setTimeout(() => flushLatest.current(), restBeforeSaving) };
  };

  /** Until the service has the newest edits: a later save would bring back what was just ordered. */
  const settle = () => {
    flush();
    return saving.current;
  };

  /** What was ordered is no draft any more; the service forgets its own copy by itself. */
  const clear = () => {
    stopWaiting();
    client.setQueryData<Draft>(key, none);
  };

  const discard = async () => {
    clear();
    await saving.current;
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
    settle,
    clear,
    discard,
  };
}
