import { ApiProblem } from '../../../api/problem';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';

interface StepProblemProps {
  error: unknown;
  /** Starts from the first step, where this one cannot be repeated. */
  onAgain?: () => void;
}

/** Why a step did not work. Not being let in is no end of a session here, so the service's own words are shown. */
export function StepProblem({ error, onAgain }: StepProblemProps) {
  const { t } = useTexts();
  if (!(error instanceof ApiProblem) || error.status >= 500) return <ProblemBanner error={error} />;
  const isOver = error.code === 'sign_in_expired' && onAgain;
  return (
    <Banner
      tone="bad"
      announced
      title={error.body.detail}
      actions={isOver && <Button onClick={onAgain}>{t('sign_in.again')}</Button>}
    />
  );
}
