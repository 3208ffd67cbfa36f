import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import type { Change, Subscription, Wanted } from '../../api/types';
import { Disclosure } from '../../kit/Disclosure';
import { useTexts } from '../../text/Texts';
import { OrderEditor } from '../features/checkout/OrderEditor';
import { AmountLines } from '../parts/AmountLines';
import { NoOrder } from '../parts/NoOrder';
import { SummaryPanel } from '../parts/SummaryPanel';
import { usePortal } from '../state/PortalContext';
import { costsNothingNow } from '../state/previewParts';
import { useCustomer } from '../state/queries';
import type { useDraft } from '../state/useDraft';
import { ChangeDone } from './ChangeDone';
import { ConfirmBox } from './ConfirmBox';
import { useOrder } from './useOrder';
import { usePay } from './usePay';

interface ConfiguratorProps {
  subscription: Subscription;
  kept: Wanted | null;
  keptMethod: string;
  draft: Pick<ReturnType<typeof useDraft>, 'edit' | 'settle' | 'clear' | 'discard'>;
  /** Beside the numbers. */
  besideNumbers?: ReactNode;
  /** Beside the summary. */
  children?: ReactNode;
}

/** The subscription as it is and as it could be, on one page: nothing changes before it is confirmed. */
export function Configurator(props: ConfiguratorProps) {
  const { subscription, kept, keptMethod, draft, besideNumbers, children } = props;
  const { offer, label, ownText } = usePortal();
  const [, navigate] = useLocation();
  const [done, setDone] = useState<Change>();
  const customer = useCustomer();
  const { order, wish, unchanged, preview, edit, drop, latest } = useOrder(
    subscription,
    kept,
    draft.edit,
  );
  const { busy, stop, setStop, pay } = usePay(draft, setDone);
  if (!order || !wish) {
    return (
      <>
        <NoOrder />
        {children}
      </>
    );
  }

  const changed = stop?.kind === 'changed' ? stop.preview : undefined;
  const shown = unchanged ? undefined : (changed ?? preview.preview);
  const incomplete = (customer.data?.data.billing.missing ?? []).length > 0;

  const anew = () => {
    setStop(undefined);
    setDone(undefined);
  };
  const discard = () => {
    anew();
    latest.current = undefined;
    void draft.discard();
  };
  const confirm = (method: string) => {
    if (!shown) return;
    if (incomplete && !costsNothingNow(shown)) {
      navigate('/portal/checkout/billing');
      return;
    }
    void pay({ set: wish, shown, method });
  };

  return (
    <>
      {done && <ChangeDone change={done} />}
      <div className={`checkout-grid summary-${offer.layout.summary || 'right'}`}>
        <div className="stack gap-l" inert={busy}>
          <OrderEditor
            order={order}
            had={subscription}
            besideNumbers={besideNumbers}
            onEdit={(alter) => {
              anew();
              edit(alter);
            }}
          />
        </div>
        <div className="checkout-side">
          <SummaryPanel
            preview={shown}
            error={unchanged ? null : preview.error}
            isStale={preview.isStale && !changed}
            onRetry={preview.refetch}
            had={subscription}
            order={order}
            onDrop={(part) => {
              anew();
              drop(part);
            }}
            idle={unchanged && <AsItIs subscription={subscription} />}
          >
            {ownText('read_summary_note') && !unchanged && (
              <p className="small muted">{ownText('read_summary_note')}</p>
            )}
            <ConfirmBox
              text={label('confirm_modifications')}
              preview={shown}
              isStale={preview.isStale && !changed}
              unchanged={unchanged}
              busy={busy}
              stop={stop}
              keptMethod={keptMethod}
              onMethod={(method) => draft.edit(wish, 'summary', method)}
              onConfirm={confirm}
              onDiscard={discard}
            />
          </SummaryPanel>
        </div>
        {children && <div className="checkout-aside stack">{children}</div>}
      </div>
    </>
  );
}

/** Nothing is edited: what one has and the invoice that comes. */
function AsItIs({ subscription }: { subscription: Subscription }) {
  const { t, day, money, count } = useTexts();
  const { plan, cycleName, inOrder, itemName } = usePortal();
  const next = subscription.next_invoice;
  return (
    <>
      <p>
        <strong>{subscription.plan_name || plan(subscription.plan)?.name}</strong>
        <span className="muted">
          {[
            '',
            subscription.cycle && cycleName(subscription.cycle),
            ...inOrder(subscription.quantities).map(
              ([code, bought]) => `${count(bought)} ${itemName(code, bought)}`,
            ),
          ]
            .filter((words) => words !== null)
            .join(' · ')}
        </span>
      </p>
      {next && (
        <Disclosure
          summary={t('plan.next_invoice', {
            day: day(next.on),
            amount: money(next.total, next.currency),
          })}
        >
          <AmountLines amounts={next} />
        </Disclosure>
      )}
    </>
  );
}
