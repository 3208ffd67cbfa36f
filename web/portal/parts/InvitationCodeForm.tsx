import { useState } from 'react';
import { ApiProblem } from '../../api/problem';
import { Button } from '../../kit/Button';
import { TextField } from '../../kit/TextField';
import { useToast } from '../../kit/Toast';
import { useTexts } from '../../text/Texts';
import { useSetInvitationCode } from '../state/people';
import { useIntent } from '../state/useIntent';
import { ProblemBanner } from './ProblemBanner';

interface InvitationCodeFormProps {
  onDone: () => void;
}

/** A code of one's own, or none: then one is made that is easily read out. */
export function InvitationCodeForm({ onDone }: InvitationCodeFormProps) {
  const { t } = useTexts();
  const say = useToast();
  const set = useSetInvitationCode();
  const intent = useIntent();
  const [code, setCode] = useState('');
  const [limit, setLimit] = useState('');
  const count = limit.trim() === '' ? undefined : Number(limit);
  const wrong = count !== undefined && (!Number.isInteger(count) || count < 1);
  const field = set.error instanceof ApiProblem ? set.error.body.field : undefined;
  const said = field && set.error?.message;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong || set.isPending) return;
        set.mutate(
          {
            ...(code.trim() && { code: code.trim() }),
            ...(count && { use_limit: count }),
            intent: intent.key(),
          },
          {
            onSettled: (_code, error) => intent.settle(error),
            onSuccess: () => {
              say(t('code.saved'));
              onDone();
            },
          },
        );
      }}
    >
      <div className="form-grid">
        <TextField
          name="code"
          label={t('code.own')}
          optional={t('billing.optional')}
          hint={t('code.own_hint')}
          value={code}
          maxLength={32}
          autoComplete="off"
          spellCheck={false}
          onText={(text) => {
            setCode(text);
            set.reset();
          }}
          error={field === 'code' ? said : undefined}
        />
        <TextField
          name="use_limit"
          inputMode="numeric"
          label={t('code.limit')}
          optional={t('billing.optional')}
          hint={t('code.limit_hint')}
          value={limit}
          maxLength={7}
          autoComplete="off"
          onText={(text) => {
            setLimit(text);
            set.reset();
          }}
          error={wrong ? t('stepper.text') : field === 'use_limit' ? said : undefined}
        />
      </div>
      {set.error && field !== 'code' && field !== 'use_limit' && (
        <ProblemBanner error={set.error} />
      )}
      <div>
        <Button type="submit" look="primary" busy={set.isPending}>
          {t(code.trim() ? 'code.set' : 'code.make')}
        </Button>
      </div>
    </form>
  );
}
