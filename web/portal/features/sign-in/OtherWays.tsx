import { useMutation } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import type { SignInOptions, SignInStep } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { useTexts } from '../../../text/Texts';
import { answerWithPasskey, hasPasskeys } from '../../state/passkey';
import { StepProblem } from './StepProblem';

interface OtherWaysProps {
  options: SignInOptions;
  side: 'portal' | 'desk';
  onStep: (step: SignInStep) => void;
}

/** Without a password: a passkey where the browser has them, and the vendor's identity providers. */
export function OtherWays({ options, side, onStep }: OtherWaysProps) {
  const { t } = useTexts();
  const vendor = options.vendor.code;
  const passkey = useMutation({
    mutationFn: async () => {
      const question = await body(api.POST('/v1/sign-in/passkey-question', { body: { vendor } }));
      const answer = await answerWithPasskey(question);
      // Whoever changed their mind is told nothing: they know.
      return answer && body(api.POST('/v1/sign-in/passkey', { body: { vendor, side, ...answer } }));
    },
    onSuccess: (step) => step && onStep(step),
  });
  const providers = options.providers.filter((provider) => side === 'portal' || provider.desk);
  if (!hasPasskeys() && providers.length === 0) return null;
  return (
    <div className="stack gap-s">
      {hasPasskeys() && (
        <Button wide busy={passkey.isPending} onClick={() => passkey.mutate()}>
          {t('sign_in.with_passkey')}
        </Button>
      )}
      {passkey.error && <StepProblem error={passkey.error} />}
      {providers.map((provider) => (
        <a
          key={provider.id}
          className="button button-secondary wide"
          href={`/v1/sign-in/providers/${encodeURIComponent(provider.id)}?${new URLSearchParams({ vendor, side })}`}
        >
          {t('sign_in.with_provider', { name: provider.name })}
        </a>
      ))}
    </div>
  );
}
