import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { TextField } from '../../../kit/TextField';
import { useIntent } from '../../../portal/state/useIntent';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { MoreButton } from '../../parts/MoreButton';
import { useBeginDraft, useCatalogVersions } from '../../state/catalogQueries';
import { OnlyWith } from '../../state/StaffRights';
import { useTitle } from '../../useTitle';
import { isUnsaved } from './useDraft';
import { useVersionName, VersionBadge } from './VersionBadge';

/** The versions of the catalog, and the way to begin the next one. */
export function CatalogPage() {
  const { t } = useTexts();
  useTitle(t('catalog.title'));
  return (
    <>
      <h1>{t('catalog.title')}</h1>
      <OnlyWith right="write_catalog">
        <BeginDraft />
        <Versions />
      </OnlyWith>
    </>
  );
}

function BeginDraft() {
  const { t } = useTexts();
  const [title, setTitle] = useState('');
  const [, go] = useLocation();
  const intent = useIntent();
  const begin = useBeginDraft();
  return (
    <section className="card stack" aria-labelledby="begin">
      <h2 id="begin">{t('catalog.begin')}</h2>
      <p className="muted">{t('catalog.begin_text')}</p>
      <form
        className="row wrap gap-s run-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          begin.mutate(
            { title, intent: intent.key() },
            {
              onSettled: (_draft, error) => intent.settle(error),
              onSuccess: (draft) => go(`/desk/catalog/${draft.id}`),
            },
          );
        }}
      >
        <TextField
          name="title"
          label={t('catalog.name')}
          optional={t('billing.optional')}
          maxLength={120}
          value={title}
          onText={setTitle}
        />
        <Button type="submit" look="primary" busy={begin.isPending}>
          {t('catalog.begin_draft')}
        </Button>
      </form>
      {begin.error && <DeskProblem error={begin.error} onRetry={() => begin.reset()} />}
    </section>
  );
}

function Versions() {
  const { t, day, instant } = useTexts();
  const nameOf = useVersionName();
  const pages = useCatalogVersions();
  const versions = pages.data?.pages.flatMap((page) => page.data);
  return (
    <section className="card stack" aria-labelledby="versions">
      <h2 id="versions">{t('catalog.versions')}</h2>
      {!versions && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
      {versions?.length === 0 && <p className="muted">{t('catalog.none')}</p>}
      {versions && versions.length > 0 && (
        <ul className="queue">
          {versions.map((version) => (
            <li key={version.id}>
              <div className="queue-main">
                <LinkTo className="queue-link" to={`/desk/catalog/${version.id}`}>
                  {nameOf(version)}
                </LinkTo>
                {version.from && (
                  <span className="small">{t('catalog.from', { day: day(version.from) })}</span>
                )}
                <span className="muted small">
                  {t('catalog.changed', { at: instant(version.changed_at) })}
                </span>
              </div>
              {isUnsaved(version.id) && <span className="small">{t('catalog.unsaved')}</span>}
              <VersionBadge version={version} />
            </li>
          ))}
        </ul>
      )}
      <MoreButton pages={pages} />
    </section>
  );
}
