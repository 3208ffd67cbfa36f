import { useLocation } from 'wouter';
import { Badge } from '../../../kit/Badge';
import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { useToast } from '../../../kit/Toast';
import { useIntent } from '../../../portal/state/useIntent';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import {
  useBeginDraft,
  useCatalogVersion,
  useRetire,
  type WrittenVersion,
} from '../../state/catalogQueries';
import { OnlyWith } from '../../state/StaffRights';
import { useTitle } from '../../useTitle';
import { Differences } from './Differences';
import { DraftEditor } from './DraftEditor';
import { useMovementWords } from './MovementCards';
import { PublishForm } from './PublishForm';
import { useDraft } from './useDraft';
import { useVersionName, VersionBadge } from './VersionBadge';

/** One version: what it changes, its text, and what may be done with it. */
export function VersionPage({ id }: { id: string }) {
  const { t } = useTexts();
  const version = useCatalogVersion(id);
  return (
    <>
      <LinkTo icon="back" to="/desk/catalog">
        {t('catalog.back')}
      </LinkTo>
      <OnlyWith right="write_catalog">
        {version.data ? (
          <Version key={id} version={version.data} />
        ) : (
          <DeskProblem error={version.error} onRetry={version.refetch} />
        )}
      </OnlyWith>
    </>
  );
}

function Version({ version }: { version: WrittenVersion }) {
  const { t, day } = useTexts();
  const name = useVersionName()(version);
  const movementWords = useMovementWords();
  useTitle(name);
  const draft = useDraft(version);
  const isDraft = version.state === 'draft';
  return (
    <>
      <header className="stack gap-s">
        <h1>{name}</h1>
        <p className="row wrap gap-s">
          <VersionBadge version={version} />
          {version.in_force && <Badge tone="info">{t('catalog.in_force')}</Badge>}
          {version.from && <span>{t('catalog.from', { day: day(version.from) })}</span>}
        </p>
        {version.movement && <p className="muted">{movementWords(version.movement)}</p>}
      </header>
      <Differences version={version} />
      {isDraft && <TryIt version={version} />}
      {isDraft && <PublishForm version={version} isKept={draft.isKept} />}
      <DraftEditor draft={draft} />
      <Acts version={version} />
    </>
  );
}

function TryIt({ version }: { version: WrittenVersion }) {
  const { t } = useTexts();
  return (
    <section className="card stack" aria-labelledby="what-if">
      <h2 id="what-if">{t('what_if.open')}</h2>
      {version.mistakes.length > 0 ? (
        <p className="muted">{t('what_if.after_mistakes')}</p>
      ) : (
        <>
          <p className="muted">{t('what_if.open_text')}</p>
          <div>
            <LinkTo look="secondary" to={`/desk/catalog/${version.id}/what-if`}>
              {t('what_if.open')}
            </LinkTo>
          </div>
        </>
      )}
    </section>
  );
}

function Acts({ version }: { version: WrittenVersion }) {
  const { t } = useTexts();
  const say = useToast();
  const [, go] = useLocation();
  const intent = useIntent();
  const begin = useBeginDraft();
  const retire = useRetire();
  const mayRetire =
    version.state === 'draft' || (version.state === 'published' && !version.in_force);
  return (
    <section className="card stack" aria-labelledby="acts">
      <h2 id="acts">{t('catalog.more')}</h2>
      {begin.error && <DeskProblem error={begin.error} onRetry={() => begin.reset()} />}
      {retire.error && <DeskProblem error={retire.error} onRetry={() => retire.reset()} />}
      <div className="row wrap gap-s">
        <Button
          busy={begin.isPending}
          onClick={() =>
            begin.mutate(
              { title: version.title, of: version.id, intent: intent.key() },
              {
                onSettled: (_draft, error) => intent.settle(error),
                onSuccess: (draft) => go(`/desk/catalog/${draft.id}`),
              },
            )
          }
        >
          {t('catalog.copy')}
        </Button>
        {mayRetire && (
          <Button
            busy={retire.isPending}
            onClick={() =>
              retire.mutate(version, { onSuccess: () => say(t('catalog.retired_done')) })
            }
          >
            {version.state === 'draft' ? t('catalog.put_away') : t('catalog.withdraw')}
          </Button>
        )}
      </div>
    </section>
  );
}
