import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { MoreButton } from '../../parts/MoreButton';
import { useParked, useRetryParked } from '../../state/operationQueries';

/** What runs could not do, why, and another try. */
export function ParkedList() {
  const { t, day } = useTexts();
  const say = useToast();
  const pages = useParked();
  const retry = useRetryParked();
  const parked = pages.data?.pages.flatMap((page) => page.data);
  return (
    <section className="card stack" aria-labelledby="parked">
      <h2 id="parked">{t('operations.parked')}</h2>
      {!parked && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
      {parked?.length === 0 && <p className="muted">{t('operations.parked_none')}</p>}
      {parked && parked.length > 0 && <p className="muted">{t('operations.parked_text')}</p>}
      {retry.error && <DeskProblem error={retry.error} onRetry={() => retry.reset()} />}
      {parked && parked.length > 0 && (
        <ul className="queue">
          {parked.map((one) => (
            <li key={one.customer}>
              <div className="queue-main">
                <LinkTo className="queue-link" to={`/desk/customers/${one.customer}`}>
                  <code>{one.customer}</code>
                </LinkTo>
                <span>{one.detail || one.code}</span>
                <span className="muted small">{day(one.due_on)}</span>
              </div>
              <Button
                busy={retry.isPending && retry.variables === one.customer}
                onClick={() =>
                  retry.mutate(one.customer, {
                    onSuccess: ({ steps }) => say(t('operations.retried_steps', { count: steps })),
                  })
                }
              >
                {t('operations.retry')}
                <span className="visually-hidden"> {one.customer}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <MoreButton pages={pages} />
    </section>
  );
}
