import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../../api/client';
import type { SignInStep } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { StepProblem } from './StepProblem';

interface PasswordFormProps {
  vendor: string;
  side: 'portal' | 'desk';
  onStep: (step: SignInStep) => void;
}

export function PasswordForm({ vendor, side, onStep }: PasswordFormProps) {
  const { t } = useTexts();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    // Given with the call: whoever presses Enter right behind the last letter means that letter too.
    mutationFn: (typed: { email: string; password: string }) =>
      body(api.POST('/v1/sign-in/password', { body: { vendor, side, ...typed } })),
    onSuccess: onStep,
  });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (email.trim() && password && !signIn.isPending) signIn.mutate({ email, password });
      }}
    >
      <TextField
        label={t('sign_in.email')}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        value={email}
        onText={setEmail}
      />
      <TextField
        label={t('sign_in.password')}
        type="password"
        name="password"
        autoComplete="current-password"
        maxLength={256}
        value={password}
        onText={setPassword}
      />
      {signIn.error && <StepProblem error={signIn.error} />}
      <Button type="submit" look="primary" wide busy={signIn.isPending}>
        {t('sign_in.submit')}
      </Button>
    </form>
  );
}
