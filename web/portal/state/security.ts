import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';

const key = ['security'];

export function useSecurity() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => body(api.GET('/v1/session/security', { signal })),
  });
}

/** One change of how the person signs in; whatever came of it, the page then shows what holds. */
export function useSecurityChange<In, Out>(change: (input: In) => Promise<Out>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useOrganisations() {
  return useQuery({
    queryKey: ['organisations'],
    staleTime: 300_000,
    queryFn: ({ signal }) => body(api.GET('/v1/session/organisations', { signal })),
  });
}
