import { useState } from 'react';
import { api, body } from '../../../api/client';
import { isProblem } from '../../../api/problem';
import type { Security } from '../../../api/types';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { useSecurityChange } from '../../state/security';

interface PasswordCardProps {
  security: Security;
  email: string;
}

export function PasswordCard({ security, email }: PasswordCardProps) {
  const { t, instant } = useTexts();
  const [present, setPresent] = useState('');
  const [wanted, setWanted] = useState('');
  const change = useSecurityChange((input: { present: string; wanted: string }) =>
    body(api.PUT('/v1/session/password', { body: input })),
  );
  const { is_set, set_at } = security.password;
  const problem = isProblem(change.error) ? change.error : undefined;
  const at = (field: string) => (problem?.body.field === field ? problem.message : undefined);
  const write = (set: (text: string) => void) => (text: string) => {
    set(text);
    if (!change.isPending) change.reset();
  };
  return (
    <section className="card stack" aria-labelledby="password-title">
      <h2 id="password-title">{t('sign_in.password')}</h2>
      <p className="muted">
        {set_at ? t('security.password_since', { at: instant(set_at) }) : t('security.no_password')}
      </p>
      <form
        className="stack narrow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!wanted || change.isPending) return;
          change.mutate(
            { present, wanted },
            {
              onSuccess: () => {
                setPresent('');
                setWanted('');
              },
            },
          );
        }}
      >
        <input type="email" name="email" value={email} autoComplete="username" readOnly hidden />
        {is_set && (
          <TextField
            label={t('security.present_password')}
            type="password"
            name="present"
            autoComplete="current-password"
            maxLength={256}
            value={present}
            onText={write(setPresent)}
            error={at('present')}
          />
        )}
        <TextField
          label={t('sign_in.new_password')}
          type="password"
          name="wanted"
          hint={t('sign_in.new_password_hint')}
          autoComplete="new-password"
          maxLength={256}
          value={wanted}
          onText={write(setWanted)}
          error={at('password')}
        />
        {change.error && !at('present') && !at('password') && (
          <ProblemBanner error={change.error} />
        )}
        {change.isSuccess && (
          <Banner tone="good" announced title={t('security.password_saved')}>
            <p>{t('security.password_saved_text')}</p>
          </Banner>
        )}
        <div>
          <Button type="submit" look="primary" busy={change.isPending}>
            {t(is_set ? 'security.change_password' : 'security.set_password')}
          </Button>
        </div>
      </form>
    </section>
  );
}
