import { useInfiniteQuery } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import { Badge } from '../../../kit/Badge';
import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { requestState, requestTone, requestType } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useTitle } from '../../useTitle';

/** The queue of what customers asked for, newest first. */
export function RequestsPage() {
  const { t, instant, language } = useTexts();
  useTitle(t('desk.requests'));
  const pages = useInfiniteQuery({
    queryKey: ['requests', language],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/v1/requests', {
          params: { query: pageParam ? { after: pageParam } : {} },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });
  const requests = pages.data?.pages.flatMap((page) => page.data);
  return (
    <>
      <h1>{t('desk.requests')}</h1>
      {!requests && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
      {requests?.length === 0 && <p className="card muted">{t('desk.none')}</p>}
      {requests && requests.length > 0 && (
        <ul className="card queue">
          {requests.map((request) => (
            <li key={request.id}>
              <div className="queue-main">
                <LinkTo className="queue-link" to={`/desk/requests/${request.id}`}>
                  {requestType(request.type, t)} · {request.customer_name || request.customer}
                </LinkTo>
                <span className="muted small">
                  {t('desk.since', { at: instant(request.created_at) })}
                </span>
                {request.message && <span className="queue-message">{request.message}</span>}
              </div>
              <Badge tone={requestTone(request.state)}>{requestState(request.state, t)}</Badge>
            </li>
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <div>
          <Button busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            {t('desk.more')}
          </Button>
        </div>
      )}
    </>
  );
}
