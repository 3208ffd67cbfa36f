import type { Mail } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { MoreButton } from '../../parts/MoreButton';
import { useMailName } from '../../parts/useMailName';
import { useMails } from '../../state/customerQueries';

export const mailTones = {
  waiting: 'info',
  sent: 'good',
  refused: 'bad',
  expired: 'warning',
} as const;

/** What was written to the people of the customer, and what became of it. */
export function MailsTab() {
  const { t } = useTexts();
  const pages = useMails();
  const mails = pages.data?.pages.flatMap((page) => page.data);
  return (
    <section className="card stack" aria-labelledby="mails">
      <h2 id="mails">{t('customer.tab_mails')}</h2>
      {!mails && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
      {mails?.length === 0 && <p className="muted">{t('customer.mails_none')}</p>}
      {mails && mails.length > 0 && (
        <ul className="queue">
          {mails.map((mail) => (
            <MailRow key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
      <MoreButton pages={pages} />
    </section>
  );
}

function MailRow({ mail }: { mail: Mail }) {
  const { t, instant } = useTexts();
  const mailName = useMailName();
  return (
    <li>
      <div className="queue-main">
        <strong>{mailName(mail.template)}</strong>
        <span>
          {t('customer.mail_to', {
            name: mail.name ? `${mail.name} <${mail.email}>` : mail.email,
          })}
        </span>
        <span className="muted small">{instant(mail.created_at)}</span>
        {mail.why && mail.state !== 'sent' && <span className="small">{mail.why}</span>}
      </div>
      <Badge tone={mailTones[mail.state]}>{t(`mail_state.${mail.state}`)}</Badge>
    </li>
  );
}
