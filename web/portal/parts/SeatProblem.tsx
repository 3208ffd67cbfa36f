import type { ReactNode } from 'react';
import { isProblem } from '../../api/problem';
import { LinkTo } from '../../kit/LinkTo';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';
import { ProblemBanner } from './ProblemBanner';

interface SeatProblemProps {
  error: unknown;
  onRetry?: () => void;
  /** What did not happen, in one sentence. */
  children?: ReactNode;
}

/** Why nobody could be seated; where all seats are taken, with the way to buy more. */
export function SeatProblem({ error, onRetry, children }: SeatProblemProps) {
  return (
    <ProblemBanner
      error={error}
      {...(onRetry && { onRetry })}
      actions={isProblem(error, 'no_seat') && <BuyMore />}
    >
      {children}
    </ProblemBanner>
  );
}

/** The way to more seats, for whoever may buy them. */
export function BuyMore() {
  const { t } = useTexts();
  const { may } = usePortal();
  if (!may('change_quantities')) return null;
  return (
    <LinkTo look="secondary" to="/portal/subscription">
      {t('people.buy_seats')}
    </LinkTo>
  );
}
