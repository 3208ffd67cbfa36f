import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import type { SignInStep } from '../../../api/types';
import { useTexts } from '../../../text/Texts';
import { CodeKeyCard } from '../../parts/CodeKeyCard';
import { Loaded } from '../../parts/Loaded';
import { CodeForm } from './CodeForm';

interface SetUpCodeProps {
  vendor: string;
  ticket: string;
  onStep: (step: SignInStep) => void;
  onAgain: () => void;
}

/** Staff cannot sign in without a second factor: the first time, they set it up. */
export function SetUpCode({ vendor, ticket, onStep, onAgain }: SetUpCodeProps) {
  const { t } = useTexts();
  const key = useQuery({
    queryKey: ['code-key', ticket],
    // Asking again makes another key, and the one in the authenticator would be none.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    queryFn: () => body(api.POST('/v1/sign-in/code-key', { body: { vendor, ticket } })),
  });
  return (
    <>
      <p className="muted">{t('sign_in.set_up_text')}</p>
      <Loaded query={key}>
        {(data) => (
          <>
            <CodeKeyCard codeKey={data} />
            <CodeForm
              vendor={vendor}
              ticket={ticket}
              recovery={false}
              onStep={onStep}
              onAgain={onAgain}
            />
          </>
        )}
      </Loaded>
    </>
  );
}
