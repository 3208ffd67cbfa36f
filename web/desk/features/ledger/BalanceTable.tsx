import type { TextKey } from '../../../text/language';
import { useTexts } from '../../../text/Texts';
import type { AccountBalance } from '../../state/ledgerQueries';

const amounts = ['opening', 'debit', 'credit', 'closing'] as const;

/** The accounts of one currency; they sum to zero. */
export function BalanceTable({
  currency,
  accounts,
}: {
  currency: string;
  accounts: AccountBalance[];
}) {
  const { t, money } = useTexts();
  const title = t('ledger.balance_in', { currency });
  return (
    <section className="card stack" aria-labelledby={`balance-${currency}`}>
      <h2 id={`balance-${currency}`}>{title}</h2>
      <p className="muted">{t('ledger.balance_text')}</p>
      <div className="table-scroll">
        <table className="desk-table as-cards">
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              {(['account', 'number', ...amounts] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`ledger.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {accounts.map((one) => (
              <tr key={one.account}>
                <th scope="row">{t(`ledger.account.${one.account}` as TextKey)}</th>
                <td data-label={t('ledger.number')} className="numbers">
                  <span>{one.number}</span>
                </td>
                {amounts.map((column) => (
                  <td key={column} data-label={t(`ledger.${column}`)} className="numbers">
                    <span>{money(one[column], currency)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
