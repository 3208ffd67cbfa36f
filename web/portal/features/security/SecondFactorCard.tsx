import { useState } from 'react';
import { api, body } from '../../../api/client';
import { isProblem } from '../../../api/problem';
import type { CodeKey, Security } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { CodeKeyCard } from '../../parts/CodeKeyCard';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { RecoveryCodes } from '../../parts/RecoveryCodes';
import { useSecurityChange } from '../../state/security';

/** One-time codes of an authenticator: off, being set up, or on with recovery codes. */
export function SecondFactorCard({ security }: { security: Security }) {
  const { t, instant } = useTexts();
  const [key, setKey] = useState<CodeKey>();
  const [codes, setCodes] = useState<string[]>();
  const begin = useSecurityChange(() => body(api.POST('/v1/session/code-key')));
  const renew = useSecurityChange(() => body(api.POST('/v1/session/recovery-codes')));
  const end = useSecurityChange(() => body(api.DELETE('/v1/session/second-factor')));
  const { since, is_possible, recovery_codes } = security.second_factor;
  const problem = begin.error ?? renew.error ?? end.error;
  const show = (made: { recovery_codes: string[] }) => {
    setKey(undefined);
    setCodes(made.recovery_codes);
  };
  return (
    <section className="card stack" aria-labelledby="factor-title">
      <h2 id="factor-title">{t('security.factor_title')}</h2>
      {codes ? (
        <RecoveryCodes codes={codes} onDone={() => setCodes(undefined)} />
      ) : key ? (
        <ConfirmCode codeKey={key} onDone={show} onCancel={() => setKey(undefined)} />
      ) : (
        <>
          <p className="muted">
            {since
              ? t('security.factor_since', { at: instant(since) })
              : t(is_possible ? 'security.factor_off' : 'security.factor_impossible')}
          </p>
          {since && <p>{t('security.codes_left', { count: recovery_codes })}</p>}
          {problem && <ProblemBanner error={problem} />}
          {is_possible && (
            <div className="row wrap gap-s">
              {since ? (
                <>
                  <Button
                    busy={renew.isPending}
                    onClick={() => renew.mutate(undefined, { onSuccess: show })}
                  >
                    {t('security.codes_renew')}
                  </Button>
                  <Button look="danger" busy={end.isPending} onClick={() => end.mutate(undefined)}>
                    {t('security.factor_end')}
                  </Button>
                </>
              ) : (
                <Button
                  look="primary"
                  busy={begin.isPending}
                  onClick={() => begin.mutate(undefined, { onSuccess: setKey })}
                >
                  {t('security.factor_begin')}
                </Button>
              )}
            </div>
          )}
        </>
      )}
    </section>
  );
}

interface ConfirmCodeProps {
  codeKey: CodeKey;
  onDone: (made: { recovery_codes: string[] }) => void;
  onCancel: () => void;
}

function ConfirmCode({ codeKey, onDone, onCancel }: ConfirmCodeProps) {
  const { t } = useTexts();
  const [code, setCode] = useState('');
  const confirm = useSecurityChange((typed: string) =>
    body(api.POST('/v1/session/second-factor', { body: { code: typed } })),
  );
  const refused = isProblem(confirm.error, 'second_factor_refused') ? confirm.error : undefined;
  return (
    <form
      className="stack narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() && !confirm.isPending) confirm.mutate(code, { onSuccess: onDone });
      }}
    >
      <CodeKeyCard codeKey={codeKey} />
      <TextField
        label={t('sign_in.code')}
        name="code"
        className="code-field"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={40}
        value={code}
        onText={setCode}
        error={refused?.message}
      />
      {confirm.error && !refused && <ProblemBanner error={confirm.error} />}
      <div className="row wrap gap-s">
        <Button type="submit" look="primary" busy={confirm.isPending}>
          {t('security.factor_confirm')}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {t('security.factor_cancel')}
        </Button>
      </div>
    </form>
  );
}
