import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useDifferences, type WrittenVersion } from '../../state/catalogQueries';

/** What the version changes, in sentences. */
export function Differences({ version }: { version: WrittenVersion }) {
  const { t } = useTexts();
  const differences = useDifferences(version);
  const list = differences.data?.data;
  return (
    <section className="card stack" aria-labelledby="differences">
      <h2 id="differences">{t('catalog.differences')}</h2>
      {version.mistakes.length > 0 && (
        <p className="muted">{t('catalog.differences_after_mistakes')}</p>
      )}
      {version.mistakes.length === 0 && !list && (
        <DeskProblem error={differences.error} onRetry={differences.refetch} />
      )}
      {list?.length === 0 && <p className="muted">{t('catalog.differences_none')}</p>}
      {list && list.length > 0 && (
        <ul>
          {list.map((one) => (
            <li key={one.text}>{one.text}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
