import { useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import { keepWhileLeaving } from '../../../api/useLive';
import { Button } from '../../../kit/Button';
import { SecurityCards } from '../../../portal/features/security/SecurityCards';
import { signInPath } from '../../../portal/state/where';
import { useTexts } from '../../../text/Texts';
import { useTitle } from '../../useTitle';

/** How a staff person signs in, and the way out. */
export function SecurityPage({ vendor }: { vendor: string }) {
  const { t } = useTexts();
  useTitle(t('security.title'));
  const signIn = signInPath(vendor, '/desk/security', 'desk');
  const client = useQueryClient();
  const signOut = async () => {
    await keepWhileLeaving(client);
    await body(api.DELETE('/v1/session')).catch(() => undefined);
    window.location.assign(signInPath(vendor, undefined, 'desk'));
  };
  return (
    <>
      <div className="row wrap between gap-s">
        <h1>{t('security.title')}</h1>
        <Button onClick={signOut}>{t('account.sign_out')}</Button>
      </div>
      <SecurityCards signIn={signIn} />
    </>
  );
}
