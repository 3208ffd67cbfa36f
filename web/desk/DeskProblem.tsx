import { ApiProblem } from '../api/problem';
import { Banner } from '../kit/Banner';
import { Button } from '../kit/Button';
import { Skeleton } from '../kit/Skeleton';
import { rememberedVendor, signInPath } from '../portal/state/where';
import { useTexts } from '../text/Texts';

interface DeskProblemProps {
  error: unknown;
  /** Signed in, but not as staff. */
  member?: boolean;
  onRetry: () => void;
}

/** What went wrong, in words, or that it is still loading. */
export function DeskProblem({ error, member, onRetry }: DeskProblemProps) {
  const { t } = useTexts();
  if (!error && !member) return <Skeleton label={t('state.loading')} lines={5} />;
  if (member) {
    return (
      <main className="desk-main stack">
        <h1>{t('desk.title')}</h1>
        <Banner tone="info" title={t('desk.not_staff')}>
          <a className="link" href="/portal">
            {t('desk.open_portal')}
          </a>
        </Banner>
      </main>
    );
  }
  const problem = error instanceof ApiProblem ? error : undefined;
  return (
    <Banner
      tone="bad"
      announced
      title={problem?.body.detail || t(problem ? 'problem.unknown' : 'problem.offline')}
      actions={
        problem?.status === 401 ? (
          <a
            className="button button-primary"
            href={signInPath(rememberedVendor(), '/desk', 'desk')}
          >
            {t('sign_in.title')}
          </a>
        ) : (
          <Button onClick={onRetry}>{t('problem.retry')}</Button>
        )
      }
    >
      {problem?.body.request_id && (
        <p className="small muted">
          {t('problem.request_id')} <code>{problem.body.request_id}</code>
        </p>
      )}
    </Banner>
  );
}
