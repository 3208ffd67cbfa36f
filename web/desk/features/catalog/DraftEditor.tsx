import { lazy, Suspense, useState } from 'react';
import { ApiProblem } from '../../../api/problem';
import { Button } from '../../../kit/Button';
import { Segmented } from '../../../kit/Segmented';
import { Skeleton } from '../../../kit/Skeleton';
import { TextField } from '../../../kit/TextField';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useSaveDraft } from '../../state/catalogQueries';
import type { Target } from './CatalogForm';
import { DocumentText, type Line } from './DocumentText';
import { Mistakes } from './Mistakes';
import { Theirs } from './Theirs';
import type { Draft } from './useDraft';

// Reading and changing YAML weighs more than the rest of the page, and few come for it.
const CatalogForm = lazy(async () => ({
  default: (await import('./CatalogForm')).CatalogForm,
}));

/** The documents as fields or as they are written, with what is wrong where. Only a draft can be changed. */
export function DraftEditor({ draft }: { draft: Draft }) {
  const { t } = useTexts();
  const say = useToast();
  const { base: version, now, theirs } = draft.state;
  const isDraft = version.state === 'draft';
  const [view, setView] = useState<'form' | 'text'>(isDraft ? 'form' : 'text');
  const [shown, setShown] = useState(version.documents[0]?.name ?? '');
  const [line, setLine] = useState<Line>();
  const [target, setTarget] = useState<Target>();
  const save = useSaveDraft();
  const isStale = save.error instanceof ApiProblem && save.error.code === 'version_stale';

  const toText = (document: string, at: number) => {
    setView('text');
    setShown(document);
    setLine({ document, line: at });
    setTarget(undefined);
  };

  return (
    <section className="card stack" aria-labelledby="text">
      <div className="row wrap gap-s catalog-head">
        <h2 id="text">{t('catalog.content')}</h2>
        {isDraft && (
          <Segmented
            legend={t('catalog.view')}
            value={view}
            choices={[
              { value: 'form', text: t('catalog.as_form') },
              { value: 'text', text: t('catalog.text') },
            ]}
            onPick={(picked) => {
              draft.seal();
              setLine(undefined);
              setTarget(undefined);
              setView(picked);
            }}
          />
        )}
      </div>
      <Mistakes
        version={version}
        isKept={draft.isKept}
        onShow={(mistake) =>
          view === 'form' ? setTarget({ ...mistake }) : toText(mistake.document, mistake.line)
        }
      />
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (save.isPending || theirs) return;
          draft.sending();
          save.mutate({ version, ...now }, { onSuccess: () => say(t('catalog.saved')) });
        }}
      >
        {isDraft && (
          <TextField
            name="title"
            label={t('catalog.name')}
            maxLength={120}
            value={now.title}
            onBlur={draft.seal}
            onText={(title) => draft.edit('title', (content) => ({ ...content, title }))}
          />
        )}
        {view === 'text' || !isDraft ? (
          <DocumentText
            draft={draft}
            readOnly={!isDraft}
            shown={shown}
            onPick={setShown}
            wanted={line}
          />
        ) : (
          <Suspense fallback={<Skeleton label={t('state.loading')} lines={8} />}>
            <CatalogForm draft={draft} target={target} toText={toText} />
          </Suspense>
        )}
        <Theirs draft={draft} onChosen={() => save.reset()} />
        {save.error && !(isStale && theirs) && (
          <DeskProblem error={save.error} onRetry={() => save.reset()} />
        )}
        {isDraft && (
          <div className="row wrap gap-s catalog-save">
            <Button type="submit" look="primary" busy={save.isPending} aria-disabled={!!theirs}>
              {t('catalog.save')}
            </Button>
            <Button aria-disabled={draft.state.past.length === 0} onClick={draft.undo}>
              {t('catalog.undo')}
            </Button>
            <Button aria-disabled={draft.state.future.length === 0} onClick={draft.redo}>
              {t('catalog.redo')}
            </Button>
            {!draft.isKept && <Button onClick={draft.discard}>{t('catalog.discard')}</Button>}
            <span className="muted small" role="status">
              {draft.isKept ? t('catalog.kept') : t('catalog.not_kept')}
            </span>
          </div>
        )}
      </form>
    </section>
  );
}
