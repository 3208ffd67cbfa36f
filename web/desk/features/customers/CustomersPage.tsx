import { useInfiniteQuery } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import { Button } from '../../../kit/Button';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useTitle } from '../../useTitle';

/** Everybody who buys from this vendor, newest first. */
export function CustomersPage() {
  const { t, country } = useTexts();
  useTitle(t('desk.customers'));
  const pages = useInfiniteQuery({
    queryKey: ['customers'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/v1/customers', {
          params: { query: pageParam ? { after: pageParam } : {} },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });
  const customers = pages.data?.pages.flatMap((page) => page.data);
  return (
    <>
      <h1>{t('desk.customers')}</h1>
      {!customers && <DeskProblem error={pages.error} onRetry={pages.refetch} />}
      {customers?.length === 0 && <p className="card muted">{t('desk.customers_none')}</p>}
      {customers && customers.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the keyboard.
        <section className="card table-scroll" tabIndex={0} aria-label={t('desk.customers')}>
          <table className="desk-table">
            <thead>
              <tr>
                <th scope="col">{t('desk.name')}</th>
                <th scope="col">{t('desk.email')}</th>
                <th scope="col">{t('desk.country')}</th>
              </tr>
            </thead>
            <tbody>
              {customers.map((customer) => (
                <tr key={customer.id}>
                  <th scope="row">
                    {customer.name}
                    <span className="muted small desk-id">
                      <code>{customer.id}</code>
                    </span>
                  </th>
                  <td>{customer.billing.email}</td>
                  <td>{country(customer.billing.country ?? '')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
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
