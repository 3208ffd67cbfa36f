import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../../api/client';
import type { SignInStep } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { StepProblem } from './StepProblem';

interface CodeFormProps {
  vendor: string;
  ticket: string;
  /** A recovery code may be typed instead. */
  recovery?: boolean;
  onStep: (step: SignInStep) => void;
  onAgain: () => void;
}

export function CodeForm({ vendor, ticket, recovery = true, onStep, onAgain }: CodeFormProps) {
  const { t } = useTexts();
  const [code, setCode] = useState('');
  const enter = useMutation({
    // Given with the call: whoever presses Enter right behind the last letter means that letter too.
    mutationFn: (typed: string) =>
      body(api.POST('/v1/sign-in/code', { body: { vendor, ticket, code: typed } })),
    onSuccess: onStep,
  });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() && !enter.isPending) enter.mutate(code);
      }}
    >
      <TextField
        label={t('sign_in.code')}
        name="code"
        className="code-field"
        hint={recovery ? t('sign_in.code_hint') : undefined}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        value={code}
        onText={setCode}
      />
      {enter.error && <StepProblem error={enter.error} onAgain={onAgain} />}
      <Button type="submit" look="primary" wide busy={enter.isPending}>
        {t('sign_in.submit')}
      </Button>
    </form>
  );
}
