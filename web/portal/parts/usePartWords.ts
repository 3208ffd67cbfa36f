import type { Subscription } from '../../api/types';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';
import type { Order, Part } from '../state/wanted';

export interface PartWords {
  /** What is changed: “Plan”, “users”. */
  name: string;
  before: string;
  after: string;
}

/** Names a part of a change and says what it was and what it becomes. */
export function usePartWords() {
  const { count } = useTexts();
  const { plan, item, cycleName, label } = usePortal();
  return (part: Part, had: Subscription, order: Order): PartWords => {
    if (part.part === 'plan') {
      return {
        name: label('plan'),
        before: had.plan_name || plan(had.plan)?.name || '',
        after: plan(order.plan)?.name ?? order.plan,
      };
    }
    if (part.part === 'cycle') {
      return {
        name: label('billing_cycle'),
        before: had.cycle ? cycleName(had.cycle) : '',
        after: cycleName(order.cycle),
      };
    }
    const code = part.item ?? '';
    return {
      name: item(code)?.name_plural ?? code,
      before: count(had.quantities[code] ?? 0),
      after: count(order.quantities[code] ?? 0),
    };
  };
}
