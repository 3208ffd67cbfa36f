import type { HelpScreen } from '../../api/types';
import { Icon } from '../../kit/Icon';
import { LinkTo } from '../../kit/LinkTo';
import { useTexts } from '../../text/Texts';
import { useHelpFor } from '../state/help';

interface HelpLinkProps {
  screen: HelpScreen;
}

/** The articles that explain this screen, or nothing when the vendor wrote none. */
export function HelpLink({ screen }: HelpLinkProps) {
  const { t } = useTexts();
  const articles = useHelpFor(screen);
  if (articles.length === 0) return null;
  return (
    <nav className="help-links" aria-label={t('help.about_this_page')}>
      <span className="help-mark">
        <Icon name="help" size={18} />
        <span>{t('help.title')}</span>
      </span>
      <ul>
        {articles.map(({ slug, title }) => (
          <li key={slug}>
            <LinkTo to={`/portal/help/${slug}`}>{title}</LinkTo>
          </li>
        ))}
      </ul>
    </nav>
  );
}
