import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../../api/client';
import { isProblem } from '../../../api/problem';
import type { SignInStep } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import type { Where } from '../../state/where';
import { StepProblem } from './StepProblem';

interface NewPasswordFormProps {
  vendor: string;
  where: Where;
  onStep: (step: SignInStep) => void;
  onAgain: () => void;
}

export function NewPasswordForm({ vendor, where, onStep, onAgain }: NewPasswordFormProps) {
  const { t } = useTexts();
  const [password, setPassword] = useState('');
  const save = useMutation({
    // Given with the call: whoever presses Enter right behind the last letter means that letter too.
    mutationFn: (typed: string) =>
      body(
        api.POST('/v1/sign-in/new-password', {
          body: { vendor, side: where.side, ticket: where.secret, password: typed },
        }),
      ),
    onSuccess: onStep,
  });
  const refused = isProblem(save.error) && save.error.body.field === 'password';
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (password && !save.isPending) save.mutate(password);
      }}
    >
      <TextField
        label={t('sign_in.new_password')}
        type="password"
        name="new-password"
        hint={t('sign_in.new_password_hint')}
        autoComplete="new-password"
        maxLength={256}
        value={password}
        onText={(text) => {
          setPassword(text);
          if (!save.isPending) save.reset();
        }}
        error={refused && isProblem(save.error) ? save.error.message : undefined}
      />
      {save.error && !refused && <StepProblem error={save.error} onAgain={onAgain} />}
      <Button type="submit" look="primary" wide busy={save.isPending}>
        {t('sign_in.save_password')}
      </Button>
    </form>
  );
}
