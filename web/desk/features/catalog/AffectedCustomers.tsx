import { useSearch } from 'wouter';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { MoreButton } from '../../parts/MoreButton';
import {
  type AffectedCustomer,
  type Effect,
  effects,
  type SelfServiceAct,
  useAffected,
  type WhatIf,
  type WhatIfReport,
} from './whatIfQueries';

interface AffectedCustomersProps {
  run: WhatIf;
  report: WhatIfReport;
}

/** Who is concerned, in which way, each with an address of its own. */
export function AffectedCustomers({ run, report }: AffectedCustomersProps) {
  const { t, count } = useTexts();
  const asked = new URLSearchParams(useSearch()).get('effect');
  const counts: Record<Effect, number> = {
    more: report.pay_more,
    less: report.pay_less,
    loses: report.lose_self_service,
    gains: report.gain_self_service,
    breaks: report.out_of_limits,
    committed: report.commitments_broken,
  };
  const effect =
    effects.find((one) => one === asked) ?? effects.find((one) => counts[one] > 0) ?? 'more';
  // Where the list is full, who is missing is not known; only what was counted is.
  const isFull = (run.listed ?? 0) >= listMax;
  return (
    <section className="card stack" aria-labelledby="concerned">
      <div className="row between wrap gap-s">
        <h2 id="concerned">{t('what_if.concerned')}</h2>
        <a
          className="button button-secondary"
          href={`/v1/what-ifs/${run.id}/export`}
          download="what-if.csv"
        >
          {t('what_if.csv')}
        </a>
      </div>
      <nav className="desk-sections" aria-label={t('what_if.effects')}>
        {effects.map((one) => (
          <LinkTo
            key={one}
            className="desk-section"
            to={`/desk/catalog/${run.version}/what-if?effect=${one}`}
            current={one === effect}
          >
            {t(`what_if.effect_${one}`)} <span className="numbers">({count(counts[one])})</span>
          </LinkTo>
        ))}
      </nav>
      <p className="muted">{t(`what_if.about_${effect}`)}</p>
      {isFull && <p className="muted">{t('what_if.listed', { count: count(run.listed ?? 0) })}</p>}
      {counts[effect] === 0 ? (
        <p>{t('what_if.none_so')}</p>
      ) : (
        <Listed key={effect} run={run} effect={effect} />
      )}
    </section>
  );
}

const listMax = 100_000;

function Listed({ run, effect }: { run: WhatIf; effect: Effect }) {
  const { t, money, language } = useTexts();
  const pages = useAffected(run.id, effect, language);
  const rows = pages.data?.pages.flatMap((page) => page.data);
  if (!rows) return <DeskProblem error={pages.error} onRetry={pages.refetch} />;
  const columns = ['customer', 'plan', 'before', 'after', 'difference', 'changes'] as const;
  return (
    <>
      <div className="table-scroll">
        <table className="desk-table as-cards">
          <caption className="visually-hidden">{t(`what_if.effect_${effect}`)}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`what_if.${column}`)}
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
                <td data-label={t('what_if.plan')}>
                  <span>{row.plan_name}</span>
                </td>
                {(['before', 'after', 'difference'] as const).map((side) => (
                  <td key={side} data-label={t(`what_if.${side}`)} className="numbers">
                    <span>{money(amountOf(row, side), row.currency)}</span>
                  </td>
                ))}
                <td data-label={t('what_if.changes')}>
                  <Changes of={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages.error && <DeskProblem error={pages.error} onRetry={pages.fetchNextPage} />}
      <MoreButton pages={pages} />
    </>
  );
}

function amountOf(row: AffectedCustomer, side: 'before' | 'after' | 'difference') {
  return { before: row.net_before, after: row.net_after, difference: row.difference }[side];
}

/** Besides what they pay. */
function Changes({ of }: { of: AffectedCustomer }) {
  const { t } = useTexts();
  const act = ({ act, name }: SelfServiceAct) => t(`what_if.act_${act}`, { name: name ?? '' });
  const lines = [
    ...of.loses.map((one) => t('what_if.loses_act', { act: act(one) })),
    ...of.gains.map((one) => t('what_if.gains_act', { act: act(one) })),
    ...of.out_of_limits.map(({ name }) => t('what_if.limit', { name })),
    ...(of.commitment_broken ? [t('what_if.committed')] : []),
  ];
  if (lines.length === 0) return <span className="muted">{t('what_if.nothing_else')}</span>;
  return (
    <ul className="plain-list small">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
