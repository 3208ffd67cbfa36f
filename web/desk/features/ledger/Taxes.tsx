import type { TextKey } from '../../../text/language';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { type LedgerRange, useTaxes } from '../../state/ledgerQueries';
import { LedgerTable } from './LedgerTable';

/** What documents of the range come to, by country and rate. */
export function Taxes({ range }: { range: LedgerRange }) {
  const { t, money, percent, country, count, language } = useTexts();
  const taxes = useTaxes(range, language);
  const rows = taxes.data?.taxes;
  return (
    <section className="card stack" aria-labelledby="ledger-taxes">
      <h2 id="ledger-taxes">{t('ledger.taxes')}</h2>
      {!rows && <DeskProblem error={taxes.error} onRetry={taxes.refetch} />}
      {rows?.length === 0 && <p className="muted">{t('ledger.taxes_none')}</p>}
      {rows && rows.length > 0 && (
        <>
          <p className="muted">{t('ledger.taxes_text')}</p>
          <LedgerTable
            caption={t('ledger.taxes')}
            columns={[
              { title: t('ledger.country') },
              { title: t('ledger.tax') },
              { title: t('ledger.reason') },
              { title: t('ledger.net'), isNumber: true },
              { title: t('ledger.amount'), isNumber: true },
              { title: t('ledger.documents'), isNumber: true },
            ]}
            rows={rows.map((row) => ({
              key: [row.country, row.reason, row.tax, row.rate, row.currency].join(' '),
              cells: [
                row.country ? country(row.country) : t('ledger.no_country'),
                row.tax ? `${row.tax} ${percent(row.rate)}` : t('ledger.no_tax'),
                t(`ledger.reason.${row.reason}` as TextKey),
                money(row.net, row.currency),
                money(row.amount, row.currency),
                count(row.documents),
              ],
            }))}
          />
        </>
      )}
    </section>
  );
}
