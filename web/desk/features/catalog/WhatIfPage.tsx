import { Banner } from '../../../kit/Banner';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useCatalogVersion, type WrittenVersion } from '../../state/catalogQueries';
import { OnlyWith } from '../../state/StaffRights';
import { useTitle } from '../../useTitle';
import { useVersionName } from './VersionBadge';
import { WhatIfForm } from './WhatIfForm';
import { WhatIfProgress } from './WhatIfProgress';
import { WhatIfResult } from './WhatIfResult';
import { useLastWhatIf, type WhatIf } from './whatIfQueries';

/** One draft tried on all customers: begun, watched and read. */
export function WhatIfPage({ id }: { id: string }) {
  const { t } = useTexts();
  const version = useCatalogVersion(id);
  return (
    <>
      <LinkTo icon="back" to={`/desk/catalog/${id}`}>
        {t('what_if.back')}
      </LinkTo>
      <OnlyWith right="write_catalog">
        {version.data ? (
          <Tried version={version.data} />
        ) : (
          <DeskProblem error={version.error} onRetry={version.refetch} />
        )}
      </OnlyWith>
    </>
  );
}

function Tried({ version }: { version: WrittenVersion }) {
  const { t } = useTexts();
  const title = t('what_if.title', { name: useVersionName()(version) });
  useTitle(title);
  const last = useLastWhatIf();
  const own = last.data?.version === version.id ? last.data : undefined;
  return (
    <>
      <h1>{title}</h1>
      {last.error && <DeskProblem error={last.error} onRetry={last.refetch} />}
      {last.isPending && <DeskProblem error={undefined} onRetry={last.refetch} />}
      {own && <Stand run={own} />}
      {last.data !== undefined && <Start version={version} last={last.data} />}
      {own?.report && <WhatIfResult run={own} report={own.report} />}
    </>
  );
}

interface StartProps {
  version: WrittenVersion;
  last: WhatIf | null;
}

/** The form, or why there is none. */
function Start({ version, last }: StartProps) {
  const { t, linked } = useTexts();
  const isOther = last !== null && last.version !== version.id;
  const other = (text: string) => (
    <LinkTo to={`/desk/catalog/${last?.version}/what-if`}>{text}</LinkTo>
  );
  if (version.state !== 'draft') return <p className="muted">{t('what_if.only_drafts')}</p>;
  if (version.mistakes.length > 0) return <p className="muted">{t('what_if.after_mistakes')}</p>;
  if (last?.state === 'running')
    return isOther ? (
      <Banner tone="info">
        <p>{linked('what_if.other_runs', other)}</p>
      </Banner>
    ) : null;
  return (
    <WhatIfForm version={version} last={isOther ? undefined : (last ?? undefined)}>
      {isOther && last.state === 'done' && (
        <p className="muted">{linked('what_if.replaces', other)}</p>
      )}
    </WhatIfForm>
  );
}

/** How far it is, or how it ended. */
function Stand({ run }: { run: WhatIf }) {
  const { t, instant } = useTexts();
  const ended = t('what_if.cancelled', { at: instant(run.ended_at ?? run.started_at) });
  const words = {
    running: t('what_if.running'),
    done: t('what_if.done'),
    failed: t('what_if.failed'),
    cancelled: ended,
  };
  return (
    <>
      <p className="visually-hidden" role="status">
        {words[run.state]}
      </p>
      {run.state === 'running' && <WhatIfProgress run={run} />}
      {run.state === 'cancelled' && <Banner tone="info" title={ended} />}
      {run.state === 'failed' && (
        <Banner tone="bad" title={t('what_if.failed')}>
          <p>{run.failure}</p>
        </Banner>
      )}
    </>
  );
}
