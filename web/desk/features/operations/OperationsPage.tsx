import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useFigures } from '../../state/operationQueries';
import { OnlyWith } from '../../state/StaffRights';
import { useTitle } from '../../useTitle';
import { Deliveries } from './Deliveries';
import { ParkedList } from './ParkedList';
import { RefusedMails } from './RefusedMails';
import { Runs } from './Runs';

/** What runs by itself: bill runs, what they left behind, and what could not leave the house. */
export function OperationsPage() {
  const { t } = useTexts();
  useTitle(t('desk.operations'));
  return (
    <>
      <h1>{t('desk.operations')}</h1>
      <OnlyWith right="run_billing">
        <Figures />
        <Runs />
        <ParkedList />
        <Deliveries />
        <RefusedMails />
      </OnlyWith>
    </>
  );
}

function Figures() {
  const { t, count, instant } = useTexts();
  const figures = useFigures();
  const { data } = figures;
  if (!data) return <DeskProblem error={figures.error} onRetry={figures.refetch} />;
  const { deliveries, mails, parked } = data;
  const shown: [string, number, string | null, boolean][] = [
    [t('operations.deliveries_waiting'), deliveries.waiting, deliveries.oldest, false],
    [t('operations.deliveries_failing'), deliveries.failing, null, true],
    [t('operations.mails_waiting'), mails.waiting, mails.oldest, false],
    [t('operations.mails_refused'), mails.refused, null, true],
    [t('operations.parked'), parked, null, true],
  ];
  return (
    <section className="card stack" aria-labelledby="figures">
      <h2 id="figures">{t('operations.figures')}</h2>
      <dl className="figures">
        {shown.map(([name, number, oldest, isBad]) => (
          <div key={name} className={isBad && number > 0 ? 'figure figure-bad' : 'figure'}>
            <dt>{name}</dt>
            <dd>
              <span className="figure-number numbers">{count(number)}</span>
              {oldest && (
                <span className="muted small">
                  {t('operations.oldest', { at: instant(oldest) })}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
