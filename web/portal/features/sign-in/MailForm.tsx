import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../../api/client';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { StepProblem } from './StepProblem';

interface MailFormProps {
  vendor: string;
  side: 'portal' | 'desk';
  /** What the link in the mail does. */
  link: 'sign_in' | 'password';
  onBack: () => void;
}

/** Asks for a link by mail. Whether the address is known is not said, here or anywhere. */
export function MailForm({ vendor, side, link, onBack }: MailFormProps) {
  const { t } = useTexts();
  const [email, setEmail] = useState('');
  const ask = useMutation({
    // Given with the call: whoever presses Enter right behind the last letter means that letter too.
    mutationFn: (typed: string) => {
      const input = { body: { vendor, side, email: typed } };
      return body(
        link === 'sign_in'
          ? api.POST('/v1/sign-in/email', input)
          : api.POST('/v1/sign-in/forgotten', input),
      );
    },
  });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (email.trim() && !ask.isPending) ask.mutate(email);
      }}
    >
      <p className="muted">{t(`sign_in.mail_text_${link}`)}</p>
      <TextField
        label={t('sign_in.email')}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        value={email}
        onText={(text) => {
          setEmail(text);
          if (!ask.isPending) ask.reset();
        }}
      />
      {ask.error && <StepProblem error={ask.error} />}
      {ask.isSuccess && (
        <Banner tone="info" announced title={t('sign_in.mail_sent')}>
          <p>{t('sign_in.mail_sent_text')}</p>
        </Banner>
      )}
      <Button type="submit" look="primary" wide busy={ask.isPending}>
        {t('sign_in.mail_send')}
      </Button>
      <Button look="quiet" onClick={onBack}>
        {t('sign_in.mail_back')}
      </Button>
    </form>
  );
}
