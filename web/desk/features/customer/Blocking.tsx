import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import { Banner } from '../../../kit/Banner';
import { usePortal } from '../../../portal/state/PortalContext';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { StaffAct } from '../../parts/StaffAct';

function useBlock() {
  const { customer } = usePortal();
  return useQuery({
    queryKey: ['block', customer.id],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/customers/{id}/block', { params: { path: { id: customer.id } }, signal })),
  });
}

/** Says that the customer is shut out, since when and why; nothing otherwise. */
export function BlockedBanner() {
  const { t, instant } = useTexts();
  const block = useBlock();
  if (block.error) return <DeskProblem error={block.error} onRetry={block.refetch} />;
  if (!block.data?.blocked) return null;
  return (
    <Banner tone="warning" title={t('block.is', { at: instant(block.data.since ?? '') })}>
      <p>{t('acts.reason', { reason: block.data.reason })}</p>
    </Banner>
  );
}

/** Shuts the customer out, or lets them in again. */
export function BlockAct() {
  const { t } = useTexts();
  const { customer } = usePortal();
  const block = useBlock();
  if (!block.data) return null;
  const { blocked } = block.data;
  return (
    <StaffAct
      key={String(blocked)}
      title={t(blocked ? 'block.end' : 'block.begin')}
      right="block_customers"
      check={() => true}
      summary={() => t(blocked ? 'block.end_summary' : 'block.summary', { name: customer.name })}
      run={async (reason, intent) => {
        const given = {
          params: { path: { id: customer.id }, header: { 'Idempotency-Key': intent } },
          body: { reason },
        };
        if (blocked) await body(api.POST('/v1/customers/{id}/unblock', given));
        else await body(api.POST('/v1/customers/{id}/block', given));
        return t(blocked ? 'block.ended' : 'block.done');
      }}
    />
  );
}
