import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import type { Wanted } from '../../../api/types';
import { actWords } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';

/** What was asked for, part by part, in the vendor's words; codes only until those are known. */
export function useWishParts(): (wish: Wanted | null | undefined) => string[] {
  const texts = useTexts();
  const { t, count, language } = texts;
  const { data: offer } = useQuery({
    queryKey: ['offer', language],
    staleTime: 300_000,
    queryFn: ({ signal }) =>
      body(api.GET('/v1/offer', { params: { query: { language } }, signal })),
  });
  const cycleName = (cycle: NonNullable<Wanted['cycle']>) => {
    const name = ({ month: 'monthly', quarter: 'quarterly', year: 'annual' } as const)[cycle];
    return offer?.labels[name] || t(`label.${name}`);
  };
  const itemName = (code: string, number: number) => {
    const known = offer?.items.find((item) => item.code === code);
    return (number > 1 ? known?.name_plural : known?.name) || code;
  };
  return (wish) =>
    [
      actWords(wish, texts),
      wish?.plan && (offer?.plans.find((plan) => plan.code === wish.plan)?.name ?? wish.plan),
      wish?.cycle && cycleName(wish.cycle),
      ...Object.entries(wish?.quantities ?? {})
        .filter(([, number]) => number > 0)
        .map(([code, number]) => `${count(number)} ${itemName(code, number)}`),
    ].filter((words): words is string => Boolean(words));
}
