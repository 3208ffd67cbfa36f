import type { TextKey } from '../../../text/language';
import { useTexts } from '../../../text/Texts';
import type { AccountBalance } from '../../state/ledgerQueries';
import { LedgerTable } from './LedgerTable';

const amounts = ['opening', 'debit', 'credit', 'closing'] as const;

interface BalanceTableProps {
  currency: string;
  accounts: AccountBalance[];
}

/** The accounts of one currency; they sum to zero. */
export function BalanceTable({ currency, accounts }: BalanceTableProps) {
  const { t, money } = useTexts();
  const title = t('ledger.balance_in', { currency });
  return (
    <section className="card stack" aria-labelledby={`balance-${currency}`}>
      <h2 id={`balance-${currency}`}>{title}</h2>
      <p className="muted">{t('ledger.balance_text')}</p>
      <LedgerTable
        caption={title}
        columns={[
          { title: t('ledger.account') },
          { title: t('ledger.number') },
          ...amounts.map((column) => ({ title: t(`ledger.${column}`), isNumber: true })),
        ]}
        rows={accounts.map((one) => ({
          key: one.account,
          cells: [
            t(`ledger.account.${one.account}` as TextKey),
            one.number,
            ...amounts.map((column) => money(one[column], currency)),
          ],
        }))}
      />
    </section>
  );
}
