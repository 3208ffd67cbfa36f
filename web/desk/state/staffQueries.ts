import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../api/client';

/** The people of the team who sign in by themselves. */
export function useStaff() {
  return useQuery({
    queryKey: ['requests', 'counts'],
    queryFn: ({ signal }) => body(api.GET('/v1/requests/counts', { signal })),
    select: (counts) => counts.by_assignee,
  });
}
