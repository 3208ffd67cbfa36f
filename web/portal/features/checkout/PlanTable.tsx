import type { Plan } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { type RadioCard, RadioCards } from '../../../kit/RadioCards';
import { useTexts } from '../../../text/Texts';
import { ContactButton } from '../../parts/ContactButton';
import { usePortal } from '../../state/PortalContext';
import { type Edit, type Order, withPlan } from '../../state/wanted';
import { PlanBox } from './PlanBox';

interface PlanTableProps {
  order: Order;
  onEdit: Edit;
  /** The plan the customer has. */
  present?: string | null | undefined;
}

/** One box per plan; a plan that only staff sell has no price and a way to ask instead. */
export function PlanTable({ order, onEdit, present }: PlanTableProps) {
  const { t } = useTexts();
  const { offer, plan: find, label } = usePortal();
  const shown = offer.plans.filter((plan) => !plan.free);
  const card = (plan: Plan, at: number): RadioCard<string> => ({
    value: plan.code,
    title:
      plan.code === present ? (
        <span className="row gap-s wrap">
          {plan.name} <Badge tone="neutral">{t('plans.present')}</Badge>
        </span>
      ) : (
        plan.name
      ),
    content: <PlanBox plan={plan} before={shown[at - 1]} cycle={order.cycle} />,
    unchoosable: plan.contact_only,
    below: plan.contact_only && (
      <ContactButton
        wide
        request={{ type: 'custom_plan', set: { plan: plan.code } }}
        text={label('contact_us')}
      />
    ),
  });
  return (
    <RadioCards
      className="plan-table"
      legend={label('choose_plan')}
      legendHidden
      value={order.plan}
      cards={shown.map(card)}
      onPick={(code) => {
        const plan = find(code);
        if (plan) onEdit((present) => withPlan(present, plan));
      }}
    />
  );
}
