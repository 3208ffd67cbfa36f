import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '../../../kit/Button';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import {
  type LedgerRange,
  ledgerPath,
  ledgerRangeFrom,
  useJournalFile,
  useTrialBalance,
} from '../../state/ledgerQueries';
import { OnlyWith } from '../../state/StaffRights';
import { useTitle } from '../../useTitle';
import { BalanceTable } from './BalanceTable';
import { Receivables } from './Receivables';
import { Revenue } from './Revenue';
import { Taxes } from './Taxes';

/** The books for accountants: what each account came to, and everything posted as a file. */
export function LedgerPage() {
  const { t } = useTexts();
  useTitle(t('ledger.title'));
  return (
    <>
      <h1>{t('ledger.title')}</h1>
      <OnlyWith right="record_payments">
        <Books />
      </OnlyWith>
    </>
  );
}

function Books() {
  const { t, language } = useTexts();
  const range = ledgerRangeFrom(useSearch());
  const balance = useTrialBalance(range, language);
  const shown = balance.data && { from: balance.data.from, to: balance.data.to };
  const currencies = [...new Set(balance.data?.accounts.map(({ currency }) => currency))];
  return (
    <>
      <RangeForm
        range={{ from: range.from || shown?.from || '', to: range.to || shown?.to || '' }}
      />
      <Files range={range} />
      {!balance.data && <DeskProblem error={balance.error} onRetry={balance.refetch} />}
      {balance.data && currencies.length === 0 && (
        <section className="card stack" aria-labelledby="balance">
          <h2 id="balance">{t('ledger.balance')}</h2>
          <p className="muted">{t('ledger.balance_none')}</p>
        </section>
      )}
      {currencies.map((currency) => (
        <BalanceTable
          key={currency}
          currency={currency}
          accounts={balance.data?.accounts.filter((one) => one.currency === currency) ?? []}
        />
      ))}
      <Receivables range={range} />
      <Taxes range={range} />
      <Revenue range={range} />
    </>
  );
}

function RangeForm({ range }: { range: LedgerRange }) {
  const { t } = useTexts();
  const [, go] = useLocation();
  const [wish, setWish] = useState(range);
  // Back and forward bring other days, and what was left open becomes days.
  useEffect(() => setWish(range), [range.from, range.to]);
  return (
    <form
      className="card desk-days"
      onSubmit={(event) => {
        event.preventDefault();
        go(ledgerPath(wish));
      }}
    >
      <TextField
        label={t('ledger.from')}
        name="from"
        type="date"
        required
        value={wish.from}
        onText={(from) => setWish({ ...wish, from })}
      />
      <TextField
        label={t('ledger.to')}
        name="to"
        type="date"
        required
        value={wish.to}
        onText={(to) => setWish({ ...wish, to })}
      />
      <div>
        <Button type="submit">{t('ledger.show')}</Button>
      </div>
    </form>
  );
}

function Files({ range }: { range: LedgerRange }) {
  const { t } = useTexts();
  const file = useJournalFile(range);
  return (
    <section className="card stack" aria-labelledby="ledger-files">
      <h2 id="ledger-files">{t('ledger.files')}</h2>
      <p className="muted">{t('ledger.files_text')}</p>
      <div className="row wrap gap-s">
        {(['csv', 'fec'] as const).map((format) => (
          <Button
            key={format}
            icon="download"
            busy={file.isPending}
            onClick={() => file.mutate(format)}
          >
            {t(`ledger.${format}`)}
          </Button>
        ))}
      </div>
      <p role="status" className="muted">
        {file.isPending && t('ledger.reading')}
      </p>
      {file.error && (
        <DeskProblem
          error={file.error}
          onRetry={() => file.variables && file.mutate(file.variables)}
        />
      )}
    </section>
  );
}
