import { useTexts } from '../../../text/Texts';
import { BarChart } from '../../parts/BarChart';
import { FigureTable } from '../../parts/FigureTable';
import { useMonths } from '../../parts/useMonths';
import type { CurrencyNumbers } from './numberQueries';

const movements = ['new', 'back', 'up', 'down', 'lost'] as const;

/** The recurring amount of a currency: how much, how it came to that, and who left. */
export function Recurring({ numbers, isOnly }: { numbers: CurrencyNumbers; isOnly: boolean }) {
  const { t, money, count, percent } = useTexts();
  const { short, long } = useMonths();
  const { currency, recurring } = numbers;
  const first = recurring[0];
  const last = recurring[recurring.length - 1];
  const before = recurring[recurring.length - 2];
  if (!first || !last) return null;
  const title = isOnly ? t('numbers.recurring') : t('numbers.recurring_in', { currency });
  const rate = (value?: string | null) => (value ? percent(value) : t('numbers.nothing_to_divide'));
  const id = `recurring-${currency}`;
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <dl className="figures">
        <div className="figure">
          <dt>{t('numbers.now')}</dt>
          <dd>
            <span className="figure-number numbers">{money(last.closing, currency)}</span>
            <span className="muted small">
              {t('numbers.change', { change: signed(last.change, money(last.change, currency)) })}
            </span>
          </dd>
        </div>
        <div className="figure">
          <dt>{t('numbers.subscriptions')}</dt>
          <dd>
            <span className="figure-number numbers">{count(last.closing_count)}</span>
            <span className="muted small">
              {t('numbers.subscriptions_change', {
                added: count(last.new_count + last.back_count),
                lost: count(last.lost_count),
              })}
            </span>
          </dd>
        </div>
        <div className="figure">
          <dt>{t('numbers.churn')}</dt>
          <dd>
            <span className="figure-number numbers">{rate(before?.churn)}</span>
            <span className="muted small">
              {t('numbers.churn_amount', { rate: rate(before?.amount_churn) })}
            </span>
          </dd>
        </div>
      </dl>
      <BarChart
        label={t('numbers.chart', {
          figure: title,
          first: money(first.closing, currency),
          from: long(first.month),
          last: money(last.closing, currency),
          to: long(last.month),
        })}
        months={recurring.map((month) => ({
          name: long(month.month),
          short: short(month.month),
          parts: [{ key: 'closing', amount: month.closing, text: money(month.closing, currency) }],
        }))}
      />
      <h3>{t('numbers.movements')}</h3>
      <BarChart
        label={t('numbers.chart_movements')}
        legend={movements.map((key) => [key, t(`numbers.${key}`)])}
        months={recurring.map((month) => ({
          name: long(month.month),
          short: short(month.month),
          parts: movements.map((key) => ({
            key,
            amount: month[key],
            text: `${t(`numbers.${key}`)} ${money(month[key], currency)}`,
          })),
        }))}
      />
      <FigureTable
        figure={title}
        file={`recurring-${currency}`}
        definition={t('numbers.recurring_definition')}
        columns={[
          t('numbers.month'),
          t('numbers.opening'),
          ...movements.map((key) => t(`numbers.${key}`)),
          t('numbers.closing'),
          t('numbers.subscriptions'),
          t('numbers.churn_rate'),
          t('numbers.amount_churn'),
        ]}
        rows={recurring.map((month) => [
          long(month.month),
          money(month.opening, currency),
          ...movements.map((key) => money(month[key], currency)),
          money(month.closing, currency),
          count(month.closing_count),
          rate(month.churn),
          rate(month.amount_churn),
        ])}
        exact={[
          [
            'month',
            'currency',
            'opening',
            ...movements,
            'closing',
            'subscriptions',
            'churn',
            'amount_churn',
          ],
          ...recurring.map((month) => [
            month.month,
            currency,
            month.opening,
            ...movements.map((key) => month[key]),
            month.closing,
            month.closing_count,
            month.churn,
            month.amount_churn,
          ]),
        ]}
      />
    </section>
  );
}

const signed = (amount: string, text: string) => (/^[^-]*[1-9]/.test(amount) ? `+${text}` : text);
