import { useMutation } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import type { SignInStep } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { useTexts } from '../../../text/Texts';
import type { Where } from '../../state/where';
import { StepProblem } from './StepProblem';

interface LinkFormProps {
  vendor: string;
  where: Where;
  onStep: (step: SignInStep) => void;
  onAgain: () => void;
}

/** Behind the link of a mail. Programs that only look at links must not use it up, so a person presses. */
export function LinkForm({ vendor, where, onStep, onAgain }: LinkFormProps) {
  const { t } = useTexts();
  const open = useMutation({
    mutationFn: () =>
      body(
        api.POST('/v1/sign-in/email-link', {
          body: { vendor, side: where.side, ticket: where.secret },
        }),
      ),
    onSuccess: onStep,
  });
  return (
    <div className="stack">
      {open.error && <StepProblem error={open.error} onAgain={onAgain} />}
      <Button look="primary" wide busy={open.isPending} onClick={() => open.mutate()}>
        {t('sign_in.submit')}
      </Button>
    </div>
  );
}
