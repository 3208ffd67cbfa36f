import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useTitle } from '../../useTitle';
import { useNumbers } from './numberQueries';
import { Taxes, Trials, Units, Unpaid } from './OtherFigures';
import { Recurring } from './Recurring';
import { UpcomingList } from './UpcomingList';

/** The vendor's figures by month, each with its table, its definition and its file. */
export function NumbersPage() {
  const { t, language } = useTexts();
  useTitle(t('numbers.title'));
  const numbers = useNumbers(language);
  const { data } = numbers;
  const isOnly = data?.currencies.length === 1;
  return (
    <>
      <h1>{t('numbers.title')}</h1>
      {!data && <DeskProblem error={numbers.error} onRetry={numbers.refetch} />}
      {data && (
        <>
          {data.is_counting && (
            <p className="muted" role="status">
              {t('numbers.counting')}
            </p>
          )}
          {data.currencies.map((of) => (
            <Recurring key={of.currency} numbers={of} isOnly={isOnly} />
          ))}
          <Units units={data.units} />
          <Trials trials={data.trials} />
          {data.currencies.map((of) => (
            <Unpaid key={of.currency} numbers={of} isOnly={isOnly} />
          ))}
          <Taxes taxes={data.taxes} />
        </>
      )}
      <UpcomingList />
    </>
  );
}
