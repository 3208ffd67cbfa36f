import { Link } from 'wouter';
import type { HelpArticle, HelpSummary } from '../../../api/types';
import { Icon } from '../../../kit/Icon';
import { useTexts } from '../../../text/Texts';

interface HelpListProps {
  articles: HelpSummary[];
  /** The article that is open. */
  current: string;
}

/** All articles, beside the one that is open. */
export function HelpList({ articles, current }: HelpListProps) {
  const { t } = useTexts();
  return (
    <nav className="help-list" aria-label={t('help.articles')}>
      <ul>
        {articles.map(({ slug, title }) => (
          <li key={slug}>
            <Link
              className="help-entry"
              href={`/portal/help/${slug}`}
              aria-current={slug === current ? 'page' : undefined}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type Neighbour = NonNullable<HelpArticle['next']>;

/** The way on: the article before and the one after, in the vendor's order. */
export function Neighbours({ previous, next }: Pick<HelpArticle, 'previous' | 'next'>) {
  const { t } = useTexts();
  if (!previous && !next) return null;
  return (
    <nav className="neighbours" aria-label={t('help.neighbours')}>
      {previous && <NeighbourLink way="previous" to={previous} />}
      {next && <NeighbourLink way="next" to={next} />}
    </nav>
  );
}

function NeighbourLink({ way, to }: { way: 'previous' | 'next'; to: Neighbour }) {
  const { t } = useTexts();
  return (
    <Link
      className={`card neighbour neighbour-${way}`}
      id={`help-${way}`}
      href={`/portal/help/${to.slug}`}
    >
      <Icon name={way === 'previous' ? 'back' : 'arrow'} />
      <span>
        <span className="muted small">{t(`help.${way}`)}</span>
        <strong>{to.title}</strong>
      </span>
    </Link>
  );
}
