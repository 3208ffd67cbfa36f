import { useState } from 'react';
import { useSearch } from 'wouter';
import type { StaffRequest } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { LinkTo } from '../../../kit/LinkTo';
import { useToast } from '../../../kit/Toast';
import { ProblemBanner } from '../../../portal/parts/ProblemBanner';
import { isOpenRequest } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useTitle } from '../../useTitle';
import { QueueFilters } from './QueueFilters';
import { QueueTable } from './QueueTable';
import { filterFrom, sameFilter } from './queueFilter';
import { useAssign, useCounts, useQueue } from './queueQueries';
import { SavedViews } from './SavedViews';
import { useQueueKeys } from './useQueueKeys';

const rows = () => [...document.querySelectorAll<HTMLElement>('.queue-table .queue-link')];

/** Moves the focus `by` rows, so that Enter opens the request one is at. */
function move(by: 1 | -1) {
  const all = rows();
  const at = all.findIndex((row) => row.closest('tr')?.contains(document.activeElement));
  const next =
    at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
  all[next]?.focus();
  all[next]?.scrollIntoView({ block: 'nearest' });
}

/** The queue of what customers asked for. */
export function RequestsPage() {
  const { t } = useTexts();
  useTitle(t('desk.requests'));
  const say = useToast();
  const filter = filterFrom(useSearch());
  const queue = useQueue(filter);
  const counts = useCounts();
  const assign = useAssign();
  const [helping, setHelping] = useState(false);
  const requests = queue.data?.pages.flatMap((page) => page.data);
  const me = counts.data?.me;

  const take = (request: StaffRequest) => {
    if (!me) return;
    assign.mutate(
      { request: request.id, version: request.version, assignee: me },
      { onSuccess: () => say(t('desk.taken')) },
    );
  };
  useQueueKeys({
    next: () => move(1),
    previous: () => move(-1),
    take: () => {
      const row = document.activeElement?.closest<HTMLElement>('tr[data-request]');
      const request = requests?.find(({ id }) => id === row?.dataset.request);
      if (request && isOpenRequest(request.state)) take(request);
    },
    help: () => setHelping(true),
  });

  return (
    <>
      <div className="row between wrap">
        <h1>{t('desk.requests')}</h1>
        <Button look="quiet" className="queue-help" onClick={() => setHelping(true)}>
          {t('desk.keys')} <kbd>?</kbd>
        </Button>
      </div>
      <QueueFilters filter={filter} counts={counts.data} />
      <SavedViews filter={filter} />
      {assign.error && <ProblemBanner error={assign.error} />}
      {!requests && <DeskProblem error={queue.error} onRetry={queue.refetch} />}
      {requests?.length === 0 && (
        <section className="card empty stack">
          <p>{t(sameFilter(filter, {}) ? 'desk.none' : 'desk.none_here')}</p>
          {!sameFilter(filter, {}) && (
            <p>
              <LinkTo to="/desk/requests">{t('desk.show_open')}</LinkTo>
            </p>
          )}
        </section>
      )}
      {requests && requests.length > 0 && (
        <QueueTable
          requests={requests}
          me={me}
          taking={assign.isPending ? assign.variables.request : undefined}
          onTake={take}
        />
      )}
      {queue.hasNextPage && (
        <div>
          <Button busy={queue.isFetchingNextPage} onClick={() => queue.fetchNextPage()}>
            {t('desk.more')}
          </Button>
        </div>
      )}
      <Dialog
        open={helping}
        title={t('desk.keys')}
        closeLabel={t('kit.close')}
        onClose={() => setHelping(false)}
      >
        <dl className="keys">
          {(
            [
              ['j', 'desk.key_next'],
              ['k', 'desk.key_previous'],
              ['↵', 'desk.key_open'],
              ['a', 'desk.key_take'],
              ['?', 'desk.key_help'],
            ] as const
          ).map(([key, text]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(text)}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
