import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { MoreButton } from '../../parts/MoreButton';
import { type LedgerRange, useReceivables } from '../../state/ledgerQueries';
import { LedgerTable } from './LedgerTable';

const ages = ['not_due', 'until_30', 'until_60', 'until_90', 'older', 'total'] as const;

/** Who owes what on the last day, and for how long. */
export function Receivables({ range }: { range: LedgerRange }) {
  const { t, money, day, language } = useTexts();
  const pages = useReceivables(range, language);
  const rows = pages.data?.pages.flatMap((page) => page.data);
  const on = pages.data?.pages[0]?.on;
  const title = on ? t('ledger.receivables_on', { day: day(on) }) : t('ledger.receivables');
  return (
    <section className="card stack" aria-labelledby="receivables">
      <h2 id="receivables">{title}</h2>
      {!rows && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
      {rows && rows.length === 0 && !pages.hasNextPage && (
        <p className="muted">{t('ledger.receivables_none')}</p>
      )}
      {rows && rows.length > 0 && (
        <>
          <p className="muted">{t('ledger.receivables_text')}</p>
          <LedgerTable
            caption={title}
            columns={[
              { title: t('ledger.customer') },
              ...ages.map((age) => ({ title: t(`ledger.${age}`), isNumber: true })),
            ]}
            rows={rows.map((row) => ({
              key: `${row.customer} ${row.currency}`,
              cells: [
                <LinkTo
                  key="name"
                  className="queue-link"
                  to={`/desk/customers/${row.customer}/invoices`}
                >
                  {row.customer_name}
                </LinkTo>,
                ...ages.map((age) => money(row[age], row.currency)),
              ],
            }))}
          />
        </>
      )}
      <MoreButton pages={pages} />
    </section>
  );
}
