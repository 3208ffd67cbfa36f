import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { DemoClock } from '../../api/types';

/** The demo's clock, asked for once; nothing where time is the world's own. */
export function useDemoClock(): DemoClock | undefined {
  const { data } = useQuery({
    queryKey: ['demo-clock'],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async ({ signal }) => {
      try {
        return await body(api.GET('/v1/demo/clock', { signal }));
      } catch (error) {
        if (error instanceof ApiProblem) return null;
        throw error;
      }
    },
  });
  return data ?? undefined;
}
