import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { type LedgerRange, useRevenue } from '../../state/ledgerQueries';
import { LedgerTable } from './LedgerTable';

const amounts = ['billed', 'earned', 'deferred'] as const;

/** What was billed and what is earned, by month. */
export function Revenue({ range }: { range: LedgerRange }) {
  const { t, money, month, language } = useTexts();
  const revenue = useRevenue(range, language);
  const currencies = revenue.data?.currencies;
  return (
    <section className="card stack" aria-labelledby="ledger-revenue">
      <h2 id="ledger-revenue">{t('ledger.revenue')}</h2>
      {!currencies && <DeskProblem error={revenue.error} onRetry={revenue.refetch} />}
      {currencies?.length === 0 && <p className="muted">{t('ledger.revenue_none')}</p>}
      {currencies && currencies.length > 0 && <p className="muted">{t('ledger.revenue_text')}</p>}
      {currencies?.map(({ currency, opening, months }) => (
        <div key={currency} className="stack">
          <h3>{t('ledger.revenue_in', { currency, opening: money(opening, currency) })}</h3>
          <LedgerTable
            caption={t('ledger.revenue_in', { currency, opening: money(opening, currency) })}
            columns={[
              { title: t('ledger.month') },
              ...amounts.map((column) => ({ title: t(`ledger.${column}`), isNumber: true })),
            ]}
            rows={months.map((row) => ({
              key: row.month,
              cells: [month(row.month), ...amounts.map((column) => money(row[column], currency))],
            }))}
          />
        </div>
      ))}
    </section>
  );
}
