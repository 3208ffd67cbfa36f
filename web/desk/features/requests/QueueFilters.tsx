import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { RequestCounts, RequestQueueFilter } from '../../../api/types';
import { classes } from '../../../kit/classes';
import { LinkTo } from '../../../kit/LinkTo';
import { Select } from '../../../kit/Select';
import { TextField } from '../../../kit/TextField';
import { useDebounced } from '../../../portal/state/useDebounced';
import { requestType, requestTypes } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { addressOf, sameFilter } from './queueFilter';

interface QueueFiltersProps {
  filter: RequestQueueFilter;
  counts: RequestCounts | undefined;
}

/** Which requests are shown: the usual ones as links with their numbers, the rest as fields. All of it is in the address. */
export function QueueFilters({ filter, counts }: QueueFiltersProps) {
  const { t, count } = useTexts();
  const [, go] = useLocation();
  const set = (change: RequestQueueFilter) => go(addressOf({ ...filter, ...change }));
  const tabs: [string, RequestQueueFilter, number | undefined][] = [
    [t('desk.filter_open'), {}, counts?.open],
    [t('desk.filter_mine'), { assignee: 'me' }, counts?.mine],
    [t('desk.filter_nobody'), { assignee: 'nobody' }, counts?.nobody],
    [t('desk.filter_overdue'), { overdue: 'true' }, counts?.overdue],
    [t('desk.filter_decided'), { state: 'decided' }, undefined],
  ];
  const others = counts?.by_assignee.filter(({ id }) => id !== counts.me) ?? [];
  const numbered = (text: string, number: number | undefined) =>
    number ? `${text} (${count(number)})` : text;
  return (
    <>
      <nav className="queue-tabs" aria-label={t('desk.filter')}>
        {tabs.map(([text, chosen, number]) => (
          <LinkTo
            key={text}
            className={classes('queue-tab', chosen.overdue && Boolean(number) && 'late')}
            to={addressOf(chosen)}
            current={sameFilter(filter, chosen)}
          >
            {text}
            {number !== undefined && <span className="queue-number numbers">{count(number)}</span>}
          </LinkTo>
        ))}
      </nav>
      <div className="queue-fields">
        <Search value={filter.search ?? ''} onSearch={(search) => set({ search })} />
        <Select
          label={t('desk.type')}
          name="type"
          value={filter.type ?? ''}
          options={[
            { value: '', text: t('desk.any_type') },
            ...requestTypes.map((type) => ({
              value: type,
              text: numbered(requestType(type, t), counts?.by_type[type]),
            })),
          ]}
          onPick={(type) => set({ type })}
        />
        <Select
          label={t('desk.assignee')}
          name="assignee"
          value={filter.assignee ?? ''}
          options={[
            { value: '', text: t('desk.anybody') },
            ...(counts?.me ? [{ value: 'me', text: numbered(t('desk.me'), counts.mine) }] : []),
            { value: 'nobody', text: numbered(t('desk.nobody'), counts?.nobody) },
            ...others.map(({ id, name, open }) => ({ value: id, text: numbered(name, open) })),
          ]}
          onPick={(assignee) => set({ assignee })}
        />
        {filter.state === 'open' && (
          <Select
            label={t('desk.sort')}
            name="sort"
            value={filter.sort ?? 'urgent'}
            options={[
              { value: 'urgent', text: t('desk.sort_urgent') },
              { value: 'newest', text: t('desk.sort_newest') },
            ]}
            onPick={(sort) => set({ sort: sort === 'newest' ? 'newest' : 'urgent' })}
          />
        )}
      </div>
    </>
  );
}

interface SearchProps {
  value: string;
  onSearch: (text: string) => void;
}

/** Asks when the typing rests; the address may change without it, by a link or by "back". */
function Search({ value, onSearch }: SearchProps) {
  const { t } = useTexts();
  const [text, setText] = useState(value);
  const rested = useDebounced(text, 300);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (rested === text && rested.trim() !== value) onSearch(rested.trim());
  }, [rested]);
  return (
    <TextField
      label={t('desk.search')}
      name="search"
      type="search"
      maxLength={100}
      placeholder={t('desk.search_hint')}
      value={text}
      onText={setText}
    />
  );
}
