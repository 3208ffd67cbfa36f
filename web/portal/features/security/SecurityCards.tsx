import { Banner } from '../../../kit/Banner';
import { useTexts } from '../../../text/Texts';
import { Loaded } from '../../parts/Loaded';
import { useSecurity } from '../../state/security';
import { NotesCard } from './NotesCard';
import { PasskeysCard } from './PasskeysCard';
import { PasswordCard } from './PasswordCard';
import { SecondFactorCard } from './SecondFactorCard';
import { SessionsCard } from './SessionsCard';

/** How the person signs in, where they are signed in, and what happened to both; `signIn` is where they do so again. */
export function SecurityCards({ signIn }: { signIn: string }) {
  const { t } = useTexts();
  const query = useSecurity();
  return (
    <Loaded query={query} lines={8}>
      {(security) => (
        <>
          {!security.email && (
            <Banner tone="info" title={t('security.vouched_title')}>
              <p>{t('security.vouched_text')}</p>
            </Banner>
          )}
          {security.email && !security.is_fresh && (
            <Banner
              tone="info"
              title={t('security.stale_title')}
              actions={
                <a className="button button-secondary" href={signIn}>
                  {t('security.sign_in_again')}
                </a>
              }
            />
          )}
          {security.email && <PasswordCard security={security} email={security.email} />}
          {security.email && <SecondFactorCard security={security} />}
          {security.email && <PasskeysCard security={security} />}
          <SessionsCard security={security} />
          {security.notes.length > 0 && <NotesCard security={security} />}
        </>
      )}
    </Loaded>
  );
}
