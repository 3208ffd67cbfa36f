import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { api, body } from '../../../api/client';
import type { AuditEntry } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { Select } from '../../../kit/Select';
import { TextField } from '../../../kit/TextField';
import { useDebounced } from '../../../portal/state/useDebounced';
import type { TextKey } from '../../../text/language';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { MoreButton } from '../../parts/MoreButton';
import {
  type AuditSearch,
  auditFile,
  auditPath,
  auditQuery,
  auditSearchFrom,
  everything,
  verbs,
} from '../../state/auditSearch';
import { OnlyWith } from '../../state/StaffRights';
import { useStaff } from '../../state/staffQueries';
import { useOffer } from '../../state/useOffer';
import { useTitle } from '../../useTitle';
import { changeWords } from './changeWords';

const restBeforeSearching = 250;

/** What staff did: who, to whom, what it was before and after, and why. */
export function AuditPage() {
  const { t } = useTexts();
  useTitle(t('audit.title'));
  return (
    <>
      <h1>{t('audit.title')}</h1>
      <OnlyWith right="read_audit">
        <Log />
      </OnlyWith>
    </>
  );
}

function Log() {
  const { t, language } = useTexts();
  const query = useSearch();
  const [, go] = useLocation();
  const [wish, setWish] = useState<AuditSearch>(() => auditSearchFrom(query));
  const asked = useDebounced(wish, restBeforeSearching);
  useEffect(() => {
    const path = auditPath(asked);
    if (path !== auditPath(auditSearchFrom(query))) go(path, { replace: true });
  }, [asked]);
  // Back and forward bring another search.
  useEffect(() => {
    const given = auditSearchFrom(query);
    if (auditPath(given) !== auditPath(asked)) setWish(given);
  }, [query]);
  const pages = useInfiniteQuery({
    queryKey: ['audit', asked, language],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/v1/audit', {
          params: {
            query: { limit: 50, ...auditQuery(asked), ...(pageParam && { before: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });
  const entries = pages.data?.pages.flatMap((page) => page.data);
  const isOpen = auditPath(asked) === auditPath(everything);
  return (
    <>
      <Filters wish={wish} onWish={setWish} />
      <div>
        <a className="button button-secondary" href={auditFile(asked)} download="audit.csv">
          {t('audit.export')}
        </a>
      </div>
      <section className="card stack" aria-label={t('audit.title')}>
        {!entries && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
        {entries && pages.error && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
        {entries?.length === 0 && (
          <>
            <p className="muted">{t(isOpen ? 'audit.none' : 'audit.none_found')}</p>
            {!isOpen && (
              <div>
                <Button onClick={() => setWish(everything)}>{t('audit.all')}</Button>
              </div>
            )}
          </>
        )}
        {entries && entries.length > 0 && (
          <ol className="timeline acts">
            {entries.map((entry) => (
              <li key={entry.sequence}>
                <Entry entry={entry} />
              </li>
            ))}
          </ol>
        )}
        <MoreButton pages={pages} />
      </section>
    </>
  );
}

interface FiltersProps {
  wish: AuditSearch;
  onWish: (wish: AuditSearch) => void;
}

function Filters({ wish, onWish }: FiltersProps) {
  const { t } = useTexts();
  const people = useStaff().data ?? [];
  const known = people.some(({ id }) => id === wish.person) || !wish.person;
  return (
    <search className="card desk-days">
      <Select
        label={t('audit.person')}
        name="person"
        value={wish.person}
        options={[
          { value: '', text: t('audit.anybody') },
          ...(known ? [] : [{ value: wish.person, text: wish.person }]),
          ...people.map(({ id, name }) => ({ value: id, text: name || id })),
        ]}
        onPick={(person) => onWish({ ...wish, person })}
      />
      <Select
        label={t('audit.verb')}
        name="verb"
        value={wish.verb}
        options={[
          { value: '', text: t('audit.anything') },
          ...verbs.map((verb) => ({
            value: verb,
            text: t(`audit_verb.${verb.replaceAll('.', '_')}` as TextKey),
          })),
        ]}
        onPick={(verb) => onWish({ ...wish, verb })}
      />
      <TextField
        label={t('audit.customer')}
        name="customer"
        placeholder="cus_…"
        autoComplete="off"
        value={wish.customer}
        maxLength={64}
        onText={(customer) => onWish({ ...wish, customer: customer.trim() })}
      />
      <TextField
        label={t('audit.from')}
        name="from"
        type="date"
        value={wish.from}
        onText={(from) => onWish({ ...wish, from })}
      />
      <TextField
        label={t('audit.to')}
        name="to"
        type="date"
        value={wish.to}
        onText={(to) => onWish({ ...wish, to })}
      />
    </search>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const texts = useTexts();
  const { t, instant } = texts;
  const offer = useOffer();
  const { person, customer, subject } = entry;
  return (
    <>
      <p className="small muted">
        <time dateTime={entry.at}>{instant(entry.at)}</time> ·{' '}
        <strong>{person.name || person.id}</strong> ({person.role}) · #{entry.sequence}
      </p>
      <p>
        {entry.text} <code className="small muted">{entry.verb}</code>
      </p>
      {customer && (
        <p className="small">
          <LinkTo to={`/desk/customers/${customer.id}/timeline`}>
            {customer.name || customer.id}
          </LinkTo>
          {subject && (
            <>
              {' '}
              · <Subject subject={subject} customer={customer.id} />
            </>
          )}
        </p>
      )}
      {entry.changes.length > 0 && (
        <ul className="small">
          {entry.changes.map((change) => (
            <li key={change.name}>{t('audit.change', changeWords(change, texts, offer))}</li>
          ))}
        </ul>
      )}
      {entry.reason && <p className="small">{t('acts.reason', { reason: entry.reason })}</p>}
    </>
  );
}

interface SubjectProps {
  subject: NonNullable<AuditEntry['subject']>;
  customer: string;
}

function Subject({ subject, customer }: SubjectProps) {
  const words = subject.name || subject.id;
  if (subject.id.startsWith('inv_'))
    return <LinkTo to={`/desk/customers/${customer}/invoices/${subject.id}`}>{words}</LinkTo>;
  if (subject.id.startsWith('req_'))
    return <LinkTo to={`/desk/requests/${subject.id}`}>{words}</LinkTo>;
  return <span>{words}</span>;
}
