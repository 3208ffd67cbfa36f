import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import type { Demo, Wanted } from '../../../api/types';
import { useIntent } from '../../../portal/state/useIntent';

export type DemoGroup = 'open' | 'over';

/** Forms come in from outside, and no feed tells of them. */
const refetchInterval = 15_000;

export function useDemos(state: DemoGroup) {
  return useInfiniteQuery({
    queryKey: ['demos', state],
    initialPageParam: '',
    refetchInterval,
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/v1/demos', {
          params: { query: { state, limit: 25, ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });
}

export function useDemo(id: string) {
  return useQuery({
    queryKey: ['demo', id],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/demos/{demo}', { params: { path: { demo: id } }, signal })),
  });
}

export function useForgetDemos() {
  const client = useQueryClient();
  return () => {
    client.invalidateQueries({ queryKey: ['demos'] });
    client.invalidateQueries({ queryKey: ['demo'] });
  };
}

/** One thing that staff do with a demo, under a key that is the same until it was answered. */
function useDemoAct<T>(run: (input: T, key: string) => Promise<Demo>) {
  const intent = useIntent();
  const forget = useForgetDemos();
  return useMutation({
    mutationFn: (input: T) => run(input, intent.key()),
    onSettled: (_done, error) => {
      intent.settle(error);
      forget();
    },
  });
}

const at = (demo: string, key: string) => ({
  path: { demo },
  header: { 'Idempotency-Key': key },
});

export interface SlotWish {
  day: string;
  time: string;
  time_zone: string;
  text: string;
}
export function useSchedule(id: string) {
  return useDemoAct((wish: SlotWish, key) =>
    body(api.POST('/v1/demos/{demo}/slot', { params: at(id, key), body: wish })),
  );
}

export interface Outcome {
  outcome: 'held' | 'no_show' | 'lost';
  reason: string;
  text: string;
}
export function useConclude(id: string) {
  return useDemoAct((outcome: Outcome, key) =>
    body(api.POST('/v1/demos/{demo}/outcome', { params: at(id, key), body: outcome })),
  );
}

export interface Sale {
  set: Wanted;
  name: string;
  country: string;
  region: string;
  reason: string;
}
export function useWin(id: string) {
  return useDemoAct((sale: Sale, key) =>
    body(api.POST('/v1/demos/{demo}/sale', { params: at(id, key), body: sale })),
  );
}
