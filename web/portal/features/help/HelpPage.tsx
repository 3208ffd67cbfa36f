import type { HelpArticle } from '../../../api/types';
import { LinkTo } from '../../../kit/LinkTo';
import { formatAge } from '../../../text/age';
import { useTexts } from '../../../text/Texts';
import { Feedback } from '../../parts/Feedback';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { useHelp, useHelpArticle } from '../../state/help';
import { ArticleText } from './ArticleText';
import { HelpList, Neighbours } from './HelpNav';

/** Every article, with a sentence on what is in it. */
export function HelpPage() {
  const { t } = useTexts();
  const help = useHelp();
  return (
    <Page title={t('help.title')} lead={t('help.lead')}>
      <Loaded query={help}>
        {({ data }) =>
          data.length === 0 ? (
            <section className="card empty">
              <p>{t('help.none')}</p>
            </section>
          ) : (
            <ul className="card item-list">
              {data.map(({ slug, title, summary }) => (
                <li key={slug} className="item">
                  <div className="item-main">
                    <LinkTo className="item-link" to={`/portal/help/${slug}`}>
                      {title}
                    </LinkTo>
                    <span className="muted small">{summary}</span>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

interface HelpArticlePageProps {
  slug: string;
}

export function HelpArticlePage({ slug }: HelpArticlePageProps) {
  const { t } = useTexts();
  const article = useHelpArticle(slug);
  const help = useHelp();
  return (
    // A page of its own per article: its heading takes the focus, and its question is asked anew.
    <Page
      key={slug}
      before={<LinkTo to="/portal/help">{t('help.all')}</LinkTo>}
      title={article.data?.title ?? t('help.title')}
      lead={article.data && <Updated article={article.data} />}
    >
      <div className="help-grid">
        <div className="stack gap-l">
          <Loaded query={article} lines={10}>
            {(data) => (
              <>
                <article className="card" aria-label={data.title}>
                  <ArticleText html={data.html} />
                </article>
                <Feedback page={`help/${slug}`} />
                <Neighbours previous={data.previous} next={data.next} />
              </>
            )}
          </Loaded>
        </div>
        {help.data && <HelpList articles={help.data.data} current={slug} />}
      </div>
    </Page>
  );
}

function Updated({ article }: { article: HelpArticle }) {
  const { t, day, language } = useTexts();
  return (
    <time dateTime={article.updated_on} title={day(article.updated_on)}>
      {t('help.updated', { age: formatAge(article.updated_age, language) })}
    </time>
  );
}
