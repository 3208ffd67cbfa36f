import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { api, body } from '../../../api/client';
import type { ListedCustomer } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { Select } from '../../../kit/Select';
import { TextField } from '../../../kit/TextField';
import { useDebounced } from '../../../portal/state/useDebounced';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { stateTone } from '../../parts/stateTone';
import { useCustomers } from '../../state/customerQueries';
import {
  type CustomerSearch,
  searchFrom,
  searchPath,
  subscriptionStates,
} from '../../state/search';
import { useTitle } from '../../useTitle';

const restBeforeSearching = 250;

/** Everybody who buys from this vendor: found by words, a number, a state or a plan. */
export function CustomersPage() {
  const { t, language, count } = useTexts();
  useTitle(t('desk.customers'));
  const query = useSearch();
  const [, go] = useLocation();
  const [wish, setWish] = useState<CustomerSearch>(() => searchFrom(query));
  const field = useRef<HTMLDivElement>(null);
  const { data: offer } = useQuery({
    queryKey: ['offer', language],
    staleTime: 300_000,
    queryFn: ({ signal }) =>
      body(api.GET('/v1/offer', { params: { query: { language } }, signal })),
  });

  const asked = useDebounced(wish, restBeforeSearching);
  useEffect(() => {
    const path = searchPath(asked);
    if (path !== searchPath(searchFrom(query))) go(path, { replace: true });
  }, [asked]);
  // Back and forward, or the tab itself, bring another search.
  useEffect(() => {
    const given = searchFrom(query);
    if (searchPath(given) !== searchPath(asked)) setWish(given);
  }, [query]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inField = (event.target as Element | null)?.closest('input, textarea, select, dialog');
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || inField) return;
      event.preventDefault();
      field.current?.querySelector('input')?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const pages = useCustomers(asked, language);
  const customers = pages.data?.pages.flatMap((page) => page.data);
  const isOpen = !asked.search.trim() && !asked.state && !asked.plan;
  const found = customers?.length ?? 0;
  return (
    <>
      <h1>{t('desk.customers')}</h1>
      <search className="card customer-search" ref={field}>
        <TextField
          className="customer-search-words"
          type="search"
          name="search"
          autoComplete="off"
          aria-keyshortcuts="/"
          label={t('customers.search')}
          hint={t('customers.search_hint')}
          value={wish.search}
          maxLength={100}
          onText={(search) => setWish({ ...wish, search })}
        />
        <Select
          label={t('customers.state')}
          name="state"
          value={wish.state}
          options={[
            { value: '', text: t('customers.any_state') },
            ...subscriptionStates.map((state) => ({
              value: state,
              text: t(`subscription_state.${state}`),
            })),
          ]}
          onPick={(state) => setWish({ ...wish, state })}
        />
        <Select
          label={t('customers.plan')}
          name="plan"
          value={wish.plan}
          options={[
            { value: '', text: t('customers.any_plan') },
            ...(offer?.plans ?? []).map(({ code, name }) => ({ value: code, text: name })),
          ]}
          onPick={(plan) => setWish({ ...wish, plan })}
        />
      </search>
      <p className="visually-hidden" role="status">
        {customers && t('customers.found', { count: found, shown: count(found) })}
      </p>
      {!customers && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
      {customers && pages.error && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
      {found === 0 && customers && (
        <div className="card stack gap-s">
          <p className="muted">{t(isOpen ? 'desk.customers_none' : 'customers.none_found')}</p>
          {!isOpen && (
            <div>
              <Button onClick={() => setWish({ search: '', state: '', plan: '' })}>
                {t('customers.all')}
              </Button>
            </div>
          )}
        </div>
      )}
      {customers && found > 0 && (
        <div className="card" aria-busy={pages.isPlaceholderData}>
          <CustomerTable customers={customers} items={offer?.items ?? []} />
        </div>
      )}
      {pages.hasNextPage && (
        <div>
          <Button busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            {t('desk.more')}
          </Button>
        </div>
      )}
    </>
  );
}

interface CustomerTableProps {
  customers: ListedCustomer[];
  items: { code: string; name: string; name_plural: string; kind: string }[];
}

/** A table; on a phone each row is a card whose cells say what they are. */
function CustomerTable({ customers, items }: CustomerTableProps) {
  const { t, day, money, count } = useTexts();
  const seats = ({ quantities }: ListedCustomer['subscription']) =>
    items
      .filter(({ code }) => quantities[code])
      .map(({ code, name, name_plural: plural }) => {
        const number = quantities[code] ?? 0;
        return `${count(number)} ${number > 1 ? plural : name}`;
      })
      .join(', ');
  return (
    <table className="desk-table as-cards">
      <caption className="visually-hidden">{t('desk.customers')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('customers.company')}</th>
          <th scope="col">{t('customers.owner')}</th>
          <th scope="col">{t('customers.plan')}</th>
          <th scope="col">{t('customers.state')}</th>
          <th scope="col">{t('customers.quantities')}</th>
          <th scope="col">{t('customers.next_invoice')}</th>
        </tr>
      </thead>
      <tbody>
        {customers.map(({ id, name, owner, subscription: has }) => (
          <tr key={id}>
            <th scope="row">
              <LinkTo to={`/desk/customers/${id}`}>{name}</LinkTo>
            </th>
            <td data-label={t('customers.owner')}>
              {owner ? owner.name : '—'}
              {owner && <span className="muted small desk-id">{owner.email}</span>}
            </td>
            <td data-label={t('customers.plan')}>{has.plan_name || '—'}</td>
            <td data-label={t('customers.state')}>
              <Badge tone={stateTone(has.state)}>{t(`subscription_state.${has.state}`)}</Badge>
            </td>
            <td data-label={t('customers.quantities')}>{seats(has) || '—'}</td>
            <td data-label={t('customers.next_invoice')} className="numbers">
              {has.next_invoice ? money(has.next_invoice.total, has.next_invoice.currency) : '—'}
              {has.next_invoice && (
                <span className="muted small desk-id">{day(has.next_invoice.on)}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
