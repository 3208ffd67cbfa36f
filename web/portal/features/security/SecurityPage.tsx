import { useTexts } from '../../../text/Texts';
import { Page } from '../../parts/Page';
import { usePortal } from '../../state/PortalContext';
import { signInPath } from '../../state/where';
import { SecurityCards } from './SecurityCards';

export function SecurityPage() {
  const { t } = useTexts();
  const { session } = usePortal();
  return (
    <Page title={t('security.title')}>
      <SecurityCards signIn={signInPath(session.vendor.code, '/portal/security')} />
    </Page>
  );
}
