import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { Page } from '../../parts/Page';

export function NotFoundPage() {
  const { t } = useTexts();
  return (
    <Page title={t('not_found.title')} lead={t('not_found.text')}>
      <p>
        <LinkTo look="secondary" to="/portal">
          {t('shell.home')}
        </LinkTo>
      </p>
    </Page>
  );
}
