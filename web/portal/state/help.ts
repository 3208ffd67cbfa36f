import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { HelpScreen } from '../../api/types';
import { useTexts } from '../../text/Texts';

/** Articles change with the vendor's files only, not while somebody reads. */
const staleTime = 10 * 60_000;

/** All articles in reading order; one list serves every screen. */
export function useHelp() {
  const { language } = useTexts();
  return useQuery({
    queryKey: ['help', language],
    staleTime,
    queryFn: ({ signal }) => body(api.GET('/v1/help', { signal })),
  });
}

export function useHelpArticle(slug: string) {
  const { language } = useTexts();
  return useQuery({
    queryKey: ['help', language, slug],
    staleTime,
    queryFn: ({ signal }) =>
      body(api.GET('/v1/help/{slug}', { params: { path: { slug } }, signal })),
  });
}

/** The articles that explain a screen; none while they are on their way. */
export function useHelpFor(screen: HelpScreen) {
  return useHelp().data?.data.filter((article) => article.screens.includes(screen)) ?? [];
}
