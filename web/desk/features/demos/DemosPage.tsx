import { useSearch } from 'wouter';
import type { Demo } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { classes } from '../../../kit/classes';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { MoreButton } from '../../parts/MoreButton';
import { useTitle } from '../../useTitle';
import { type DemoGroup, useDemos } from './demoQueries';
import { demoName, demoTone, slotHere, slotThere } from './slotWords';

/** Who asked to be shown the product, and what came of it. */
export function DemosPage() {
  const { t } = useTexts();
  useTitle(t('demos.title'));
  const group: DemoGroup =
    new URLSearchParams(useSearch()).get('state') === 'over' ? 'over' : 'open';
  const pages = useDemos(group);
  const demos = pages.data?.pages.flatMap((page) => page.data);
  return (
    <>
      <h1>{t('demos.title')}</h1>
      <nav className="row wrap gap-s" aria-label={t('demos.which')}>
        {(['open', 'over'] as const).map((each) => (
          <LinkTo
            key={each}
            className="desk-tab"
            to={each === 'open' ? '/desk/demos' : '/desk/demos?state=over'}
            current={group === each}
          >
            {t(`demos.group_${each}`)}
          </LinkTo>
        ))}
      </nav>
      {!demos && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
      {demos?.length === 0 && (
        <section className="card empty">
          <p>{t(`demos.none_${group}`)}</p>
        </section>
      )}
      {demos && demos.length > 0 && <DemoTable demos={demos} />}
      <MoreButton pages={pages} />
    </>
  );
}

function DemoTable({ demos }: { demos: Demo[] }) {
  const texts = useTexts();
  const { t, instant } = texts;
  return (
    <table className="card queue-table">
      <caption className="visually-hidden">{t('demos.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('demos.who')}</th>
          <th scope="col">{t('demos.when')}</th>
          <th scope="col">{t('demos.asked')}</th>
          <th scope="col">{t('desk.state')}</th>
        </tr>
      </thead>
      <tbody>
        {demos.map((demo) => {
          const slot = demo.slot ?? demo.wished;
          return (
            <tr key={demo.id} data-demo={demo.id}>
              <th scope="row">
                <LinkTo className="queue-link" to={`/desk/demos/${demo.id}`}>
                  {demo.company}
                </LinkTo>
                <span className="queue-customer">{demoName(demo)}</span>
                {demo.message && <span className="queue-message muted small">{demo.message}</span>}
              </th>
              <td data-label={t('demos.when')}>
                {slot ? (
                  <>
                    <span>{slotHere(slot, texts) ?? slotThere(slot, texts)}</span>
                    {!demo.slot && <span className="muted small">{t('demos.only_wished')}</span>}
                  </>
                ) : (
                  '–'
                )}
              </td>
              <td data-label={t('demos.asked')}>
                <span className={classes('queue-due', demo.overdue && 'late')}>
                  {instant(demo.created_at)}
                </span>
                {demo.overdue && <span className="small">{t('demos.overdue')}</span>}
              </td>
              <td data-label={t('desk.state')}>
                <Badge tone={demoTone(demo.state)}>{t(`demo_state.${demo.state}`)}</Badge>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
