import type { ReactNode } from 'react';
import { ApiProblem } from '../../api/problem';
import { Skeleton } from '../../kit/Skeleton';
import { useTexts } from '../../text/Texts';
import { ProblemBanner } from './ProblemBanner';
import { WhoMay } from './WhoMay';

interface LoadedProps<T> {
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  children: (data: T) => ReactNode;
  lines?: number;
}

/** Content that is fetched: grey bars while it is late, who may see it or why it failed, then itself. */
export function Loaded<T>({ query, children, lines = 4 }: LoadedProps<T>) {
  const { t } = useTexts();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error instanceof ApiProblem && query.error.code === 'role_required')
    return <WhoMay text={query.error.message} />;
  if (query.error) return <ProblemBanner error={query.error} onRetry={() => query.refetch()} />;
  return <Skeleton label={t('state.loading')} lines={lines} />;
}
