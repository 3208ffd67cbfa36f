import { useState } from 'react';
import type { ActKind } from '../../../api/types';
import { LinkTo } from '../../../kit/LinkTo';
import { Select } from '../../../kit/Select';
import { usePortal } from '../../../portal/state/PortalContext';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { ActItem } from '../../parts/ActItem';
import { MoreButton } from '../../parts/MoreButton';
import { auditPath, everything } from '../../state/auditSearch';
import { useActs } from '../../state/customerQueries';
import { useLacks } from '../../state/StaffRights';

const kinds = ['subscription', 'money', 'people', 'requests', 'customer'] as const;

/** Everything that happened, act by act, newest first. */
export function TimelineTab() {
  const { t } = useTexts();
  const [kind, setKind] = useState<ActKind | ''>('');
  const pages = useActs(kind);
  const { customer } = usePortal();
  const readsNoAudit = useLacks('read_audit');
  const acts = pages.data?.pages.flatMap((page) => page.data);
  const names = Object.assign({}, ...(pages.data?.pages.map((page) => page.names) ?? []));
  return (
    <section className="card stack" aria-labelledby="timeline">
      <div className="row wrap between">
        <h2 id="timeline">{t('customer.tab_timeline')}</h2>
        <Select
          label={t('acts.filter')}
          name="kind"
          value={kind}
          options={[
            { value: '', text: t('act_kind.all') },
            ...kinds.map((value) => ({ value, text: t(`act_kind.${value}`) })),
          ]}
          onPick={(value) => setKind(kinds.find((known) => known === value) ?? '')}
        />
      </div>
      {!readsNoAudit && (
        <p className="small">
          <LinkTo to={auditPath({ ...everything, customer: customer.id })}>
            {t('audit.of_customer')}
          </LinkTo>
        </p>
      )}
      {!acts && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
      {acts?.length === 0 && (
        <p className="muted">{t(pages.hasNextPage ? 'acts.searching' : 'acts.none')}</p>
      )}
      {acts && acts.length > 0 && (
        <ol className="timeline acts">
          {acts.map((act) => (
            <li key={act.sequence}>
              <ActItem act={act} names={names} />
            </li>
          ))}
        </ol>
      )}
      <MoreButton pages={pages} />
    </section>
  );
}
