import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import type { RequestQueueFilter } from '../../../api/types';
import { useIntent } from '../../../portal/state/useIntent';
import { useTexts } from '../../../text/Texts';

export function useQueue(filter: RequestQueueFilter) {
  const { language } = useTexts();
  return useInfiniteQuery({
    queryKey: ['requests', 'queue', language, filter],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/v1/requests', {
          params: { query: { ...filter, ...(pageParam ? { after: pageParam } : {}) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });
}

export function useCounts() {
  return useQuery({
    queryKey: ['requests', 'counts'],
    queryFn: ({ signal }) => body(api.GET('/v1/requests/counts', { signal })),
  });
}

/** After anything that staff did with a request. */
export function useForgetRequests() {
  const client = useQueryClient();
  return () => {
    client.invalidateQueries({ queryKey: ['request'] });
    client.invalidateQueries({ queryKey: ['requests'] });
  };
}

interface Handover {
  request: string;
  version: number | undefined;
  assignee: string | null;
}

export function useAssign() {
  const forget = useForgetRequests();
  return useMutation({
    mutationFn: ({ request, version, assignee }: Handover) =>
      body(
        api.PUT('/v1/requests/{request}/assignee', {
          params: {
            path: { request },
            header: version === undefined ? {} : { 'If-Match': `"${version}"` },
          },
          body: { assignee },
        }),
      ),
    onSettled: forget,
  });
}

const views = ['request-views'];

export function useViews() {
  return useQuery({
    queryKey: views,
    queryFn: ({ signal }) => body(api.GET('/v1/request-views', { signal })),
  });
}

interface ViewWish {
  name: string;
  filter: RequestQueueFilter;
}

export function useAddView() {
  const client = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: (view: ViewWish) =>
      body(
        api.POST('/v1/request-views', {
          params: { header: { 'Idempotency-Key': intent.key() } },
          body: view,
        }),
      ),
    onSettled: (_done, error) => {
      intent.settle(error);
      client.invalidateQueries({ queryKey: views });
    },
  });
}

export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...view }: ViewWish & { id: string }) =>
      body(api.PUT('/v1/request-views/{view}', { params: { path: { view: id } }, body: view })),
    onSettled: () => client.invalidateQueries({ queryKey: views }),
  });
}

export function useRemoveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view: string) =>
      api.DELETE('/v1/request-views/{view}', { params: { path: { view } } }),
    onSettled: () => client.invalidateQueries({ queryKey: views }),
  });
}
