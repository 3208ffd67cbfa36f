import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Subscription, Wanted } from '../../api/types';
import { Button } from '../../kit/Button';
import { useTexts } from '../../text/Texts';
import { AddOns } from '../features/checkout/AddOns';
import { CycleChoice } from '../features/checkout/CycleChoice';
import { PlanTable } from '../features/checkout/PlanTable';
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
import { useSubscription } from '../state/queries';
import { isBought } from '../state/subscriptionState';
import { useDraft } from '../state/useDraft';
import { usePolicy } from '../state/usePolicy';
import { usePreview } from '../state/usePreview';
import { type Edit, startOrder } from '../state/wanted';

/** Step 1: cycle, plan and add-ons, with the cost beside them. Nothing here is bought yet. */
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
            {(kept) => <SummaryEditor subscription={data} kept={kept.set} onEdit={draft.edit} />}
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
  onEdit: ReturnType<typeof useDraft>['edit'];
}

function SummaryEditor({ subscription, kept, onEdit }: SummaryEditorProps) {
  const { t, money } = useTexts();
  const { offer, label } = usePortal();
  const [, navigate] = useLocation();
  const policy = usePolicy();
  const [policyMissing, setPolicyMissing] = useState(false);
  const order = startOrder(offer, subscription, kept);
  // The newest order: a drawing for another reason may still show the one before.
  const latest = useRef(order);
  const drawn = useRef(kept);
  if (drawn.current !== kept) {
    drawn.current = kept;
    latest.current = order;
  }
  const preview = usePreview(order);
  if (!order) return <NoOrder />;
  const { subscribe } = subscription.actions;
  if (!isBought(subscription, offer) && subscribe?.outcome === 'no') {
    return (
      <>
        <PendingChange subscription={subscription} />
        <WhoMay text={subscribe.text} />
      </>
    );
  }

  const edit: Edit = (alter) => {
    const next = alter(latest.current ?? order);
    latest.current = next;
    onEdit({ ...next }, 'summary');
  };
  const outcome = preview.preview?.outcome;
  const allowed = outcome === 'now' || outcome === 'period_end';

  const goOn = () => {
    if (!policy.accepted) {
      setPolicyMissing(true);
      document.getElementById('policy')?.focus();
      return;
    }
    onEdit({ ...(latest.current ?? order) }, 'billing');
    navigate('/portal/checkout/billing');
  };

  return (
    <>
      <PendingChange subscription={subscription} />
      <div className={`checkout-grid summary-${offer.layout.summary || 'right'}`}>
        <div className="stack gap-l">
          <section className="stack" aria-labelledby="choose-plan">
            <h2 id="choose-plan">{label('choose_plan')}</h2>
            <CycleChoice order={order} onEdit={edit} />
            <PlanTable order={order} onEdit={edit} />
          </section>
          <AddOns order={order} onEdit={edit} />
        </div>
        <div className="checkout-side">
          <SummaryPanel
            preview={preview.preview}
            error={preview.error}
            isStale={preview.isStale}
            onRetry={preview.refetch}
          >
            {allowed && (
              <PolicyCheckbox
                policy={policy}
                missing={policyMissing && !policy.accepted}
                onCheck={() => setPolicyMissing(false)}
              />
            )}
            {preview.preview && allowed && (
              <div className="checkout-bar">
                {preview.preview.due_now && (
                  <p className="bar-total" aria-hidden="true">
                    <span>{t('summary.due_now')}</span>
                    <strong className="numbers">
                      {money(preview.preview.due_now.total, preview.preview.due_now.currency)}
                    </strong>
                  </p>
                )}
                <Button look="primary" large wide onClick={goOn}>
                  {label('continue_to_payment')}
                </Button>
              </div>
            )}
          </SummaryPanel>
        </div>
      </div>
    </>
  );
}
