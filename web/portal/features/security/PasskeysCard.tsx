import { useState } from 'react';
import { api, body } from '../../../api/client';
import type { Security } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { hasPasskeys, makePasskey } from '../../state/passkey';
import { useSecurityChange } from '../../state/security';
import { browserName } from './browserName';

/** Keys in the person's devices: listed, added and removed. */
export function PasskeysCard({ security }: { security: Security }) {
  const { t, instant } = useTexts();
  const [name, setName] = useState(() => browserName(navigator.userAgent));
  const add = useSecurityChange(async (called: string) => {
    const question = await body(api.POST('/v1/session/passkey-question'));
    const made = await makePasskey(question);
    if (!made) return;
    await body(api.POST('/v1/session/passkeys', { body: { name: called, ...made } }));
  });
  const remove = useSecurityChange((id: string) =>
    body(api.DELETE('/v1/session/passkeys/{passkey}', { params: { path: { passkey: id } } })),
  );
  const problem = add.error ?? remove.error;
  return (
    <section className="card stack" aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">{t('security.passkeys_title')}</h2>
      <p className="muted">{t('security.passkeys_text')}</p>
      {security.passkeys.length > 0 && (
        <ul className="session-list">
          {security.passkeys.map((one) => (
            <li key={one.id} className="row wrap between gap-s session-row">
              <div>
                <p>
                  <strong>{one.name}</strong>
                </p>
                <p className="small muted">
                  {one.used_at
                    ? t('security.passkey_used', { at: instant(one.used_at) })
                    : t('security.passkey_since', { at: instant(one.created_at) })}
                </p>
              </div>
              <Button
                busy={remove.isPending && remove.variables === one.id}
                aria-label={t('security.passkey_remove_of', { name: one.name })}
                onClick={() => remove.mutate(one.id)}
              >
                {t('security.passkey_remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {problem && <ProblemBanner error={problem} />}
      {hasPasskeys() ? (
        <form
          className="stack narrow"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() && !add.isPending) add.mutate(name.trim());
          }}
        >
          <TextField
            label={t('security.passkey_name')}
            name="passkey-name"
            maxLength={60}
            value={name}
            onText={setName}
          />
          <div>
            <Button type="submit" look="primary" busy={add.isPending}>
              {t('security.passkey_add')}
            </Button>
          </div>
        </form>
      ) : (
        <p className="muted">{t('security.passkeys_not_here')}</p>
      )}
    </section>
  );
}
