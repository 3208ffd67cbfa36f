import type { StaffRequest } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Button } from '../../../kit/Button';
import { classes } from '../../../kit/classes';
import { LinkTo } from '../../../kit/LinkTo';
import { isZero } from '../../../text/format';
import { isOpenRequest, requestTone, requestType } from '../../../text/requestWords';
import { type Texts, useTexts } from '../../../text/Texts';
import { useLacks } from '../../state/StaffRights';
import { ageWords, deskState, dueWords } from './dueWords';

interface QueueTableProps {
  requests: StaffRequest[];
  me: string | null | undefined;
  /** Under way of being assigned. */
  taking: string | undefined;
  onTake: (request: StaffRequest) => void;
}

/** What it would do to the money, in a word: what is due with it, else the next invoice. */
function moneyWords({ effect }: StaffRequest, { t, money }: Texts): string {
  if (!effect) return '';
  const { currency, due_now_total: due, next_invoice_total: next } = effect;
  if (due && !isZero(due)) return t('desk.money_now', { amount: money(due, currency) });
  return next ? t('desk.money_next', { amount: money(next, currency) }) : t('desk.money_none');
}

/** The requests as rows; on a phone each one is a card. */
export function QueueTable({ requests, me, taking, onTake }: QueueTableProps) {
  const lacks = useLacks('decide_requests');
  const texts = useTexts();
  const { t } = texts;
  return (
    <table className="card queue-table">
      <caption className="visually-hidden">{t('desk.requests')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('desk.request')}</th>
          <th scope="col">{t('desk.money')}</th>
          <th scope="col">{t('desk.target')}</th>
          <th scope="col">{t('desk.assignee')}</th>
          <th scope="col">{t('desk.state')}</th>
        </tr>
      </thead>
      <tbody>
        {requests.map((request) => {
          const open = isOpenRequest(request.state);
          return (
            <tr key={request.id} data-request={request.id}>
              <th scope="row">
                <LinkTo className="queue-link" to={`/desk/requests/${request.id}`}>
                  {requestType(request.type, t)}
                </LinkTo>
                <span className="queue-customer">{request.customer_name || request.customer}</span>
                {request.message && (
                  <span className="queue-message muted small">{request.message}</span>
                )}
              </th>
              <td data-label={t('desk.money')} className="numbers">
                {moneyWords(request, texts) || '–'}
              </td>
              <td data-label={t('desk.target')}>
                {open && !request.waiting_since && (
                  <span className={classes('queue-due', request.overdue && 'late')}>
                    {dueWords(request, texts)}
                  </span>
                )}
                <span className="muted small queue-age">{ageWords(request, texts)}</span>
              </td>
              <td data-label={t('desk.assignee')}>
                {request.assignee ? (
                  <span className="queue-who">
                    {request.assignee.id === me ? t('desk.me') : request.assignee.name}
                  </span>
                ) : open && me && !lacks ? (
                  <Button
                    look="secondary"
                    className="queue-take"
                    busy={taking === request.id}
                    aria-label={t('desk.take_this', {
                      type: requestType(request.type, t),
                      customer: request.customer_name || request.customer,
                    })}
                    onClick={() => onTake(request)}
                  >
                    {t('desk.take')}
                  </Button>
                ) : (
                  '–'
                )}
              </td>
              <td data-label={t('desk.state')}>
                <Badge tone={requestTone(request.state)}>{deskState(request.state, texts)}</Badge>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
