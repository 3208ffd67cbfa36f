import { useInfiniteQuery } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import { Button } from '../../../kit/Button';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { usePortal } from '../../state/PortalContext';
import { useScope } from '../../state/queries';

/** What the vendor's team did for this customer, and why; not there where it did nothing. */
export function TeamActsCard() {
  const { t, instant } = useTexts();
  const { session } = usePortal();
  const { id, language } = useScope();
  const pages = useInfiniteQuery({
    queryKey: ['acts-of-staff', id, language],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/v1/customers/{id}/acts-of-staff', {
          params: { path: { id }, query: { limit: 5, ...(pageParam && { before: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });
  const acts = pages.data?.pages.flatMap((page) => page.data) ?? [];
  if (acts.length === 0 && !pages.error) return null;
  return (
    <section className="card stack" aria-labelledby="team-acts">
      <h2 id="team-acts">{t('team_acts.title', { vendor: session.vendor.name })}</h2>
      {pages.error && <ProblemBanner error={pages.error} />}
      <ol className="timeline">
        {acts.map((act) => (
          <li key={act.sequence}>
            <p className="small muted">
              <time dateTime={act.at}>{instant(act.at)}</time>
            </p>
            <p>
              {act.text}
              {act.about && ` ${act.about}`}
            </p>
            {act.reason && <p className="small">{t('acts.reason', { reason: act.reason })}</p>}
          </li>
        ))}
      </ol>
      {pages.hasNextPage && (
        <div>
          <Button busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            {t('desk.more')}
          </Button>
        </div>
      )}
      {pages.error && (
        <div>
          <Button onClick={() => pages.refetch()}>{t('problem.retry')}</Button>
        </div>
      )}
    </section>
  );
}
