import { Badge } from '../../../kit/Badge';
import { LinkTo } from '../../../kit/LinkTo';
import { requestState, requestTone, requestType } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useCustomerRequests } from '../../state/customerQueries';
import { FileRequest } from './FileRequest';

/** What the customer asked for, and the way to file what came by mail. */
export function RequestsTab() {
  const { t, instant } = useTexts();
  const requests = useCustomerRequests();
  const list = requests.data?.data;
  return (
    <>
      <section className="card stack" aria-labelledby="requests">
        <h2 id="requests">{t('customer.tab_requests')}</h2>
        {!list && <DeskProblem error={requests.error} onRetry={requests.refetch} />}
        {list?.length === 0 && <p className="muted">{t('customer.requests_none')}</p>}
        {list && list.length > 0 && (
          <ul className="queue">
            {list.map((request) => (
              <li key={request.id}>
                <div className="queue-main">
                  <LinkTo className="queue-link" to={`/desk/requests/${request.id}`}>
                    {requestType(request.type, t)}
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
      </section>
      <FileRequest />
    </>
  );
}
