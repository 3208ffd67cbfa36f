import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useFailingDeliveries, useRetryDelivery } from '../../state/operationQueries';

/** Whose events could not be handed on, and another try at once. */
export function Deliveries() {
  const { t, instant } = useTexts();
  const say = useToast();
  const failing = useFailingDeliveries();
  const retry = useRetryDelivery();
  const list = failing.data?.data;
  return (
    <section className="card stack" aria-labelledby="deliveries">
      <h2 id="deliveries">{t('operations.deliveries')}</h2>
      {!list && <DeskProblem error={failing.error} onRetry={failing.refetch} />}
      {list?.length === 0 && <p className="muted">{t('operations.deliveries_none')}</p>}
      {list && list.length > 0 && <p className="muted">{t('operations.deliveries_text')}</p>}
      {retry.error && <DeskProblem error={retry.error} onRetry={() => retry.reset()} />}
      {list && list.length > 0 && (
        <ul className="queue">
          {list.map((one) => (
            <li key={one.customer}>
              <div className="queue-main">
                <LinkTo className="queue-link" to={`/desk/customers/${one.customer}/timeline`}>
                  {one.customer_name}
                </LinkTo>
                <span className="small">
                  {t('operations.failed_tries', { count: one.tries })} ·{' '}
                  {t('operations.next_try', { at: instant(one.next_try_at) })}
                </span>
                <span className="muted small">{instant(one.happened_at)}</span>
              </div>
              <Button
                busy={retry.isPending && retry.variables === one.customer}
                onClick={() =>
                  retry.mutate(one.customer, { onSuccess: () => say(t('operations.retried')) })
                }
              >
                {t('operations.retry')}
                <span className="visually-hidden"> {one.customer_name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
