import type { ReactNode } from 'react';
import { ApiProblem, Unreachable } from '../../api/problem';
import { Banner } from '../../kit/Banner';
import { Button } from '../../kit/Button';
import { useTexts } from '../../text/Texts';

interface ProblemBannerProps {
  error: unknown;
  onRetry?: () => void;
  /** What happened to the person's work, in one sentence. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** What went wrong in the service's words and a way to go on; of a failure of ours, the number to quote to support. */
export function ProblemBanner({ error, onRetry, children, actions }: ProblemBannerProps) {
  const { t } = useTexts();
  const problem = error instanceof ApiProblem ? error : undefined;
  const offline = error instanceof Unreachable;
  const signedOut = problem?.status === 401;
  const title = offline
    ? t('problem.offline')
    : signedOut
      ? t('problem.signed_out')
      : problem?.body.detail || problem?.body.title || t('problem.unknown');
  return (
    <Banner
      tone={offline || signedOut ? 'warning' : 'bad'}
      announced
      title={title}
      actions={
        (onRetry || actions) && (
          <>
            {onRetry && (
              <Button look="secondary" onClick={onRetry}>
                {t('problem.retry')}
              </Button>
            )}
            {actions}
          </>
        )
      }
    >
      {problem?.body.reason && <p>{problem.body.reason}</p>}
      {children}
      {problem && problem.status >= 500 && problem.body.request_id && (
        <p className="small muted">
          {t('problem.request_id')} <code>{problem.body.request_id}</code>
        </p>
      )}
    </Banner>
  );
}
