import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { Offer } from '../../api/types';
import { useTexts } from '../../text/Texts';

/** What the vendor sells, in the reader's language. */
export function useOffer(): Offer | undefined {
  const { language } = useTexts();
  const { data } = useQuery({
    queryKey: ['offer', language],
    staleTime: 300_000,
    queryFn: ({ signal }) =>
      body(api.GET('/v1/offer', { params: { query: { language } }, signal })),
  });
  return data;
}
