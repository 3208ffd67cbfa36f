import { useTexts } from '../../../text/Texts';
import { BarChart } from '../../parts/BarChart';
import { FigureTable } from '../../parts/FigureTable';
import { useMonths } from '../../parts/useMonths';
import { AffectedCustomers } from './AffectedCustomers';
import { useMovementWords } from './MovementCards';
import type { WhatIf, WhatIfReport } from './whatIfQueries';

interface WhatIfResultProps {
  run: WhatIf;
  report: WhatIfReport;
}

/** What came out: for whom, how much in each month, and who is concerned. */
export function WhatIfResult({ run, report }: WhatIfResultProps) {
  const { t, day, instant, count } = useTexts();
  const movementWords = useMovementWords();
  const currencies = [...new Set(report.months.map(({ currency }) => currency))];
  const figures = [
    ['what_if.customers', report.customers],
    ['what_if.same', report.pay_same],
    ['what_if.not_moved', report.not_moved],
    ['what_if.not_foreseen', report.not_foreseen],
  ] as const;
  return (
    <>
      <section className="card stack" aria-labelledby="result">
        <h2 id="result">{t('what_if.result')}</h2>
        <p>
          {t('what_if.looked', {
            months: run.months,
            from: day(report.first_day),
            until: day(report.until),
            day: day(run.from),
            movement: movementWords(run.movement),
          })}
        </p>
        <dl className="figures">
          {figures.map(([name, value]) => (
            <div key={name} className="figure">
              <dt>{t(name)}</dt>
              <dd>
                <span className="figure-number numbers">{count(value)}</span>
              </dd>
            </div>
          ))}
        </dl>
        {report.customers === 0 && <p>{t('what_if.nobody')}</p>}
        <p className="muted small">
          {t('what_if.ended', { at: instant(run.ended_at ?? run.started_at) })}
        </p>
      </section>
      {currencies.map((currency) => (
        <Revenue
          key={currency}
          currency={currency}
          months={report.months.filter((month) => month.currency === currency)}
          isOnly={currencies.length === 1}
        />
      ))}
      {report.customers > 0 && <AffectedCustomers run={run} report={report} />}
    </>
  );
}

interface RevenueProps {
  currency: string;
  months: WhatIfReport['months'];
  isOnly: boolean;
}

/** Month by month, without the draft beside with it. */
function Revenue({ currency, months, isOnly }: RevenueProps) {
  const { t, money } = useTexts();
  const { short, long } = useMonths();
  const last = months[months.length - 1];
  if (!last) return null;
  const title = isOnly ? t('what_if.revenue') : t('what_if.revenue_in', { currency });
  const id = `revenue-${currency}`;
  const sides = ['before', 'after'] as const;
  const amount = (month: (typeof months)[number], side: (typeof sides)[number]) =>
    side === 'before' ? month.net_before : month.net_after;
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <BarChart
        beside
        label={t('what_if.chart', {
          figure: title,
          before: money(last.net_before, currency),
          after: money(last.net_after, currency),
          month: long(last.month),
        })}
        legend={sides.map((side) => [side, t(`what_if.${side}`)])}
        months={months.map((month) => ({
          name: long(month.month),
          short: short(month.month),
          parts: sides.map((side) => ({
            key: side,
            amount: amount(month, side),
            text: `${t(`what_if.${side}`)} ${money(amount(month, side), currency)}`,
          })),
        }))}
      />
      <FigureTable
        figure={title}
        file={`what-if-${currency}`}
        definition={t('what_if.revenue_definition')}
        columns={[
          t('numbers.month'),
          t('what_if.before'),
          t('what_if.after'),
          t('what_if.with_tax'),
        ]}
        rows={months.map((month) => [
          long(month.month),
          money(month.net_before, currency),
          money(month.net_after, currency),
          money(month.total_after, currency),
        ])}
        exact={[
          ['month', 'currency', 'net_before', 'net_after', 'total_before', 'total_after'],
          ...months.map((month) => [
            month.month,
            currency,
            month.net_before,
            month.net_after,
            month.total_before,
            month.total_after,
          ]),
        ]}
      />
    </section>
  );
}
