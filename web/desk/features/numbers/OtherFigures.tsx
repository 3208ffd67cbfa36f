import { useTexts } from '../../../text/Texts';
import { BarChart } from '../../parts/BarChart';
import { FigureTable } from '../../parts/FigureTable';
import { useMonths } from '../../parts/useMonths';
import type { CurrencyNumbers, Numbers } from './numberQueries';

/** Units that are sold, and how many of them somebody uses. */
export function Units({ units }: { units: Numbers['units'] }) {
  const { t, count, percent } = useTexts();
  const { long } = useMonths();
  const months = units[0]?.months ?? [];
  return (
    <section className="card stack" aria-labelledby="units">
      <h2 id="units">{t('numbers.units')}</h2>
      {units.length === 0 && <p className="muted">{t('numbers.units_none')}</p>}
      {units.map(({ item, name, sold, used, utilisation }) => (
        <div key={item} className="unit-use">
          <span id={`unit-${item}`}>
            <strong>{name}</strong>{' '}
            <span className="muted numbers">
              {t('numbers.used_of', { used: count(used), sold: count(sold) })}
              {utilisation && ` · ${percent(utilisation)}`}
            </span>
          </span>
          <meter
            aria-labelledby={`unit-${item}`}
            min={0}
            max={Math.max(sold, used, 1)}
            value={used}
          />
        </div>
      ))}
      {units.length > 0 && (
        <FigureTable
          figure={t('numbers.units')}
          file="units"
          definition={t('numbers.units_definition')}
          columns={[t('numbers.month'), ...units.map(({ name }) => name)]}
          rows={months.map(({ month }, place) => [
            long(month),
            ...units.map((of) => count(of.months[place]?.sold ?? 0)),
          ])}
          exact={[
            ['month', ...units.map(({ item }) => `${item} sold`)],
            ...months.map(({ month }, place) => [
              month,
              ...units.map((of) => of.months[place]?.sold ?? 0),
            ]),
            ['used now', ...units.map(({ used }) => used)],
          ]}
        />
      )}
    </section>
  );
}

const trialParts = ['won', 'over'] as const;

/** Who tried, and who stayed. */
export function Trials({ trials }: { trials: Numbers['trials'] }) {
  const { t, count, percent } = useTexts();
  const { short, long } = useMonths();
  return (
    <section className="card stack" aria-labelledby="trials">
      <h2 id="trials">{t('numbers.trials')}</h2>
      <BarChart
        label={t('numbers.trials_definition')}
        legend={trialParts.map((key) => [key, t(`numbers.${key}`)])}
        months={trials.map((month) => ({
          name: long(month.month),
          short: short(month.month),
          parts: trialParts.map((key) => ({
            key,
            amount: String(month[key]),
            text: `${t(`numbers.${key}`)} ${count(month[key])}`,
          })),
        }))}
      />
      <FigureTable
        figure={t('numbers.trials')}
        file="trials"
        definition={t('numbers.trials_definition')}
        columns={[
          t('numbers.month'),
          t('numbers.begun'),
          t('numbers.won'),
          t('numbers.over'),
          t('numbers.conversion'),
        ]}
        rows={trials.map((month) => [
          long(month.month),
          count(month.begun),
          count(month.won),
          count(month.over),
          month.conversion ? percent(month.conversion) : t('numbers.nothing_to_divide'),
        ])}
        exact={[
          ['month', 'begun', 'won', 'over', 'conversion'],
          ...trials.map((of) => [of.month, of.begun, of.won, of.over, of.conversion]),
        ]}
      />
    </section>
  );
}

const unpaidParts = ['opening', 'fell', 'recovered', 'given_up', 'put_off', 'closing'] as const;

/** What was not paid when it was due, and what became of it. */
export function Unpaid({ numbers, isOnly }: { numbers: CurrencyNumbers; isOnly: boolean }) {
  const { t, money } = useTexts();
  const { short, long } = useMonths();
  const { currency, unpaid } = numbers;
  const first = unpaid[0];
  const last = unpaid[unpaid.length - 1];
  if (!first || !last) return null;
  const title = isOnly ? t('numbers.unpaid') : t('numbers.unpaid_in', { currency });
  const id = `unpaid-${currency}`;
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="figure-number numbers">{money(last.closing, currency)}</p>
      <BarChart
        label={t('numbers.chart', {
          figure: title,
          first: money(first.closing, currency),
          from: long(first.month),
          last: money(last.closing, currency),
          to: long(last.month),
        })}
        months={unpaid.map((month) => ({
          name: long(month.month),
          short: short(month.month),
          parts: [{ key: 'unpaid', amount: month.closing, text: money(month.closing, currency) }],
        }))}
      />
      <FigureTable
        figure={title}
        file={`unpaid-${currency}`}
        definition={t('numbers.unpaid_definition')}
        columns={[t('numbers.month'), ...unpaidParts.map((key) => t(`numbers.${key}`))]}
        rows={unpaid.map((month) => [
          long(month.month),
          ...unpaidParts.map((key) => money(month[key], currency)),
        ])}
        exact={[
          ['month', 'currency', ...unpaidParts],
          ...unpaid.map((of) => [of.month, currency, ...unpaidParts.map((key) => of[key])]),
        ]}
      />
    </section>
  );
}

/** What is owed to whom, by the country that taxes. */
export function Taxes({ taxes }: { taxes: Numbers['taxes'] }) {
  const { t, money, country } = useTexts();
  const name = (of: Numbers['taxes'][number]) => `${country(of.country)} (${of.currency})`;
  return (
    <section className="card stack" aria-labelledby="taxes">
      <h2 id="taxes">{t('numbers.taxes')}</h2>
      {taxes.length === 0 && <p className="muted">{t('numbers.taxes_none')}</p>}
      {taxes.length > 0 && (
        <>
          <ul className="plain-list stack gap-s">
            {taxes.map((of) => (
              <li key={name(of)} className="row wrap gap-s">
                <strong>{country(of.country)}</strong>
                <span className="numbers">{money(of.tax, of.currency)}</span>
              </li>
            ))}
          </ul>
          <FigureTable
            figure={t('numbers.taxes')}
            file="taxes"
            definition={t('numbers.taxes_definition')}
            columns={[t('numbers.country'), t('numbers.net'), t('numbers.tax')]}
            rows={taxes.map((of) => [
              name(of),
              money(of.net, of.currency),
              money(of.tax, of.currency),
            ])}
            exact={[
              ['country', 'currency', 'month', 'net', 'tax', 'documents'],
              ...taxes.flatMap((of) =>
                of.months.map((inMonth) => [
                  of.country,
                  of.currency,
                  inMonth.month,
                  inMonth.net,
                  inMonth.tax,
                  inMonth.documents,
                ]),
              ),
            ]}
          />
        </>
      )}
    </section>
  );
}
