import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { Subscription, Wanted } from '../../api/types';
import { Button } from '../../kit/Button';
import { LinkTo } from '../../kit/LinkTo';
import { useTexts } from '../../text/Texts';
import { OrderEditor } from '../features/checkout/OrderEditor';
import { HelpLink } from '../parts/HelpLink';
import { Loaded } from '../parts/Loaded';
import { NoOrder } from '../parts/NoOrder';
import { Page } from '../parts/Page';
import { PendingChange } from '../parts/PendingChange';
import { PolicyCheckbox } from '../parts/PolicyCheckbox';
import { Steps } from '../parts/Steps';
import { SummaryPanel } from '../parts/SummaryPanel';
import { WhoMay } from '../parts/WhoMay';
import { usePortal } from '../state/PortalContext';
import { costsNothingNow, isAllowed, toPay } from '../state/previewParts';
import { useCustomer, useSubscription } from '../state/queries';
import { isBought } from '../state/subscriptionState';
import { useDraft } from '../state/useDraft';
import { usePolicy } from '../state/usePolicy';
import { choosablePlans, wishOf, withPlan } from '../state/wanted';
import { ConfirmBox } from './ConfirmBox';
import { PayStopBanner } from './PayStopBanner';
import { useOrder, useStops } from './useOrder';
import { usePay } from './usePay';

/** Step 1: cycle, plan and numbers, with the cost beside them. Nothing here is bought yet. */
export function SummaryPage() {
  const { t } = useTexts();
  const { offer, label } = usePortal();
  const subscription = useSubscription();
  const draft = useDraft();
  const bought = subscription.data ? isBought(subscription.data, offer) : false;
  return (
    <Page
      before={<Steps now={1} />}
      title={bought ? label('edit_plan') : t('checkout.summary_title')}
      lead={t('checkout.summary_lead')}
    >
      <Loaded query={subscription} lines={8}>
        {(data) => (
          <Loaded query={{ data: draft.draft, error: draft.error, refetch: draft.refetch }}>
            {(kept) => (
              <SummaryEditor
                subscription={data}
                kept={kept.set}
                keptMethod={kept.method}
                draft={draft}
              />
            )}
          </Loaded>
        )}
      </Loaded>
      <HelpLink screen="checkout" />
    </Page>
  );
}

interface SummaryEditorProps {
  subscription: Subscription;
  kept: Wanted | null;
  keptMethod: string;
  draft: ReturnType<typeof useDraft>;
}

function SummaryEditor({ subscription, kept, keptMethod, draft }: SummaryEditorProps) {
  const { t, money } = useTexts();
  const { offer, label } = usePortal();
  const [, navigate] = useLocation();
  const policy = usePolicy();
  const customer = useCustomer();
  const [policyMissing, setPolicyMissing] = useState(false);
  const bought = isBought(subscription, offer);
  const { order, wish, unchanged, preview, edit, drop, latest } = useOrder(
    subscription,
    kept,
    draft.edit,
  );
  const stopping = useStops(order, preview, subscription, edit);
  const { busy, stop, setStop, pay } = usePay(draft);
  useDeepLink(edit);
  if (!order || !wish) return <NoOrder />;
  const { subscribe } = subscription.actions;
  if (!bought && subscribe?.outcome === 'no') {
    return (
      <>
        <PendingChange subscription={subscription} />
        <WhoMay text={subscribe.text} />
      </>
    );
  }

  const changed = stop?.kind === 'changed' ? stop.preview : undefined;
  const shown = unchanged ? undefined : (changed ?? preview.preview);
  const allowed = isAllowed(shown);
  const incomplete = (customer.data?.data.billing.missing ?? []).length > 0;
  // What costs nothing now needs neither an address nor a card: it is confirmed here. What was confirmed here
  // and costs something after all is read again and confirmed here too, by the same button.
  const inPlace = !allowed || costsNothingNow(shown) || (stop !== undefined && !incomplete);
  const ends = bought && shown !== undefined && inPlace;

  const goOn = () => {
    // The policy is accepted with the first order and holds from then on.
    if (!bought && !policy.accepted) {
      setPolicyMissing(true);
      document.getElementById('policy')?.focus();
      return;
    }
    draft.edit(wishOf(latest.current ?? order, subscription, offer), 'billing');
    navigate('/portal/checkout/billing');
  };

  return (
    <>
      <PendingChange subscription={subscription} />
      <div className={`checkout-grid summary-${offer.layout.summary || 'right'}`}>
        <div className="stack gap-l" inert={busy}>
          <OrderEditor
            order={order}
            stops={stopping.stops}
            had={bought ? subscription : undefined}
            onEdit={(alter) => {
              setStop(undefined);
              stopping.edit(alter);
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
            onDrop={bought ? drop : undefined}
            idle={unchanged && <p className="muted">{t('confirm.nothing_changed')}</p>}
          >
            {ends ? (
              <ConfirmBox
                text={label('confirm_modifications')}
                preview={shown}
                isStale={preview.isStale && !changed}
                unchanged={unchanged}
                busy={busy}
                stop={stop}
                keptMethod={keptMethod}
                onMethod={(method) => draft.edit(wish, 'summary', method)}
                onConfirm={(method) => void pay({ set: wish, shown, method })}
              />
            ) : (
              <>
                {stop && <PayStopBanner stop={stop} currency={offer.currency} />}
                {allowed && !bought && (
                  <PolicyCheckbox
                    policy={policy}
                    missing={policyMissing && !policy.accepted}
                    onCheck={() => setPolicyMissing(false)}
                  />
                )}
                {shown && allowed && (
                  <div className="checkout-bar">
                    {shown.due_now && (
                      <p className="bar-total" aria-hidden="true">
                        <span>{t('summary.due_now')}</span>
                        <strong className="numbers">
                          {money(toPay(shown), shown.due_now.currency)}
                        </strong>
                      </p>
                    )}
                    <Button look="primary" large wide onClick={goOn}>
                      {label(offer.layout.preset === 'counts' ? 'buy' : 'continue_to_payment')}
                    </Button>
                  </div>
                )}
              </>
            )}
            {bought && (
              <div className="row wrap gap-s between">
                {!unchanged && (
                  <Button
                    look="quiet"
                    id="discard"
                    onClick={() => {
                      setStop(undefined);
                      latest.current = undefined;
                      void draft.discard();
                    }}
                  >
                    {label('discard')}
                  </Button>
                )}
                <LinkTo to="/portal/subscription">{t('return.to_subscription')}</LinkTo>
              </div>
            )}
          </SummaryPanel>
        </div>
      </div>
    </>
  );
}

/** `?plan=` fills in a plan and `?more=` leads to a number; neither buys anything. */
function useDeepLink(edit: ReturnType<typeof useOrder>['edit']) {
  const { offer } = usePortal();
  const [search, setSearch] = useSearchParams();
  const [wanted, more] = [search.get('plan'), search.get('more')];
  useEffect(() => {
    const plan = choosablePlans(offer).find((known) => known.code === wanted);
    if (plan) edit((present) => withPlan(present, plan));
    if (more) document.getElementById(`item-${more}`)?.focus();
    if (wanted || more) setSearch({}, { replace: true });
  }, [wanted, more]);
}
