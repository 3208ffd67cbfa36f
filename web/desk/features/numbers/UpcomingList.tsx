import { LinkTo } from '../../../kit/LinkTo';
import type { TextKey } from '../../../text/language';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { MoreButton } from '../../parts/MoreButton';
import { useUpcoming } from './numberQueries';

/** What happens next by itself, customer by customer. */
export function UpcomingList() {
  const { t, day, money, language } = useTexts();
  const pages = useUpcoming(language);
  const rows = pages.data?.pages.flatMap((page) => page.data);
  return (
    <section className="card stack" aria-labelledby="upcoming">
      <h2 id="upcoming">{t('numbers.upcoming')}</h2>
      {!rows && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
      {rows?.length === 0 && <p className="muted">{t('numbers.upcoming_none')}</p>}
      {rows && rows.length > 0 && (
        <>
          <p className="muted">{t('numbers.upcoming_text')}</p>
          <div className="table-scroll">
            <table className="desk-table as-cards">
              <caption className="visually-hidden">{t('numbers.upcoming')}</caption>
              <thead>
                <tr>
                  {(['customer', 'on', 'what', 'plan', 'amount'] as const).map((column) => (
                    <th key={column} scope="col">
                      {t(`numbers.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.customer}>
                    <th scope="row">
                      <LinkTo className="queue-link" to={`/desk/customers/${row.customer}`}>
                        {row.customer_name}
                      </LinkTo>
                    </th>
                    <td data-label={t('numbers.on')}>
                      <span>{day(row.on)}</span>
                    </td>
                    <td data-label={t('numbers.what')}>
                      <span>{t(`numbers.step.${row.what}` as TextKey)}</span>
                    </td>
                    <td data-label={t('numbers.plan')}>
                      <span>{row.plan_name}</span>
                    </td>
                    <td data-label={t('numbers.amount')} className="numbers">
                      <span>
                        {row.amount
                          ? money(row.amount, row.currency)
                          : t('numbers.nothing_to_divide')}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <MoreButton pages={pages} />
    </section>
  );
}
