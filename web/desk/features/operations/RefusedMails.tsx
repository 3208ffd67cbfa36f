import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { MoreButton } from '../../parts/MoreButton';
import { useMailName } from '../../parts/useMailName';
import { useRefusedMails, useRetryMail } from '../../state/operationQueries';

/** Mails that no server took, with what it said, and another try where their words are still known. */
export function RefusedMails() {
  const { t, instant } = useTexts();
  const say = useToast();
  const mailName = useMailName();
  const pages = useRefusedMails();
  const retry = useRetryMail();
  const mails = pages.data?.pages.flatMap((page) => page.data);
  return (
    <section className="card stack" aria-labelledby="refused">
      <h2 id="refused">{t('operations.mails')}</h2>
      {!mails && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
      {mails?.length === 0 && <p className="muted">{t('operations.mails_none')}</p>}
      {retry.error && <DeskProblem error={retry.error} onRetry={() => retry.reset()} />}
      {mails && mails.length > 0 && (
        <ul className="queue">
          {mails.map((mail) => (
            <li key={mail.id}>
              <div className="queue-main">
                {mail.customer ? (
                  <LinkTo className="queue-link" to={`/desk/customers/${mail.customer}/mails`}>
                    {mailName(mail.template)}
                  </LinkTo>
                ) : (
                  <strong>{mailName(mail.template)}</strong>
                )}
                <span>{t('customer.mail_to', { name: mail.email })}</span>
                <span className="small">{mail.why}</span>
                <span className="muted small">{instant(mail.created_at)}</span>
              </div>
              {mail.can_retry && (
                <Button
                  busy={retry.isPending && retry.variables === mail.id}
                  onClick={() =>
                    retry.mutate(mail.id, { onSuccess: () => say(t('operations.retried')) })
                  }
                >
                  {t('operations.retry')}
                  <span className="visually-hidden"> {mail.email}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <MoreButton pages={pages} />
    </section>
  );
}
